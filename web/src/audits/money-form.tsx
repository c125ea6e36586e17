import { useState } from 'preact/hooks';
import { write } from '../api/client.ts';
import { SetEditorRow } from '../packages/set-editor-row.tsx';
import type { SetColumn, SetRow } from '../packages/set-field.tsx';
import { messageFor, type FieldError } from '../parts/error-summary.tsx';
import { DateField, TextField } from '../parts/fields.tsx';
import { useMe } from '../session/me.ts';
import { dateProblem } from '../words/date-text.ts';
import { counted, formatMoney, penceOfPounds, poundsOfPence } from '../words/format.ts';
import { ActForm } from './act-form.tsx';
import type { CaseDesk } from './case-desk.ts';
import { RadioField } from './radio-field.tsx';

type Means = 'not-looked' | 'affordable' | 'hardship';
type Row = { key: number; values: SetRow };

const columns: readonly SetColumn[] = [
  { field: 'what', label: 'What is owed', kind: 'text', mandatory: true },
  { field: 'amount', label: 'Pounds', kind: 'pounds', mandatory: true },
];

/** What somebody found out about the money in the account; it changes what is left over. */
export function MoneyForm({ desk, close }: { desk: CaseDesk; close: () => void }) {
  const { caseId, money } = desk.shown;
  const { today } = useMe();
  const [rows, setRows] = useState<readonly Row[]>(() =>
    (money?.uncleared ?? []).map(({ what, amountPence }, key) => ({
      key,
      values: { what, amount: poundsOfPence(amountPence) },
    })),
  );
  const [nextKey, setNextKey] = useState(1_000);
  const [own, setOwn] = useState(poundsOfPence(money?.ownMoneyPence ?? 0));
  const [means, setMeans] = useState<Means>(meansOf(money?.affordability ?? null));
  const [checkedOn, setCheckedOn] = useState<string>(money?.affordability?.checkedOn ?? today);
  const [isPaid, setPaid] = useState(money?.areFinalCostsPaid ?? false);
  const ownPence = penceOfPounds(own);
  const uncleared = rows.map(({ values }) => ({
    what: (values['what'] ?? '').trim(),
    amountPence: penceOfPounds(values['amount'] ?? '') ?? 0,
  }));
  const body = {
    uncleared,
    ownMoneyPence: ownPence ?? 0,
    affordability: means === 'not-looked' ? null : { checkedOn, isAffordable: means === 'affordable' },
    areFinalCostsPaid: isPaid,
  };
  const gaps: FieldError[] = [
    ...rows.flatMap(({ key, values }) => gapsOfRow(key, values)),
    ...(ownPence === null || ownPence < 0
      ? [{ id: 'money-ownMoneyPence', message: 'Enter the person’s own money in pounds, or 0' }]
      : []),
    ...(means === 'not-looked' ? [] : gapsOfDate(checkedOn)),
  ];
  return (
    <ActForm
      id="money"
      button="Record it"
      gaps={gaps}
      request={body}
      send={(reason, key) =>
        write('POST', '/v1/audit-cases/{id}/money', { id: caseId, body: { ...body, reason }, key })
      }
      onDone={({ notes }) => {
        close();
        desk.done('money', 'It is recorded, and what is left over is worked out anew.', notes);
      }}
      onCancel={close}
    >
      {(errors) => (
        <>
          <p class="govuk-body">Owed and not yet gone out: wages, HMRC, holiday pay, invoices.</p>
          {rows.map(({ key, values }, place) => (
            <SetEditorRow
              key={key}
              title={`Sum ${place + 1}`}
              rowKey={key}
              columns={columns}
              values={values}
              errors={errors}
              change={(changed) => {
                setRows(rows.map((each) => (each.key === key ? { key, values: changed } : each)));
              }}
              remove={() => {
                setRows(rows.filter((each) => each.key !== key));
              }}
            />
          ))}
          <button
            type="button"
            class="govuk-button govuk-button--secondary"
            onClick={() => {
              setRows([...rows, { key: nextKey, values: {} }]);
              setNextKey(nextKey + 1);
            }}
          >
            Add a sum that is owed
          </button>
          <TextField
            id="money-ownMoneyPence"
            label="The person’s own money in the account, in pounds"
            width="govuk-input--width-10"
            inputMode="decimal"
            value={own}
            onValue={setOwn}
            error={messageFor(errors, 'money-ownMoneyPence')}
          />
          <RadioField
            id="money-means"
            legend="Can the person give money back?"
            value={means}
            choices={[
              { value: 'not-looked', text: 'Nobody has looked yet' },
              { value: 'affordable', text: 'Yes, it is no hardship' },
              { value: 'hardship', text: 'Not at once: it would be a hardship' },
            ]}
            onValue={setMeans}
            error={undefined}
          />
          {means !== 'not-looked' && (
            <DateField
              id="money-checkedOn"
              label="Looked at on"
              value={checkedOn}
              onValue={setCheckedOn}
              error={messageFor(errors, 'money-checkedOn')}
            />
          )}
          <div class="govuk-checkboxes govuk-form-group">
            <div class="govuk-checkboxes__item">
              <input
                class="govuk-checkboxes__input"
                id="money-final"
                type="checkbox"
                checked={isPaid}
                onChange={({ currentTarget }) => {
                  setPaid(currentTarget.checked);
                }}
              />
              <label class="govuk-label govuk-checkboxes__label" for="money-final">
                After a death: final wages, notice, holiday pay and tax are paid
              </label>
            </div>
          </div>
          <p class="govuk-body" role="status">
            {effectOf(uncleared, ownPence ?? 0)}
          </p>
        </>
      )}
    </ActForm>
  );
}

function meansOf(looked: { isAffordable: boolean } | null): Means {
  if (looked === null) return 'not-looked';
  return looked.isAffordable ? 'affordable' : 'hardship';
}

function gapsOfRow(key: number, values: SetRow): FieldError[] {
  const pence = penceOfPounds(values['amount'] ?? '');
  return [
    ...((values['what'] ?? '').trim() === '' ? [{ id: `what-${key}`, message: 'Say what is owed' }] : []),
    ...(pence === null || pence <= 0
      ? [{ id: `amount-${key}`, message: 'Say how much is owed, such as 60.00' }]
      : []),
  ];
}

function gapsOfDate(date: string): FieldError[] {
  const problem = date === '' ? 'Enter the day on which somebody looked' : dateProblem(date, 'The day');
  return problem === null ? [] : [{ id: 'money-checkedOn', message: problem }];
}

function effectOf(uncleared: readonly { amountPence: number }[], own: number): string {
  const owed = uncleared.reduce((sum, { amountPence }) => sum + amountPence, 0);
  return `${formatMoney(owed + own)} of the balance is not left over then: ${formatMoney(owed)} owed in ${counted(uncleared.length, 'sum')}, ${formatMoney(own)} the person’s own.`;
}
