import { useState } from 'preact/hooks';
import type { Answered } from '../api/client.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from './error-summary.tsx';
import { ReasonField } from './fields.tsx';
import { SubmitForm } from './submit-form.tsx';

type ReadAgainProps<T> = {
  uploadId: string;
  send: (asked: { body: { reason: string }; key: string }) => Promise<Answered<T>>;
  onDone: () => void;
};

/** A file whose headings are known by now: nothing is left but to have it read. */
export function ReadAgain<T>({ uploadId, send, onDone }: ReadAgainProps<T>) {
  const [reason, setReason] = useState('');
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const action = useAction<T>();
  const errors = [...gaps, ...errorsOf(action.trouble, (field) => field)];
  const submit = async (): Promise<void> => {
    const found = reason.trim().length < 3 ? [{ id: 'reason', message: 'Say why' }] : [];
    setGaps(found);
    if (found.length > 0) return;
    const done = await action.run({ uploadId, reason }, (key) => send({ body: { reason }, key }));
    if (done !== null) onDone();
  };
  return (
    <section class="app-panel" aria-labelledby="known">
      <h2 class="govuk-heading-m" id="known">
        Its headings are known by now
      </h2>
      <p class="govuk-body">
        What its columns mean was saved after it came in. It is read as if it had just been received.
      </p>
      <SubmitForm onSubmit={submit}>
        <ErrorSummary errors={errors} />
        <ReasonField id="reason" value={reason} onValue={setReason} error={messageFor(errors, 'reason')} />
        <button type="submit" class="govuk-button" aria-disabled={action.busy}>
          Read the file again
        </button>
      </SubmitForm>
    </section>
  );
}
