import { useState } from 'preact/hooks';
import type { ProviderReturn } from '../../../events/api/return-shapes.ts';
import { write } from '../api/client.ts';
import type { Answer } from '../api/contract.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { LongTextField } from '../parts/fields.tsx';
import { withdrawalInWords } from './return-words.ts';
import { SubmitForm } from '../parts/submit-form.tsx';

type Kept = Answer<'POST', '/v1/portal/returns/{id}/withdraw'>;
type TakeBackProps = {
  uploadId: string;
  sums: NonNullable<ProviderReturn['taken']>['sums'];
  onDone: (text: string) => void;
};

const FEWEST_LETTERS = 3;

/** Takes a file back as long as lines of it wait; what that changes stands before the button. */
export function TakeBack({ uploadId, sums, onDone }: TakeBackProps) {
  const [reason, setReason] = useState('');
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const action = useAction<Kept>();
  const errors = [
    ...gaps,
    ...errorsOf(action.trouble, (field) => (field === 'reason' ? 'back-reason' : null)),
  ];
  const takeBack = async (): Promise<void> => {
    const found =
      reason.trim().length < FEWEST_LETTERS
        ? [{ id: 'back-reason', message: 'Say why you take it back' }]
        : [];
    setGaps(found);
    if (found.length > 0) return;
    const done = await action.run({ uploadId, reason }, (key) =>
      write('POST', '/v1/portal/returns/{id}/withdraw', { id: uploadId, body: { reason }, key }),
    );
    if (done !== null) onDone('You took this file back. Nothing of it is paid.');
  };
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">Take this file back</span>
      </summary>
      <div class="govuk-details__text">
        <p class="govuk-body">{withdrawalInWords(sums)}</p>
        <p class="govuk-body">
          To mend single lines you need not take it back: send those lines in a new file.
        </p>
        <SubmitForm onSubmit={takeBack}>
          <ErrorSummary errors={errors} />
          <LongTextField
            id="back-reason"
            label="Why you take it back"
            rows={2}
            value={reason}
            onValue={setReason}
            error={messageFor(errors, 'back-reason')}
          />
          <button type="submit" class="govuk-button govuk-button--warning" aria-disabled={action.busy}>
            Take this file back
          </button>
        </SubmitForm>
      </div>
    </details>
  );
}
