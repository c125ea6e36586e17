import { useEffect, useRef, useState } from 'preact/hooks';
import { write } from '../api/client.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { ReasonField } from '../parts/fields.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { formatMoney } from '../words/format.ts';
import { payeeInWords, recoveryStates } from './pay-words.ts';
import { leftToRecover, type Recovery } from './recovery-table.tsx';

type Act = 'approve' | 'notify' | 'dispute';

/** What may be done about a recovery in its state, the way on before the way off. */
const possible: Readonly<Partial<Record<Recovery['state'], readonly Act[]>>> = {
  proposed: ['approve', 'dispute'],
  disputed: ['approve'],
  approved: ['notify', 'dispute'],
  notified: ['dispute'],
  recovering: ['dispute'],
};

const words: Readonly<Record<Act, { button: string; does: (recovery: Recovery) => string; done: string }>> = {
  approve: {
    button: 'Approve the recovery',
    does: (recovery) =>
      `Approving says that ${formatMoney(leftToRecover(recovery))} was overpaid and is to come back. Nothing is taken before the payee was told.`,
    done: 'The recovery is approved. Tell the payee, then record it here.',
  },
  notify: {
    button: 'The payee was told',
    does: (recovery) =>
      recovery.offsetAgreed
        ? `From the next run on, payments to the payee are reduced until ${formatMoney(leftToRecover(recovery))} came back.`
        : 'Payments to carers and direct payments are reduced only if the payee agreed and care goes on.',
    done: 'It is recorded that the payee was told.',
  },
  dispute: {
    button: 'The payee disputes it',
    does: () => 'Nothing more is taken until somebody approves the recovery again.',
    done: 'The dispute is recorded. Nothing more is taken until the recovery is approved again.',
  },
};

function actsOn(recovery: Recovery): readonly Act[] {
  return possible[recovery.state] ?? [];
}

type DecideRecoveryProps = { recovery: Recovery; onDone: (text: string) => void; close: () => void };

/** What happens about an overpayment next; each act says first what it changes. */
export function DecideRecovery({ recovery, onDone, close }: DecideRecoveryProps) {
  const me = useMe();
  const acts = actsOn(recovery).filter((act) =>
    may(me, act === 'approve' ? 'approvePayRuns' : 'makePayRuns'),
  );
  const [reason, setReason] = useState('');
  const [agreed, setAgreed] = useState(false);
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const action = useAction<unknown>();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  const errors = [...gaps, ...errorsOf(action.trouble, () => 'recovery-reason')];
  const submit = async (act: Act): Promise<void> => {
    const found = reason.trim().length < 3 ? [{ id: 'recovery-reason', message: 'Say why' }] : [];
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
    if (done !== null) onDone(words[act].done);
  };
  return (
    <section class="app-panel" aria-labelledby="decide-recovery">
      <h2 class="govuk-heading-m app-heading" id="decide-recovery" tabIndex={-1} ref={heading}>
        What happens about {formatMoney(leftToRecover(recovery))} that {payeeInWords(recovery.payeeId)} owes?
      </h2>
      <p class="govuk-body">
        For package {recovery.packageId}. It is {recoveryStates[recovery.state].word.toLowerCase()} now.
      </p>
      {acts.length === 0 ? (
        <p class="govuk-body">Somebody with another role decides what happens next.</p>
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
                <strong>{words[act].button}:</strong> {words[act].does(recovery)}
              </li>
            ))}
          </ul>
          {acts.includes('notify') && !recovery.offsetAgreed && (
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
                {words[act].button}
              </button>
            ))}
            <button type="button" class="app-link-button" onClick={close}>
              Cancel
            </button>
          </div>
        </form>
      )}
    </section>
  );
}
