import type { RecordView } from '../api/contract.ts';
import { dateColumn, numberColumn, poundsColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { itemsOf, textOf } from '../words/fields.ts';

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
  dateColumn('From', (term) => textOf(term, 'from')),
  numberColumn('Units a week', (term) => textOf(term, 'unitsPerWeek')),
  poundsColumn(
    'Rate a unit',
    (term) => textOf(term, 'rate'),
    (term) => textOf(term, 'rateCardId'),
  ),
];
