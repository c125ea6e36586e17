import type { RecordView } from '../api/contract.ts';
import { DataTable, type Column } from '../parts/data-table.tsx';
import { itemsOf, textOf } from '../words/fields.ts';
import { formatDate, formatPounds } from '../words/format.ts';

type Term = Readonly<Record<string, unknown>>;

/** Units and rates by date, where a package has had more than one. */
export function PackageTerms({ record }: { record: RecordView }) {
  const terms = itemsOf(record, 'terms');
  if (terms.length < 2) return null;
  return (
    <DataTable
      caption="Units and rates by date"
      captionClass="govuk-table__caption--s"
      columns={columns}
      rows={terms}
      keyOf={(term) => textOf(term, 'from')}
    />
  );
}

const columns: readonly Column<Term>[] = [
  {
    heading: 'From',
    text: (term) => formatDate(textOf(term, 'from')),
    order: (term) => textOf(term, 'from'),
  },
  { heading: 'Units a week', numeric: true, text: (term) => textOf(term, 'unitsPerWeek') },
  {
    heading: 'Rate a unit',
    numeric: true,
    text: (term) =>
      textOf(term, 'rate') === '' ? textOf(term, 'rateCardId') : formatPounds(textOf(term, 'rate')),
  },
];
