import { useEffect, useRef, useState } from 'preact/hooks';
import type { ShownHold } from '../../../events/api/payments.ts';
import { write } from '../api/client.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { ReasonField } from '../parts/fields.tsx';
import { counted, formatDate } from '../words/format.ts';
import { HeldAmount } from './held-amount.tsx';
import { targetInText } from './hold-target.ts';
import { holdCategories } from './pay-words.ts';
import { SubmitForm } from '../parts/submit-form.tsx';

type ReleaseHoldProps = { hold: ShownHold; onDone: (text: string) => void; close: () => void };

/** Lets a hold go: what it kept is paid, so the form says how much that is first. */
export function ReleaseHold({ hold, onDone, close }: ReleaseHoldProps) {
  const [reason, setReason] = useState('');
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const action = useAction<unknown>();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  const target = targetInText(hold);
  const errors = [...gaps, ...errorsOf(action.trouble, () => 'release-reason')];
  const release = async (): Promise<void> => {
    const found = reason.trim().length < 3 ? [{ id: 'release-reason', message: 'Say why' }] : [];
    setGaps(found);
    if (found.length > 0) return;
    const id = hold.holdId;
    const done = await action.run({ id, reason }, (key) =>
      write('POST', '/v1/holds/{id}/release', { id, body: { reason }, key }),
    );
    if (done !== null)
      onDone(`The hold on ${target} is released. What it kept is paid in the payee’s next run.`);
  };
  return (
    <section class="app-panel" aria-labelledby="release">
      <h2 class="govuk-heading-m app-heading" id="release" tabIndex={-1} ref={heading}>
        Release the hold on {target}?
      </h2>
      <p class="govuk-body">
        {holdCategories[hold.category]}, placed on {formatDate(hold.placedOn)} by {hold.placedBy},{' '}
        {counted(hold.ageDays, 'day')} ago{hold.reason !== null && `. Reason: ${hold.reason}`}
      </p>
      <HeldAmount hold={hold} />
      <SubmitForm onSubmit={release}>
        <ErrorSummary errors={errors} />
        <ReasonField
          id="release-reason"
          value={reason}
          onValue={setReason}
          error={messageFor(errors, 'release-reason')}
        />
        <div class="app-actions">
          <button type="submit" class="govuk-button" aria-disabled={action.busy}>
            Release it
          </button>
          <button type="button" class="app-link-button" onClick={close}>
            Cancel
          </button>
        </div>
      </SubmitForm>
    </section>
  );
}
