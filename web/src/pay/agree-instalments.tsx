import { useState } from 'preact/hooks';
import { write } from '../api/client.ts';
import { ActForm, FoldedForm } from '../audits/act-form.tsx';
import { dateColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { messageFor } from '../parts/error-summary.tsx';
import { DateField, SelectField, TextField } from '../parts/fields.tsx';
import { Tag } from '../parts/tag.tsx';
import { useMe } from '../session/me.ts';
import { formatDate, formatMoney, penceOfPounds } from '../words/format.ts';
import {
  frequencies,
  isFrequency,
  MOST,
  planOf,
  standingOf,
  type Frequency,
  type InstalmentStanding,
  type PlannedInstalment,
} from './instalment-plan.ts';
import { leftToRecover, type Recovery } from './recovery-table.tsx';

type Props = { recovery: Recovery; onDone: (text: string) => void };

/** By when how much comes back: what was agreed, and what is agreed instead. */
export function Instalments({ recovery, mayAgree, onDone }: Props & { mayAgree: boolean }) {
  const { today } = useMe();
  const rows = standingOf(recovery, today);
  return (
    <>
      {rows.length > 0 && (
        <DataTable
          caption="The instalments"
          captionClass="govuk-table__caption--s"
          columns={columns}
          rows={rows}
          keyOf={({ dueOn }) => dueOn}
        />
      )}
      {mayAgree && (
        <FoldedForm
          button={rows.length === 0 ? 'Agree instalments' : 'Change the instalments'}
          title="What does the payee agree to pay, and when?"
        >
          {(close) => <AgreeForm recovery={recovery} onDone={onDone} close={close} />}
        </FoldedForm>
      )}
    </>
  );
}

function AgreeForm({ recovery, onDone, close }: Props & { close: () => void }) {
  const { today } = useMe();
  const left = leftToRecover(recovery);
  const [amount, setAmount] = useState('');
  const [frequency, setFrequency] = useState<Frequency>('monthly');
  const [firstOn, setFirstOn] = useState('');
  const [agreedOn, setAgreedOn] = useState<string>(today);
  const amountPence = penceOfPounds(amount) ?? 0;
  const items = firstOn === '' ? [] : planOf(left, { amountPence, frequency, firstOn });
  const body = { items, agreedOn, version: recovery.instalments?.version ?? 0 };
  return (
    <ActForm
      id="instalments"
      button={items.length === 0 ? 'Agree the instalments' : `Agree ${inNumbers(items)}`}
      gaps={[
        ...(amountPence <= 0
          ? [{ id: 'instalments-amountPence', message: 'Say how much comes back each time, such as 50.00' }]
          : []),
        ...(firstOn === '' ? [{ id: 'instalments-firstOn', message: 'Enter the day of the first' }] : []),
        ...(items.length > MOST
          ? [
              {
                id: 'instalments-amountPence',
                message: `At most ${MOST} instalments: make each of them more`,
              },
            ]
          : []),
        ...(agreedOn === ''
          ? [{ id: 'instalments-agreedOn', message: 'Enter the day on which the payee agreed' }]
          : []),
      ]}
      request={body}
      send={(reason, key) =>
        write('POST', '/v1/recoveries/{id}/instalments', {
          ...{ id: recovery.recoveryId, key },
          body: { ...body, reason },
        })
      }
      onDone={() => {
        onDone(`It is agreed that ${formatMoney(left)} comes back by ${inNumbers(items)}.`);
      }}
      onCancel={close}
    >
      {(errors) => (
        <>
          <TextField
            id="instalments-amountPence"
            label="Amount each time, in pounds"
            hint={`${formatMoney(left)} is left. What the payee can afford after their living costs.`}
            width="govuk-input--width-10"
            inputMode="decimal"
            value={amount}
            onValue={setAmount}
            error={messageFor(errors, 'instalments-amountPence')}
          />
          <SelectField
            id="instalments-frequency"
            label="How often"
            value={frequency}
            choices={Object.entries(frequencies).map(([value, text]) => ({ value, text }))}
            onValue={(value) => {
              if (isFrequency(value)) setFrequency(value);
            }}
          />
          <DateField
            id="instalments-firstOn"
            label="First day"
            value={firstOn}
            onValue={setFirstOn}
            error={messageFor(errors, 'instalments-firstOn') ?? messageFor(errors, 'instalments-items')}
          />
          <DateField
            id="instalments-agreedOn"
            label="Agreed on"
            value={agreedOn}
            onValue={setAgreedOn}
            error={messageFor(errors, 'instalments-agreedOn')}
          />
          {items.length > 0 && items.length <= MOST && <WhatChanges recovery={recovery} items={items} />}
        </>
      )}
    </ActForm>
  );
}

function WhatChanges({ recovery, items }: { recovery: Recovery; items: readonly PlannedInstalment[] }) {
  const left = formatMoney(leftToRecover(recovery));
  const last = items.at(-1);
  if (last === undefined) return null;
  const now =
    recovery.instalments === null
      ? `all of ${left} at once`
      : `the ${recovery.instalments.items.length} instalments above`;
  return (
    <p class="govuk-inset-text">
      Instead of {now}: {inNumbers(items)}, the last of {formatMoney(last.amountPence)} by{' '}
      {formatDate(last.dueOn)}, together {left}.{' '}
      {recovery.method === 'netting'
        ? 'A run takes no more than is due by its last day.'
        : 'The letter to the payee says them.'}
    </p>
  );
}

/** `3 instalments of £50.00`, or one. */
function inNumbers(items: readonly PlannedInstalment[]): string {
  const each = formatMoney(items[0]?.amountPence ?? 0);
  return items.length === 1 ? `one instalment of ${each}` : `${items.length} instalments of ${each}`;
}

const columns: readonly Column<InstalmentStanding>[] = [
  dateColumn('Due by', ({ dueOn }) => dueOn),
  penceColumn('Amount', ({ amountPence }) => amountPence),
  penceColumn('Came', ({ camePence }) => camePence),
  {
    ...textColumn<InstalmentStanding>('State', ({ is }) => is.word),
    cell: ({ is }) => <Tag of={is} />,
  },
];
