import { useState } from 'preact/hooks';
import { read } from '../api/client.ts';
import { follow } from '../parts/follow.ts';
import type { CaseDesk } from './case-desk.ts';

/** The whole case with its evidence on pages, for a panel, an ombudsman or a court. */
export function CaseReport({ desk: { shown } }: { desk: CaseDesk }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const ask = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const answered = await read('/v1/audit-cases/{id}/report', { id: shown.caseId });
    setBusy(false);
    setProblem(answered.ok ? null : answered.trouble.detail);
    if (answered.ok) follow(answered.value);
  };
  return (
    <>
      <button
        type="button"
        class="govuk-button govuk-button--secondary"
        aria-disabled={busy}
        onClick={() => {
          void ask();
        }}
      >
        {busy ? 'Writing the report…' : 'Report (PDF)'}
      </button>
      {problem !== null && (
        <p class="govuk-error-message" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
