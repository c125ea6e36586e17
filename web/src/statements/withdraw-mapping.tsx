import { useState } from 'preact/hooks';
import { write } from '../api/client.ts';
import type { Answer } from '../api/contract.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { ReasonField } from '../parts/fields.tsx';
import { SubmitForm } from '../parts/submit-form.tsx';

type WithdrawProps = { mappingId: string; bank: string; onEnd: (isDone: boolean) => void };

/** Has no further file read by what is saved about some headings. */
export function WithdrawMapping({ mappingId, bank, onEnd }: WithdrawProps) {
  const [reason, setReason] = useState('');
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const action = useAction<Answer<'POST', '/v1/statement-mappings/{id}/withdraw'>>();
  const errors = [...gaps, ...errorsOf(action.trouble, (field) => field)];
  const submit = async (): Promise<void> => {
    const found = reason.trim().length < 3 ? [{ id: 'reason', message: 'Say why' }] : [];
    setGaps(found);
    if (found.length > 0) return;
    const done = await action.run({ mappingId, reason }, (key) =>
      write('POST', '/v1/statement-mappings/{id}/withdraw', { id: mappingId, body: { reason }, key }),
    );
    if (done !== null) onEnd(true);
  };
  return (
    <section class="app-panel" aria-labelledby="withdraw">
      <h2 class="govuk-heading-m" id="withdraw">
        Withdraw what is saved about {bank}
      </h2>
      <SubmitForm onSubmit={submit}>
        <ErrorSummary errors={errors} />
        <ReasonField id="reason" value={reason} onValue={setReason} error={messageFor(errors, 'reason')} />
        <div class="govuk-button-group">
          <button type="submit" class="govuk-button" aria-disabled={action.busy}>
            Withdraw it
          </button>
          <button
            type="button"
            class="govuk-button govuk-button--secondary"
            onClick={() => {
              onEnd(false);
            }}
          >
            Keep it
          </button>
        </div>
      </SubmitForm>
    </section>
  );
}
