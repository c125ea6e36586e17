import { useState } from 'preact/hooks';
import type { Answered } from '../api/client.ts';
import type { Answer } from '../api/contract.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { ReasonField } from '../parts/fields.tsx';
import { Written } from '../records/written.tsx';
import { dateProblem } from '../words/date-text.ts';
import { counted, penceOfPounds } from '../words/format.ts';
import { SetEditorRow, type SetColumn, type SetRow } from './set-editor-row.tsx';
import { SubmitForm } from '../parts/submit-form.tsx';

type Outcome = Answer<'PUT', '/v1/packages/{id}/suspensions'>;
type KeyedRow = { key: number; values: SetRow };

type SetEditorProps = {
  /** What one row is called. */
  one: string;
  /** What the set belongs to. */
  whole?: string;
  columns: readonly SetColumn[];
  initial: readonly SetRow[];
  back: string;
  save: (rows: readonly SetRow[], reason: string, key: string) => Promise<Answered<Outcome>>;
};

/** A set of dated rows that is changed and recorded as a whole. */
export function SetEditor({ one, whole = 'package', columns, initial, back, save }: SetEditorProps) {
  const [rows, setRows] = useState<readonly KeyedRow[]>(initial.map((values, key) => ({ key, values })));
  const [nextKey, setNextKey] = useState(initial.length);
  const [reason, setReason] = useState('');
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const action = useAction<Outcome>();
  const errors = [...gaps, ...errorsOf(action.trouble, (field) => idOfProblem(field, rows))];
  if (outcome !== null) return <Written outcome={outcome} back={back} whole={whole} />;

  const submit = async (): Promise<void> => {
    const found = [...rows.flatMap((row, index) => gapsOf(row, index, columns)), ...reasonGap(reason)];
    setGaps(found);
    if (found.length > 0) return;
    const values = rows.map((row) => row.values);
    const written = await action.run({ values, reason }, (key) => save(values, reason, key));
    if (written !== null) setOutcome(written);
  };

  return (
    <SubmitForm onSubmit={submit}>
      <ErrorSummary errors={errors} />
      {rows.length === 0 && <p class="govuk-body">There is no {one}. Add one, or record the empty set.</p>}
      {rows.map((row, index) => (
        <SetEditorRow
          key={row.key}
          title={`${one.charAt(0).toUpperCase()}${one.slice(1)} ${index + 1}`}
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
        Add a {one}
      </button>
      <div class="govuk-inset-text">{whatWillChange({ one, whole }, initial, rows)}</div>
      <ReasonField id="reason" value={reason} onValue={setReason} error={messageFor(errors, 'reason')} />
      <div class="app-actions">
        <button type="submit" class="govuk-button" aria-disabled={action.busy}>
          Record the whole set
        </button>
        <a href={back}>Cancel</a>
      </div>
    </SubmitForm>
  );
}

function gapsOf(row: KeyedRow, index: number, columns: readonly SetColumn[]): FieldError[] {
  return columns.flatMap(({ field, label, kind, mandatory }) => {
    const value = (row.values[field] ?? '').trim();
    const place = { id: `${field}-${row.key}` };
    if (value === '') {
      return mandatory === true
        ? [{ ...place, message: `Enter ${label.toLowerCase()} in row ${index + 1}` }]
        : [];
    }
    const problem = problemOf(kind, value, `${label} in row ${index + 1}`);
    return problem === null ? [] : [{ ...place, message: problem }];
  });
}

function problemOf(kind: SetColumn['kind'], value: string, label: string): string | null {
  if (kind === 'date') return dateProblem(value, label);
  return kind === 'pounds' && penceOfPounds(value) === null ? `${label} must be an amount, like 24.50` : null;
}

function reasonGap(reason: string): FieldError[] {
  return reason.trim().length < 3 ? [{ id: 'reason', message: 'Say why you are changing this' }] : [];
}

/** A refusal names a field of the body, such as `items.2.from` or `reason`. */
function idOfProblem(field: string, rows: readonly KeyedRow[]): string | null {
  if (field === 'reason') return field;
  const parts = /^items\.(\d+)\.(\w+)$/.exec(field);
  const row = rows[Number(parts?.[1] ?? -1)];
  return row === undefined ? null : `${parts?.[2] ?? ''}-${row.key}`;
}

/** Rows keep their key, so a row that was there before is known again. */
function whatWillChange(
  { one, whole }: { one: string; whole: string },
  initial: readonly SetRow[],
  rows: readonly KeyedRow[],
): string {
  const kept = rows.filter(({ key }) => key < initial.length);
  const changed = kept.filter(({ key, values }) => JSON.stringify(values) !== JSON.stringify(initial[key]));
  const added = rows.length - kept.length;
  const removed = initial.length - kept.length;
  if (changed.length + added + removed === 0)
    return `Nothing changes yet: the ${whole} has ${counted(initial.length, one)}.`;
  return `What will change: ${added} added, ${changed.length} changed, ${removed} removed. The ${whole} had ${counted(initial.length, one)} and will have ${counted(rows.length, one)}.`;
}
