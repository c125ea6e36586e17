import { useState } from 'preact/hooks';
import { write } from '../api/client.ts';
import { ActForm, FoldedForm } from '../audits/act-form.tsx';
import { messageFor } from '../parts/error-summary.tsx';
import { SelectField, TextField } from '../parts/fields.tsx';
import { useMe } from '../session/me.ts';
import { formatDate, formatMoney, penceOfPounds, poundsOfPence } from '../words/format.ts';
import { leftToRecover, type Recovery } from './recovery-table.tsx';

type WriteOffOf = NonNullable<Recovery['writeOff']>;

const causes = {
  hardship: 'Hardship: paying it back harms the person',
  'no-estate': 'No estate: nothing is left to pay it from',
  'not-traced': 'The payee cannot be found',
  'council-error': 'The council made the error',
  'no-longer-enforceable': 'It can no longer be enforced',
  uneconomic: 'It would cost more than it brings',
  other: 'Another cause',
} as const satisfies Record<WriteOffOf['cause'], string>;

function isCause(name: string): name is WriteOffOf['cause'] {
  return name in causes;
}

type Props = {
  recovery: Recovery;
  mayPropose: boolean;
  mayAuthorise: boolean;
  onDone: (text: string) => void;
};

/** What the council gives up: proposed by one person, authorised by another. */
export function WriteOff({ recovery, mayPropose, mayAuthorise, onDone }: Props) {
  const { writeOff, writtenOff } = recovery;
  const isOpen = ['approved', 'notified', 'recovering'].includes(recovery.state);
  return (
    <>
      {writtenOff.map(({ amountPence, cause, on, proposedBy, authorisedBy }, place) => (
        <p class="govuk-body" key={place}>
          {formatMoney(amountPence)} was written off on {formatDate(on)}, proposed by {proposedBy} and
          authorised by {authorisedBy}. {causes[cause]}.
        </p>
      ))}
      {writeOff !== null && (
        <Waiting
          {...{ recovery, writeOff, onDone }}
          mayAuthorise={mayAuthorise && isOpen}
          mayRefuse={mayPropose || mayAuthorise}
        />
      )}
      {writeOff === null && isOpen && mayPropose && (
        <FoldedForm button="Propose a write-off" title="How much is given up, and why?">
          {(close) => <ProposeForm recovery={recovery} onDone={onDone} close={close} />}
        </FoldedForm>
      )}
    </>
  );
}

function ProposeForm({
  recovery,
  onDone,
  close,
}: Pick<Props, 'recovery' | 'onDone'> & { close: () => void }) {
  const left = leftToRecover(recovery);
  const [amount, setAmount] = useState(poundsOfPence(left));
  const [cause, setCause] = useState<WriteOffOf['cause'] | ''>('');
  const amountPence = penceOfPounds(amount) ?? 0;
  const request = { amountPence, cause };
  return (
    <ActForm
      id="write-off"
      button={amountPence <= 0 ? 'Propose it' : `Propose to write ${formatMoney(amountPence)} off`}
      gaps={[
        ...(amountPence <= 0 || amountPence > left
          ? [{ id: 'write-off-amountPence', message: `Enter an amount up to ${formatMoney(left)}` }]
          : []),
        ...(cause === '' ? [{ id: 'write-off-cause', message: 'Choose why it is given up' }] : []),
      ]}
      request={request}
      send={(reason, key) =>
        write('POST', '/v1/recoveries/{id}/write-off', {
          ...{ id: recovery.recoveryId, key },
          body: { amountPence, cause: cause === '' ? 'other' : cause, reason },
        })
      }
      onDone={() => {
        onDone(`A write-off of ${formatMoney(amountPence)} is proposed. Somebody else authorises it.`);
      }}
      onCancel={close}
    >
      {(errors) => (
        <>
          <TextField
            id="write-off-amountPence"
            label="Amount to write off, in pounds"
            hint={`At most ${formatMoney(left)}: what is left.`}
            width="govuk-input--width-10"
            inputMode="decimal"
            value={amount}
            onValue={setAmount}
            error={messageFor(errors, 'write-off-amountPence')}
          />
          <SelectField
            id="write-off-cause"
            label="Cause"
            value={cause}
            choices={[
              { value: '', text: 'Choose' },
              ...Object.entries(causes).map(([value, text]) => ({ value, text })),
            ]}
            onValue={(value) => {
              setCause(isCause(value) ? value : '');
            }}
            error={messageFor(errors, 'write-off-cause')}
          />
          <p class="govuk-inset-text">{whatChanges(recovery, amountPence)} Nothing changes before that.</p>
        </>
      )}
    </ActForm>
  );
}

type WaitingProps = Omit<Props, 'mayPropose'> & { writeOff: WriteOffOf; mayRefuse: boolean };

function Waiting({ recovery, writeOff, mayRefuse, mayAuthorise, onDone }: WaitingProps) {
  const me = useMe();
  const { amountPence, cause, proposedBy, proposedOn } = writeOff;
  const id = recovery.recoveryId;
  const isOwn = proposedBy === me.userId;
  return (
    <>
      <p class="govuk-body">
        {proposedBy} proposed on {formatDate(proposedOn)} to write {formatMoney(amountPence)} off.{' '}
        {causes[cause]}.
      </p>
      {mayAuthorise && !isOwn && (
        <FoldedForm button="Authorise the write-off" title={`Write ${formatMoney(amountPence)} off?`}>
          {(close) => (
            <ActForm
              id="authorise-write-off"
              button={`Write ${formatMoney(amountPence)} off`}
              isGrave
              gaps={[]}
              request={{ amountPence }}
              send={(reason, key) =>
                write('POST', '/v1/recoveries/{id}/write-off/authorise', {
                  ...{ id, key },
                  body: { amountPence, reason },
                })
              }
              onDone={() => {
                onDone(`${formatMoney(amountPence)} is written off.`);
              }}
              onCancel={close}
            >
              {() => <p class="govuk-inset-text">{whatChanges(recovery, amountPence)}</p>}
            </ActForm>
          )}
        </FoldedForm>
      )}
      {mayRefuse && (
        <FoldedForm
          button={isOwn ? 'Take the write-off back' : 'Refuse the write-off'}
          title="Why is nothing written off?"
        >
          {(close) => (
            <ActForm
              id="refuse-write-off"
              button={isOwn ? 'Take it back' : 'Refuse it'}
              gaps={[]}
              request={{ amountPence }}
              send={(reason, key) =>
                write('POST', '/v1/recoveries/{id}/write-off/refuse', { id, key, body: { reason } })
              }
              onDone={() => {
                onDone('Nothing is written off.');
              }}
              onCancel={close}
            >
              {() => null}
            </ActForm>
          )}
        </FoldedForm>
      )}
    </>
  );
}

/** The sums before and after, as whoever presses the button wants to know them. */
function whatChanges(recovery: Recovery, amountPence: number): string {
  const left = leftToRecover(recovery);
  const rest = Math.max(0, left - amountPence);
  const after =
    rest === 0 ? 'nothing is to come back any more' : `${formatMoney(rest)} is still to come back`;
  return `${formatMoney(left)} is owed now. Once ${formatMoney(amountPence)} is written off, ${after}, and the cost is the council’s again.`;
}
