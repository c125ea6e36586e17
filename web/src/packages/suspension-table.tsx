import { dateColumn, endColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Nothing } from '../parts/loaded.tsx';
import { textOf } from '../words/fields.ts';
import { inWords } from '../words/labels.ts';

type Suspension = Readonly<Record<string, unknown>>;

/** The days on which a package or a direct payment rests. */
export function SuspensionTable({ of, suspensions }: { of: string; suspensions: readonly Suspension[] }) {
  if (suspensions.length === 0) return <Nothing>This {of} has never been suspended.</Nothing>;
  return (
    <DataTable
      caption={`Suspensions of this ${of}`}
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
