import type { ShownDuplicate } from '../../../events/api/payments.ts';
import { dateColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { counted, formatDate, formatMoney } from '../words/format.ts';
import { inWords } from '../words/labels.ts';
import type { Duplicates } from './use-duplicates.ts';

type Billed = Duplicates['used'][number];

/** Why a number cannot be keyed; nothing where nobody billed it. */
export function usedSentence({ used: [first] }: Duplicates): string | undefined {
  if (first === undefined) return undefined;
  const { found, invoiceDate, amountPence } = first;
  const it = `${first.invoiceNumber} of ${formatDate(invoiceDate)} over ${formatMoney(amountPence)}`;
  return found.kind === 'keyed'
    ? `This number was keyed before: ${it}, as ${found.invoiceId}`
    : `The ledger paid this number before: ${it}, under its reference ${found.reference}`;
}

type Props = {
  possible: Duplicates['possibleDuplicates'];
  isCompared: boolean;
  error: string | undefined;
  onCompared: (isCompared: boolean) => void;
};

/** What the invoice may be a second copy of, and the word of who keys it that it is not. */
export function PossibleDuplicates({ possible, isCompared, error, onCompared }: Props) {
  return (
    <section class="app-section" aria-labelledby="duplicates">
      <h2 class="govuk-heading-m" id="duplicates">
        This may have been billed before
      </h2>
      <div class="govuk-warning-text">
        <span class="govuk-warning-text__icon" aria-hidden="true">
          !
        </span>
        <strong class="govuk-warning-text__text" role="status">
          <span class="govuk-visually-hidden">Warning</span>
          The same payee billed the same amount in {counted(possible.length, 'other invoice')}. Compare the
          paper before you record it.
        </strong>
      </div>
      <DataTable
        caption="Invoices it may be"
        captionClass="govuk-visually-hidden"
        columns={columns}
        rows={possible}
        keyOf={keyOf}
      />
      <div class={`govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}`}>
        {error !== undefined && (
          <p class="govuk-error-message" id="compared-error">
            <span class="govuk-visually-hidden">Error:</span> {error}
          </p>
        )}
        <div class="govuk-checkboxes">
          <div class="govuk-checkboxes__item">
            <input
              class="govuk-checkboxes__input"
              id="compared"
              type="checkbox"
              checked={isCompared}
              aria-describedby={error === undefined ? undefined : 'compared-error'}
              onChange={(event) => {
                onCompared(event.currentTarget.checked);
              }}
            />
            <label class="govuk-label govuk-checkboxes__label" for="compared">
              I have compared them: this is another invoice, and the reason below says why
            </label>
          </div>
        </div>
      </div>
    </section>
  );
}

/** The same list of invoices has the same name, so that a comparison counts for what was compared. */
export function nameOfList(possible: Duplicates['possibleDuplicates']): string {
  return possible.map(keyOf).join(' ');
}

function keyOf({ found, invoiceNumber }: Billed): string {
  return found.kind === 'keyed' ? found.invoiceId : `${invoiceNumber}/${found.reference}`;
}

const columns: readonly Column<ShownDuplicate>[] = [
  textColumn('Invoice number', ({ invoiceNumber }) => invoiceNumber),
  dateColumn('Date of the invoice', ({ invoiceDate }) => invoiceDate),
  penceColumn('Total', ({ amountPence }) => amountPence),
  {
    ...textColumn<ShownDuplicate>('Where', whereFound),
    cell: (row) =>
      row.found.kind === 'keyed' ? <a href={placeOf(row)}>{whereFound(row)}</a> : whereFound(row),
  },
  textColumn('What is alike', ({ because }) =>
    inWords(because.map((likeness) => likenesses[likeness]).join(', ')),
  ),
];

const likenesses = {
  'number-alike': 'number almost the same',
  'date-near': 'date near',
} as const;

function whereFound({ found }: Billed): string {
  if (found.kind === 'keyed') return `Keyed here as ${found.invoiceId}`;
  const paid = found.paidOn === null ? '' : ` on ${formatDate(found.paidOn)}`;
  return `Paid by the ledger${paid}, reference ${found.reference}`;
}

function placeOf({ found }: Billed): string {
  return found.kind === 'keyed' ? `/paper-invoices/${encodeURIComponent(found.invoiceId)}` : '';
}
