import { useState } from 'preact/hooks';
import type { Answered } from '../api/client.ts';
import { follow } from './follow.ts';

type Pages = { name: string; url: string };

/** A button that asks for pages (PDF) and saves them; what kept them from being made stands beneath it. */
export function SavePages({ label, ask }: { label: string; ask: () => Promise<Answered<Pages>> }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const answered = await ask();
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
          void save();
        }}
      >
        {busy ? 'Writing the pages…' : label}
      </button>
      {problem !== null && (
        <p class="govuk-error-message" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
