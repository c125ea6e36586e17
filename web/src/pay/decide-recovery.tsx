import { useEffect, useRef, useState } from 'preact/hooks';
import { write } from '../api/client.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { ReasonField } from '../parts/fields.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { formatMoney } from '../words/format.ts';
import { payeeInWords, recoveryStates } from './pay-words.ts';
import { Instalments } from './agree-instalments.tsx';
import { RecordRepayment } from './record-repayment.tsx';
import { leftToRecover, type Recovery } from './recovery-table.tsx';
import { WriteOff } from './write-off.tsx';
import { actsOn, asksForAgreement, wordsOf, type RecoveryAct } from './recovery-words.ts';

type DecideRecoveryProps = { recovery: Recovery; onDone: (text: string) => void; close: () => void };

/** What happens about an overpayment next; each act says first what it changes. */
export function DecideRecovery({ recovery, onDone, close }: DecideRecoveryProps) {
  const me = useMe();
  const ofCase = recovery.caseId !== null;
  const mayApprove = may(me, ofCase ? 'authoriseRecoveries' : 'approvePayRuns');
  const mayCarryOut = may(me, ofCase ? 'carryOutRecoveries' : 'makePayRuns');
  const acts = actsOn(recovery).filter((act) => (act === 'approve' ? mayApprove : mayCarryOut));
  const agreement = asksForAgreement(recovery);
  const isAgreed = ['approved', 'notified', 'recovering'].includes(recovery.state);
  const isInvoiced = recovery.method === 'invoice' && ['notified', 'recovering'].includes(recovery.state);
  const [reason, setReason] = useState('');
  const [agreed, setAgreed] = useState(false);
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const action = useAction<unknown>();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  const errors = [...gaps, ...errorsOf(action.trouble, () => 'recovery-reason')];
  const submit = async (act: RecoveryAct): Promise<void> => {
    const found = [
      ...(act === 'notify' && agreement === 'must' && !agreed
        ? [{ id: 'offset-agreed', message: 'Record that the payee agreed, or propose an invoice instead' }]
        : []),
      ...(reason.trim().length < 3 ? [{ id: 'recovery-reason', message: 'Say why' }] : []),
    ];
    setGaps(found);
    if (found.length > 0) return;
    const id = recovery.recoveryId;
    const done = await action.run({ act, reason, agreed }, (key) => {
      if (act === 'approve')
        return write('POST', '/v1/recoveries/{id}/approve', { id, body: { reason }, key });
      if (act === 'dispute')
        return write('POST', '/v1/recoveries/{id}/dispute', { id, body: { reason }, key });
      return write('POST', '/v1/recoveries/{id}/notify', { id, body: { offsetAgreed: agreed, reason }, key });
    });
    if (done !== null) onDone(wordsOf(act, recovery).done);
  };
  return (
    <section class="app-panel" aria-labelledby="decide-recovery">
      <h2 class="govuk-heading-m app-heading" id="decide-recovery" tabIndex={-1} ref={heading}>
        What happens about {formatMoney(leftToRecover(recovery))} that {payeeInWords(recovery.payeeId)} owes?
      </h2>
      <p class="govuk-body">
        {recovery.caseId === null ? (
          `For package ${recovery.packageId}.`
        ) : (
          <>
            From the audit <a href={`/audits/${encodeURIComponent(recovery.caseId)}`}>{recovery.caseId}</a>,{' '}
            {recovery.method === 'invoice' ? 'by an invoice' : 'off later payments'}.
          </>
        )}{' '}
        It is {recoveryStates[recovery.state].word.toLowerCase()} now.
      </p>
      {acts.length === 0 ? (
        recovery.state !== 'written-off' && (
          <p class="govuk-body">Somebody with another role decides what happens next.</p>
        )
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
          }}
        >
          <ErrorSummary errors={errors} />
          <ul class="govuk-list govuk-list--bullet">
            {acts.map((act) => (
              <li key={act}>
                <strong>{wordsOf(act, recovery).button}:</strong> {wordsOf(act, recovery).does}
              </li>
            ))}
          </ul>
          {acts.includes('notify') && agreement !== 'no' && (
            <div class="govuk-checkboxes govuk-form-group">
              <div class="govuk-checkboxes__item">
                <input
                  class="govuk-checkboxes__input"
                  id="offset-agreed"
                  type="checkbox"
                  checked={agreed}
                  onChange={(event) => {
                    setAgreed(event.currentTarget.checked);
                  }}
                />
                <label class="govuk-label govuk-checkboxes__label" for="offset-agreed">
                  The payee agreed that later payments are reduced
                </label>
              </div>
            </div>
          )}
          <ReasonField
            id="recovery-reason"
            value={reason}
            onValue={setReason}
            error={messageFor(errors, 'recovery-reason')}
          />
          <div class="app-actions">
            {acts.map((act, place) => (
              <button
                key={act}
                type="button"
                class={`govuk-button${place === 0 ? '' : ' govuk-button--secondary'}`}
                aria-disabled={action.busy}
                onClick={() => {
                  void submit(act);
                }}
              >
                {wordsOf(act, recovery).button}
              </button>
            ))}
            <button type="button" class="app-link-button" onClick={close}>
              Cancel
            </button>
          </div>
        </form>
      )}
      {isInvoiced && mayCarryOut && <RecordRepayment recovery={recovery} onDone={onDone} />}
      <Instalments recovery={recovery} mayAgree={mayCarryOut && isAgreed} onDone={onDone} />
      <WriteOff recovery={recovery} mayPropose={mayCarryOut} mayAuthorise={mayApprove} onDone={onDone} />
    </section>
  );
}
