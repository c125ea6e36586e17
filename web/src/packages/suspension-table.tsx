import type { RecordView } from '../api/contract.ts';
import { DataTable, type Column } from '../parts/data-table.tsx';
import { Nothing } from '../parts/loaded.tsx';
import { itemsOf, textOf } from '../words/fields.ts';
import { formatDate } from '../words/format.ts';
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
  {
    heading: 'From',
    text: (each) => formatDate(textOf(each, 'from')),
    order: (each) => textOf(each, 'from'),
  },
  {
    heading: 'To',
    text: (each) => (textOf(each, 'to') === '' ? 'No end' : formatDate(textOf(each, 'to'))),
    order: (each) => textOf(each, 'to') || '9999',
  },
  { heading: 'Why', text: (each) => inWords(textOf(each, 'kind')), order: (each) => textOf(each, 'kind') },
];
