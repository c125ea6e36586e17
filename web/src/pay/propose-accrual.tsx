import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { PayRunDetail } from '../../../events/api/pay-runs.ts';
import { write } from '../api/client.ts';
import type { Answer } from '../api/contract.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { ReasonField } from '../parts/fields.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { counted, formatDate, formatMoney } from '../words/format.ts';
import { SubmitForm } from '../parts/submit-form.tsx';

/** Whether a preview shows everything of its kind that a year left unpaid. */
function showsYearEnd({ state, linesHash, throughDate, scope, calendar }: PayRunDetail): boolean {
  const isWhole = scope === null && calendar === null;
  return state === 'preview' && linesHash !== null && isWhole && throughDate.endsWith('-03-31');
}

/** Makes a preview through 31 March the year’s accrual, for somebody else to approve. */
export function ProposeAccrual({ run }: { run: PayRunDetail }) {
  const me = useMe();
  const { route } = useLocation();
  const [reason, setReason] = useState('');
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const action = useAction<Answer<'POST', '/v1/accruals'>>();
  const errors = [
    ...gaps,
    ...errorsOf(action.trouble, (field) => (field === 'reason' ? 'accrual-reason' : null)),
  ];
  if (!showsYearEnd(run) || !may(me, 'makePayRuns')) return null;
  const propose = async (): Promise<void> => {
    const found = reason.trim().length < 3 ? [{ id: 'accrual-reason', message: 'Say why' }] : [];
    setGaps(found);
    if (found.length > 0) return;
    const { payRunId } = run;
    const done = await action.run({ payRunId, reason }, (key) =>
      write('POST', '/v1/accruals', { body: { payRunId, reason }, key }),
    );
    if (done !== null) route(`/accruals/${encodeURIComponent(done.accrualId)}`);
  };
  const unpaid = (run.totalPence ?? 0) + (run.heldPence ?? 0);
  return (
    <section class="app-panel" aria-labelledby="accrue">
      <h2 class="govuk-heading-m" id="accrue">
        Is this what the year left unpaid?
      </h2>
      <p class="govuk-body">
        {counted(run.lineCount ?? 0, 'line')} over {formatMoney(unpaid)}, held or not, are care through{' '}
        {formatDate(run.throughDate)} that is not paid, less what goes on after that day
        {(run.rechargePence ?? 0) !== 0 &&
          ` and the ${formatMoney(run.rechargePence ?? 0)} that the NHS bears`}
        . Proposing keeps their totals by coding. Nothing is booked before somebody else approves it.
      </p>
      <SubmitForm onSubmit={propose}>
        <ErrorSummary errors={errors} />
        <ReasonField
          id="accrual-reason"
          value={reason}
          onValue={setReason}
          error={messageFor(errors, 'accrual-reason')}
        />
        <button type="submit" class="govuk-button" aria-disabled={action.busy}>
          Propose the year-end accrual
        </button>
      </SubmitForm>
    </section>
  );
}
