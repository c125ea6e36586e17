import { useState } from 'preact/hooks';
import type { ShownReturn } from '../../../events/api/financial-returns.ts';
import { write } from '../api/client.ts';
import type { Answer } from '../api/contract.ts';
import { useAction } from '../api/use-action.ts';
import { fileGap } from '../files/image-value.tsx';
import { SetEditorRow } from '../packages/set-editor-row.tsx';
import type { SetColumn, SetRow } from '../packages/set-field.tsx';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { DateField, ReasonField, SelectField } from '../parts/fields.tsx';
import { dateProblem } from '../words/date-text.ts';
import { counted, formatDays, penceOfPounds } from '../words/format.ts';
import { paperKinds } from './paper-words.ts';
import { SubmitForm } from '../parts/submit-form.tsx';

type Kind = keyof typeof paperKinds;
type Keyed = { key: number; values: SetRow };
type Props = {
  agreementId: string;
  items: readonly ShownReturn[];
  today: string;
  /** Says what was recorded. */
  onDone: (said: string) => void;
};

const columns: readonly SetColumn[] = [
  { field: 'kind', label: 'What', kind: Object.keys(paperKinds), mandatory: true },
  { field: 'payee', label: 'Who was paid', kind: 'text', mandatory: true },
  { field: 'date', label: 'Day it bears', kind: 'date', mandatory: true },
  { field: 'amountPence', label: 'Pounds', kind: 'pounds' },
  { field: 'uploadId', label: 'Image or PDF of it', kind: 'image' },
];

/** What came, as an officer keys it: the days it is for, and the papers with it. */
export function RecordPapers({ agreementId, items, today, onDone }: Props) {
  const open = items.findLast(({ receivedOn, period }) => receivedOn === null && period.to < today);
  const [from, setFrom] = useState(open?.period.from ?? '');
  const [to, setTo] = useState(open?.period.to ?? '');
  const [accepted, setAccepted] = useState('no');
  const [rows, setRows] = useState<readonly Keyed[]>([]);
  const [nextKey, setNextKey] = useState(1);
  const [reason, setReason] = useState('');
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const action = useAction<Answer<'POST', '/v1/direct-payments/{id}/returns'>>();
  const errors = [...gaps, ...errorsOf(action.trouble, (field) => fieldOf(field, rows))];

  const submit = async (): Promise<void> => {
    const found = gapsOf({ from, to, rows, reason });
    setGaps(found);
    if (found.length > 0) return;
    const papers = rows.flatMap(({ values }) => paperOf(values));
    const body = { periodFrom: from, periodTo: to, papers, accepted: accepted === 'yes', reason };
    const done = await action.run(body, (key) =>
      write('POST', '/v1/direct-payments/{id}/returns', { id: agreementId, body, key }),
    );
    if (done === null) return;
    setRows([]);
    setReason('');
    onDone(`${counted(papers.length, 'paper')} recorded: ${formatDays(from, to)} counts as received.`);
  };

  return (
    <section class="app-panel" aria-labelledby="record-papers">
      <h2 class="govuk-heading-m" id="record-papers">
        Record what came
      </h2>
      <p class="govuk-body">
        The days you enter count as received, and nobody is chased for them any more. A bank statement that is
        sent as a file counts by itself.
      </p>
      <SubmitForm onSubmit={submit}>
        <ErrorSummary errors={errors} />
        <div class="app-form-grid">
          <DateField
            id="from"
            label="For the days from"
            value={from}
            onValue={setFrom}
            error={messageFor(errors, 'from')}
          />
          <DateField id="to" label="To" value={to} onValue={setTo} error={messageFor(errors, 'to')} />
          <SelectField
            id="accepted"
            label="Is anything left to ask?"
            value={accepted}
            choices={[
              { value: 'no', text: 'It is still to be looked at' },
              { value: 'yes', text: 'No, it is accepted' },
            ]}
            onValue={setAccepted}
          />
        </div>
        {rows.map((row, index) => (
          <SetEditorRow
            key={row.key}
            title={`Paper ${index + 1}`}
            rowKey={row.key}
            columns={columns}
            values={row.values}
            errors={errors}
            change={(values) => {
              setRows(rows.map((each) => (each.key === row.key ? { ...each, values } : each)));
            }}
            remove={() => {
              setRows(rows.filter((each) => each.key !== row.key));
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
          Add a paper
        </button>
        <ReasonField id="reason" value={reason} onValue={setReason} error={messageFor(errors, 'reason')} />
        <button type="submit" class="govuk-button" aria-disabled={action.busy}>
          Record it
        </button>
      </SubmitForm>
    </section>
  );
}

type Typed = { from: string; to: string; rows: readonly Keyed[]; reason: string };

function gapsOf({ from, to, rows, reason }: Typed): FieldError[] {
  return [
    ...dayGap('from', from, 'The first day'),
    ...dayGap('to', to, 'The last day'),
    ...rows.flatMap(({ key, values }, index) => {
      const of = `of paper ${index + 1}`;
      const pounds = (values['amountPence'] ?? '').trim();
      const isSum = pounds === '' || (penceOfPounds(pounds) ?? -1) >= 0;
      return [
        ...(isKind(values['kind']) ? [] : [{ id: `kind-${key}`, message: `Choose what it is ${of}` }]),
        ...((values['payee'] ?? '').trim() === ''
          ? [{ id: `payee-${key}`, message: `Enter who was paid ${of}` }]
          : []),
        ...dayGap(`date-${key}`, values['date'] ?? '', `The day ${of}`),
        ...(isSum ? [] : [{ id: `amountPence-${key}`, message: `Enter the pounds ${of}, such as 225.00` }]),
        ...fileGap(`uploadId-${key}`, values['uploadId'], `paper ${index + 1}`),
      ];
    }),
    ...(reason.trim().length < 3 ? [{ id: 'reason', message: 'Say how it came' }] : []),
  ];
}

function dayGap(id: string, day: string, name: string): FieldError[] {
  const problem =
    day === '' ? `Enter ${name.charAt(0).toLowerCase()}${name.slice(1)}` : dateProblem(day, name);
  return problem === null ? [] : [{ id, message: problem }];
}

function isKind(text: string | undefined): text is Kind {
  return text !== undefined && Object.hasOwn(paperKinds, text);
}

function paperOf(values: SetRow) {
  const { kind, payee = '', date = '', amountPence = '', uploadId = '' } = values;
  if (!isKind(kind)) return [];
  const pence = amountPence.trim() === '' ? null : penceOfPounds(amountPence);
  return [
    {
      ...{ kind, payee: payee.trim(), date, amountPence: pence },
      uploadId: uploadId.trim() === '' ? null : uploadId.trim(),
    },
  ];
}

/** Where a refusal of the server stands in the form. */
function fieldOf(field: string, rows: readonly Keyed[]): string | null {
  if (field === 'reason') return field;
  if (field === 'periodFrom' || field === 'periodTo') return field === 'periodFrom' ? 'from' : 'to';
  const [, place = '', inner = ''] = /^papers\.(\d+)\.(\w+)$/.exec(field) ?? [];
  const row = rows[Number(place || '-1')];
  return row === undefined ? null : `${inner}-${row.key}`;
}
