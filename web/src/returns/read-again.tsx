import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { write } from '../api/client.ts';
import type { Answer } from '../api/contract.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { ReasonField } from '../parts/fields.tsx';

export type ReadAgainAnswer = Answer<'POST', '/v1/provider-returns/{id}/read-again'>;

/** A file whose headings are known by now: nothing is left but to have it read. */
export function ReadAgain({ uploadId }: { uploadId: string }) {
  const { route } = useLocation();
  const [reason, setReason] = useState('');
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const action = useAction<ReadAgainAnswer>();
  const errors = [...gaps, ...errorsOf(action.trouble, (field) => field)];
  const submit = async (): Promise<void> => {
    const found = reason.trim().length < 3 ? [{ id: 'reason', message: 'Say why' }] : [];
    setGaps(found);
    if (found.length > 0) return;
    const done = await action.run({ uploadId, reason }, (key) =>
      write('POST', '/v1/provider-returns/{id}/read-again', { id: uploadId, body: { reason }, key }),
    );
    if (done !== null) route(`/files/${encodeURIComponent(uploadId)}`);
  };
  return (
    <section class="app-panel" aria-labelledby="known">
      <h2 class="govuk-heading-m" id="known">
        Its headings are known by now
      </h2>
      <p class="govuk-body">
        What its columns mean was saved after it came in. It is read as if it had just been received.
      </p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <ErrorSummary errors={errors} />
        <ReasonField id="reason" value={reason} onValue={setReason} error={messageFor(errors, 'reason')} />
        <button type="submit" class="govuk-button" aria-disabled={action.busy}>
          Read the file again
        </button>
      </form>
    </section>
  );
}
