import type { RecordView } from '../api/contract.ts';
import { dateColumn, endColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Nothing } from '../parts/loaded.tsx';
import { itemsOf, textOf } from '../words/fields.ts';
import { inWords } from '../words/labels.ts';

type Suspension = Readonly<Record<string, unknown>>;

export function SuspensionTable({ record }: { record: RecordView }) {
  const suspensions = itemsOf(record, 'suspensions');
  if (suspensions.length === 0) return <Nothing>This package has never been suspended.</Nothing>;
  return (
    <DataTable
      caption="Suspensions of this package"
      captionClass="govuk-visually-hidden"
      columns={columns}
      rows={suspensions}
      keyOf={(each) => textOf(each, 'from')}
    />
  );
}

const columns: readonly Column<Suspension>[] = [
  dateColumn('From', (each) => textOf(each, 'from')),
  endColumn('To', (each) => textOf(each, 'to')),
  textColumn('Why', (each) => textOf(each, 'kind'), inWords),
];
