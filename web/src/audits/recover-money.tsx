import { useState } from 'preact/hooks';
import type { ShownCase } from '../../../events/api/audit-cases.ts';
import { write } from '../api/client.ts';
import { messageFor } from '../parts/error-summary.tsx';
import { TextField } from '../parts/fields.tsx';
import { penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Tag } from '../parts/tag.tsx';
import { recoveryStates } from '../pay/pay-words.ts';
import { cameBack } from '../pay/recovery-table.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { formatMoney, penceOfPounds, poundsOfPence } from '../words/format.ts';
import { ActForm, FoldedForm } from './act-form.tsx';
import { recoveryMethods } from './audit-words.ts';
import { hasRecovery } from './case-contents.tsx';
import type { CaseDesk } from './case-desk.ts';
import { RadioField } from './radio-field.tsx';
import { Said } from './said.tsx';
import { Section } from './section.tsx';

type Recovery = ShownCase['recoveries'][number];

/** Money that is asked back by what the case was concluded with, and what became of it. */
export function RecoverMoney({ desk }: { desk: CaseDesk }) {
  const mayPropose = may(useMe(), 'workAudits');
  const { shown } = desk;
  if (!hasRecovery(shown)) return null;
  const left = leftToPropose(shown);
  return (
    <Section id="recover" title="Asking money back">
      <Said desk={desk} place="recover" />
      {shown.recoveries.length > 0 && (
        <DataTable
          caption="What was proposed from this case"
          captionClass="govuk-visually-hidden"
          columns={columns}
          rows={shown.recoveries}
          keyOf={({ recoveryId }) => recoveryId}
          fileName={`recoveries-${shown.caseId}`}
        />
      )}
      <p class="govuk-body">
        <a href={`/people/${encodeURIComponent(shown.personId)}/account`}>
          The account: what was paid, what is owed and what came back
        </a>
      </p>
      {left > 0 && <Blocks shown={shown} />}
      {left > 0 && mayPropose && (
        <FoldedForm button="Propose a recovery" title="How much is asked back, and how?">
          {(close) => <ProposeForm desk={desk} left={left} close={close} />}
        </FoldedForm>
      )}
    </Section>
  );
}

function leftToPropose({ conclusion, recoveries }: ShownCase): number {
  const proposed = recoveries.reduce((sum, { amountPence }) => sum + amountPence, 0);
  return (conclusion?.recoveryPence ?? 0) - proposed;
}

/** What the arrangement answers: who decides about money. */
const ofPeople: readonly string[] = ['capacity-not-recorded', 'nobody-with-authority'];

function Blocks({ shown: { agreementId, recoveryBlocks } }: { shown: ShownCase }) {
  if (recoveryBlocks.length === 0) return null;
  return (
    <div class="govuk-inset-text app-against">
      <p class="govuk-body">This stands against asking money back:</p>
      <ul class="govuk-list govuk-list--bullet">
        {recoveryBlocks.map(({ rule, why, next }) => (
          <li key={rule}>
            {why} {next}{' '}
            {ofPeople.includes(rule) && (
              <a href={`/direct-payments/${encodeURIComponent(agreementId)}/arrangement`}>
                Record it with the people of the arrangement
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

type FormProps = { desk: CaseDesk; left: number; close: () => void };

function ProposeForm({ desk, left, close }: FormProps) {
  const { caseId } = desk.shown;
  const [amount, setAmount] = useState(poundsOfPence(left));
  const [method, setMethod] = useState<Recovery['method'] | null>(null);
  const pence = penceOfPounds(amount);
  const body = { amountPence: pence ?? 0, method: method ?? 'netting' };
  return (
    <ActForm
      id="recover"
      button={pence === null ? 'Propose it' : `Propose to ask ${formatMoney(pence)} back`}
      isGrave
      gaps={[
        ...(pence === null || pence <= 0
          ? [{ id: 'recover-amountPence', message: 'Say how much is asked back, such as 120.50' }]
          : []),
        ...(method === null ? [{ id: 'recover-method', message: 'Choose how it comes back' }] : []),
      ]}
      request={body}
      send={(reason, key) =>
        write('POST', '/v1/audit-cases/{id}/surplus-recovery', { id: caseId, body: { ...body, reason }, key })
      }
      onDone={({ amountPence }) => {
        close();
        desk.done(
          'recover',
          `${formatMoney(amountPence)} is proposed to be asked back. Somebody else authorises it under Recoveries.`,
        );
      }}
      onCancel={close}
    >
      {(errors) => (
        <>
          <TextField
            id="recover-amountPence"
            label="Amount in pounds"
            hint={`At most ${formatMoney(left)}: what the case was concluded with and is not proposed yet.`}
            width="govuk-input--width-10"
            inputMode="decimal"
            value={amount}
            onValue={setAmount}
            error={messageFor(errors, 'recover-amountPence')}
          />
          <RadioField
            id="recover-method"
            legend="How does it come back?"
            value={method}
            choices={(['netting', 'invoice'] as const).map((value) => ({
              value,
              text: recoveryMethods[value],
            }))}
            onValue={setMethod}
            error={messageFor(errors, 'recover-method')}
          />
          <p class="govuk-body">
            You propose it; another person authorises it. Nothing is asked for or taken before that, and
            before the payee was told.
          </p>
        </>
      )}
    </ActForm>
  );
}

const columns: readonly Column<Recovery>[] = [
  {
    ...textColumn<Recovery>('Recovery', ({ recoveryId }) => recoveryId),
    cell: ({ recoveryId, state }) => (
      <a
        href={
          state === 'recovered' || state === 'written-off'
            ? '/recoveries'
            : `/recoveries?decide=${encodeURIComponent(recoveryId)}`
        }
      >
        {recoveryId}
      </a>
    ),
  },
  penceColumn('Asked back', ({ amountPence }) => amountPence),
  penceColumn('Came back', cameBack),
  { heading: 'How', text: ({ method }) => recoveryMethods[method], wide: true },
  {
    ...textColumn<Recovery>('State', ({ state }) => recoveryStates[state].word),
    cell: ({ state }) => <Tag of={recoveryStates[state]} />,
  },
];
