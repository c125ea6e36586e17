import type { StatementTable } from '../../../events/api/statement-mappings.ts';
import type { Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { counted } from '../words/format.ts';

type Row = StatementTable['rows'][number];

/** The first rows of a file as they stand in it. */
export function FirstRows({ table: { headings, rows, rowCount } }: { table: StatementTable }) {
  const width = Math.max(headings?.cells.length ?? 0, ...rows.map(({ cells }) => cells.length));
  const columns: Column<Row>[] = [
    { heading: 'Line', text: ({ line }) => String(line) },
    ...Array.from({ length: width }, (_, place) => ({
      heading: headingAt(headings?.cells ?? [], place),
      text: ({ cells }: Row) => cells[place] ?? '',
    })),
  ];
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">
          {rows.length < rowCount
            ? `See the first ${rows.length} of ${counted(rowCount, 'row')} as they stand`
            : `See its ${counted(rowCount, 'row')} as they stand`}
        </span>
      </summary>
      <DataTable
        caption="Rows of the file"
        captionClass="govuk-visually-hidden"
        columns={columns}
        rows={rows}
        keyOf={({ line }) => String(line)}
      />
    </details>
  );
}

/** Columns need names of their own, whatever the file calls them. */
function headingAt(headings: readonly string[], place: number): string {
  const heading = headings[place] ?? '';
  const isAlone =
    heading !== '' && heading !== 'Line' && headings.indexOf(heading) === headings.lastIndexOf(heading);
  return isAlone ? heading : `${heading === '' ? 'Column' : heading} (${place + 1})`;
}
