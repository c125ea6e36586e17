import { useState } from 'preact/hooks';
import { write } from '../api/client.ts';
import type { Answer } from '../api/contract.ts';
import { useAction } from '../api/use-action.ts';
import { SetEditorRow, type SetRow } from '../packages/set-editor-row.tsx';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { DateField, ReasonField, TextField } from '../parts/fields.tsx';
import { Notice } from '../parts/notice.tsx';
import { counted, formatMoney } from '../words/format.ts';
import {
  bodyOf,
  emptyHead,
  gapsOf,
  idOfProblem,
  lineColumns,
  totalOf,
  type Head,
  type KeyedLine,
} from './invoice-values.ts';

type Recorded = Answer<'POST', '/v1/manual-invoices'>;

/** A paper invoice typed off: who sends it, its lines, and what it comes to before it is recorded. */
export function InvoiceForm() {
  const [head, setHead] = useState<Head>(emptyHead);
  const [lines, setLines] = useState<readonly KeyedLine[]>([{ key: 0, values: {} }]);
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const [recorded, setRecorded] = useState<Recorded | null>(null);
  const action = useAction<Recorded>();
  const errors = [...gaps, ...errorsOf(action.trouble, (field) => idOfProblem(field, lines))];
  const field = (name: keyof Head) => ({
    id: name,
    value: head[name],
    error: messageFor(errors, name),
    onValue: (value: string) => {
      setHead({ ...head, [name]: value });
    },
  });
  const changeLine = (key: number, values: SetRow): void => {
    setLines(lines.map((each) => (each.key === key ? { ...each, values } : each)));
  };

  const record = async (): Promise<void> => {
    const found = gapsOf(head, lines);
    setGaps(found);
    if (found.length > 0) return;
    const body = bodyOf(head, lines);
    const answer = await action.run(body, (key) => write('POST', '/v1/manual-invoices', { body, key }));
    if (answer === null) return;
    setRecorded(answer);
    setHead(emptyHead);
    setLines([{ key: nextKey(lines), values: {} }]);
  };

  return (
    <>
      {recorded !== null && (
        <Notice title={`Recorded: ${formatMoney(recorded.totalPence)}, as ${recorded.invoiceId}.`}>
          <p class="govuk-body">
            It is paid in the next run of paper invoices. <a href="/paper-invoices">See all paper invoices</a>
            , or key the next one here.
          </p>
        </Notice>
      )}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void record();
        }}
      >
        <ErrorSummary errors={errors} />
        <div class="app-form-grid">
          <TextField {...field('providerId')} label="Provider id" />
          <TextField {...field('personId')} label="Person id (optional)" />
          <TextField {...field('invoiceNumber')} label="Invoice number" />
          <DateField {...field('invoiceDate')} label="Date of the invoice" />
        </div>
        {lines.map((line, index) => (
          <SetEditorRow
            key={line.key}
            title={`Line ${index + 1}`}
            rowKey={line.key}
            columns={lineColumns}
            values={line.values}
            errors={errors}
            change={(values) => {
              changeLine(line.key, values);
            }}
            remove={() => {
              setLines(lines.filter(({ key }) => key !== line.key));
            }}
          />
        ))}
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          onClick={() => {
            setLines([...lines, { key: nextKey(lines), values: {} }]);
          }}
        >
          Add a line
        </button>
        <div class="govuk-inset-text" role="status">
          {counted(lines.length, 'line')}, {formatMoney(totalOf(lines))} in all. Compare it with the total on
          the paper before you record it.
        </div>
        <ReasonField {...field('reason')} />
        <div class="app-actions">
          <button type="submit" class="govuk-button" aria-disabled={action.busy}>
            Record this invoice over {formatMoney(totalOf(lines))}
          </button>
          <a href="/paper-invoices">Cancel</a>
        </div>
      </form>
    </>
  );
}

function nextKey(lines: readonly KeyedLine[]): number {
  return Math.max(0, ...lines.map(({ key }) => key)) + 1;
}
