import { useState } from 'preact/hooks';
import type { ReturnDetail } from '../../../events/api/return-shapes.ts';
import { read } from '../api/client.ts';
import { follow } from '../parts/follow.ts';
import { hasReasons } from './return-words.ts';

/** A letter that says of every line why it is not paid as claimed, and what rights there are. */
export function WrittenReasons({ file }: { file: ReturnDetail }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  if (!hasReasons(file)) return null;
  const ask = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const answered = await read('/v1/portal/returns/{id}/reasons', { id: file.uploadId });
    setBusy(false);
    setProblem(answered.ok ? null : answered.trouble.detail);
    if (answered.ok) follow(answered.value);
  };
  return (
    <section class="app-section" aria-labelledby="reasons">
      <h2 class="govuk-heading-m" id="reasons">
        Written reasons
      </h2>
      <p class="govuk-body">
        A letter that names each line that is not paid as you claimed it, why, and how to have it looked at
        again or to complain.
      </p>
      <button
        type="button"
        class="govuk-button govuk-button--secondary"
        aria-disabled={busy}
        onClick={() => {
          void ask();
        }}
      >
        {busy ? 'Writing the letter…' : 'Get written reasons (PDF)'}
      </button>
      {problem !== null && (
        <p class="govuk-error-message" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
