import { useState } from 'preact/hooks';
import type { AccrualDetail } from '../../../events/api/accruals.ts';
import type { Me } from '../../../events/api/settings.ts';
import { write } from '../api/client.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { ReasonField } from '../parts/fields.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { formatDate, formatMoney } from '../words/format.ts';

type Act = 'approve' | 'cancel';

function actsFor({ state, madeBy }: AccrualDetail, me: Me): Act[] {
  if (state !== 'proposed') return [];
  const acts: Act[] = [];
  if (may(me, 'approvePayRuns') && !madeBy.includes(me.userId)) acts.push('approve');
  if (may(me, 'makePayRuns')) acts.push('cancel');
  return acts;
}

/** Approving or cancelling an accrual: what each changes stands before its button. */
export function AccrualActs({ accrual, again }: { accrual: AccrualDetail; again: () => void }) {
  const me = useMe();
  const acts = actsFor(accrual, me);
  const [reason, setReason] = useState('');
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const action = useAction<unknown>();
  const errors = [...gaps, ...errorsOf(action.trouble, (field) => (field === 'reason' ? 'reason' : null))];
  if (accrual.state !== 'proposed') return null;
  const perform = async (act: Act): Promise<void> => {
    const found = reason.trim().length < 3 ? [{ id: 'reason', message: 'Say why' }] : [];
    setGaps(found);
    if (found.length > 0) return;
    const id = accrual.accrualId;
    const done = await action.run({ act, reason }, (key) =>
      write('POST', `/v1/accruals/{id}/${act}`, { id, body: { reason }, key }),
    );
    if (done !== null) again();
  };
  return (
    <section class="app-panel" aria-labelledby="decide">
      <h2 class="govuk-heading-m" id="decide">
        Should this be booked?
      </h2>
      <Effect accrual={accrual} />
      {!acts.includes('approve') && <p class="govuk-body">{whoApproves(accrual, me)}</p>}
      {acts.length > 0 && (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
          }}
        >
          <ErrorSummary errors={errors} />
          <ReasonField id="reason" value={reason} onValue={setReason} error={messageFor(errors, 'reason')} />
          <div class="app-actions">
            {acts.includes('approve') && (
              <button
                type="button"
                class="govuk-button"
                aria-disabled={action.busy}
                onClick={() => {
                  void perform('approve');
                }}
              >
                Approve and book {formatMoney(accrual.totalPence)}
              </button>
            )}
            {acts.includes('cancel') && (
              <button
                type="button"
                class="govuk-button govuk-button--warning"
                aria-disabled={action.busy}
                onClick={() => {
                  void perform('cancel');
                }}
              >
                Cancel this accrual
              </button>
            )}
          </div>
        </form>
      )}
    </section>
  );
}

function Effect({ accrual: { totalPence, yearEnd, reversedOn, year } }: { accrual: AccrualDetail }) {
  return (
    <ul class="govuk-list govuk-list--bullet">
      <li>
        Approving books {formatMoney(totalPence)} on {formatDate(yearEnd)} and takes {formatMoney(totalPence)}{' '}
        back on {formatDate(reversedOn)}. Nobody is paid by it. It cannot be undone, and {year} is accrued
        once only.
      </li>
      <li>Cancelling books nothing. The same or another preview may then be proposed.</li>
    </ul>
  );
}

function whoApproves({ madeBy }: AccrualDetail, me: Me): string {
  return madeBy.includes(me.userId) && may(me, 'approvePayRuns')
    ? 'You previewed or proposed this accrual, so somebody else has to approve it.'
    : 'A payments approver who did not make it approves it.';
}
