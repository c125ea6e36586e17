import { useState } from 'preact/hooks';
import type { ReferenceKind, Setting } from '../../../events/api/settings.ts';
import { write } from '../api/client.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { DateField, ReasonField, SelectField, TextField } from '../parts/fields.tsx';
import { dateProblem } from '../words/date-text.ts';
import { formatDate } from '../words/format.ts';
import { inWords } from '../words/labels.ts';
import { SubmitForm } from '../parts/submit-form.tsx';

type Row = ReferenceKind['rows'][number];
type Entered = {
  category: string;
  from: string;
  to: string;
  value: string;
  source: string;
  replacesPublished: string;
};
const FIELDS = ['category', 'from', 'to', 'value', 'source', 'replacesPublished', 'reason'];

type ReferenceRowFormProps = { kind: ReferenceKind; setting: Setting; onProposed: () => void };

/** Enters a value the council uses, where none was found or where another holds. */
export function ReferenceRowForm({ kind, setting, onProposed }: ReferenceRowFormProps) {
  const gaps = kind.rows.filter(({ value }) => value === null);
  const [entered, setEntered] = useState<Entered>(startOf(gaps[0] ?? kind.rows[0]));
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState<readonly FieldError[]>([]);
  const action = useAction<unknown>();
  const errors = [...missing, ...errorsOf(action.trouble, idOfProblem)];
  const field = (name: keyof Entered) => ({
    id: name,
    value: entered[name],
    error: messageFor(errors, name),
    onValue: (value: string) => {
      setEntered({ ...entered, [name]: value });
    },
  });

  const submit = async (): Promise<void> => {
    const found = whatIsMissing(entered, reason);
    setMissing(found);
    if (found.length > 0) return;
    const body = { value: withRow(setting.value, entered), reason };
    const proposed = await action.run(body, (key) =>
      write('PUT', '/v1/settings/{name}', { id: setting.name, body, key }),
    );
    if (proposed !== null) onProposed();
  };

  return (
    <section class="app-section" aria-labelledby="enter-value">
      <h2 class="govuk-heading-m" id="enter-value">
        Enter a value
      </h2>
      {gaps.length > 0 && <Gaps gaps={gaps} choose={setEntered} />}
      <SubmitForm onSubmit={submit}>
        <ErrorSummary errors={errors} />
        <div class="app-form-grid">
          <SelectField {...field('category')} label="For" choices={categoriesOf(kind)} />
          <DateField {...field('from')} label="From" />
          <DateField {...field('to')} label="To (optional)" />
          <TextField
            {...field('value')}
            inputMode="decimal"
            label="Value"
            hint={`In ${inWords(kind.unit).toLowerCase()}`}
          />
        </div>
        <TextField
          {...field('source')}
          label="Source"
          hint="Where it is written: a circular, a page, a decision"
        />
        <ReasonField id="reason" value={reason} onValue={setReason} error={messageFor(errors, 'reason')} />
        <button type="submit" class="govuk-button" aria-disabled={action.busy}>
          Propose this value
        </button>
      </SubmitForm>
    </section>
  );
}

function Gaps({ gaps, choose }: { gaps: readonly Row[]; choose: (entered: Entered) => void }) {
  return (
    <>
      <p class="govuk-body">Not found in any published source. Choose one to fill it in:</p>
      <ul class="govuk-list">
        {gaps.map((row) => (
          <li key={`${row.category}${row.from}`}>
            <button
              type="button"
              class="app-link-button"
              onClick={() => {
                choose(startOf(row));
                document.getElementById('value')?.focus();
              }}
            >
              {inWords(row.category)},{' '}
              {row.to === null
                ? `from ${formatDate(row.from)}`
                : `${formatDate(row.from)} to ${formatDate(row.to)}`}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function startOf(row: Row | undefined): Entered {
  return {
    category: row?.category ?? '',
    from: row?.from ?? '',
    to: row?.to ?? '',
    value: '',
    source: '',
    replacesPublished: '',
  };
}

function categoriesOf(kind: ReferenceKind) {
  return kind.categories.map((value) => ({ value, text: inWords(value) }));
}

function whatIsMissing(entered: Entered, reason: string): FieldError[] {
  const found: FieldError[] = [];
  if (entered.from === '')
    found.push({ id: 'from', message: 'Enter the first day on which the value holds' });
  for (const [id, name] of [
    ['from', 'From'],
    ['to', 'To'],
  ] as const) {
    const problem = dateProblem(entered[id], name);
    if (problem !== null) found.push({ id, message: problem });
  }
  if (!/^\d+(\.\d{1,4})?$/.test(entered.value.trim()))
    found.push({ id: 'value', message: 'Enter the value in digits, such as 24.90' });
  if (entered.source.trim() === '') found.push({ id: 'source', message: 'Say where the value is written' });
  if (reason.trim().length < 3) found.push({ id: 'reason', message: 'Say why you enter it' });
  return found;
}

/** The council's rows with this one in place of an earlier one for the same days. */
function withRow(current: unknown, entered: Entered): unknown[] {
  const { category, from, to, value, source, replacesPublished } = entered;
  const rows: unknown[] = Array.isArray(current) ? current : [];
  const others = rows.filter((row) => !isSame(row, category, from));
  const own = { category, from, value: value.trim(), source: source.trim(), ...(to !== '' && { to }) };
  return [...others, { ...own, ...(replacesPublished === 'yes' && { replacesPublished: true }) }];
}

function isSame(row: unknown, category: string, from: string): boolean {
  if (typeof row !== 'object' || row === null) return false;
  return 'category' in row && row.category === category && 'from' in row && row.from === from;
}

function idOfProblem(field: string): string | null {
  const last = field.split('.').at(-1) ?? '';
  return FIELDS.includes(last) ? last : null;
}
