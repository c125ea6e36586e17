import { useState } from 'preact/hooks';
import type { Column } from './columns.ts';
import { Exports } from './exports.tsx';

type DataTableProps<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** The name of the file an export is saved as, without its ending; no export without it. */
  fileName?: string;
  captionClass?: string;
};

type Sorting = { heading: string; descending: boolean };

/** A table that sorts by its headings, exports what it shows, and turns into cards where it is narrow. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  keyOf,
  fileName,
  captionClass,
}: DataTableProps<Row>) {
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const shown = sorted(rows, columns, sorting);
  const onPage = columns.filter(({ inFilesOnly }) => inFilesOnly !== true);
  const sortBy = (heading: string): void => {
    setSorting({ heading, descending: sorting?.heading === heading && !sorting.descending });
  };
  return (
    <div class="app-table">
      <table class="govuk-table app-table__table" role="table">
        <caption class={`govuk-table__caption ${captionClass ?? 'govuk-table__caption--m'}`}>
          {caption}
        </caption>
        <thead class="govuk-table__head app-table__head" role="rowgroup">
          <tr class="govuk-table__row" role="row">
            {onPage.map((column) => (
              <Heading key={column.heading} column={column} sorting={sorting} sortBy={sortBy} />
            ))}
          </tr>
        </thead>
        <tbody class="govuk-table__body" role="rowgroup">
          {shown.map((row) => (
            <tr class="govuk-table__row app-table__row" role="row" key={keyOf(row)}>
              {onPage.map((column) => (
                <td class={cellClass(column)} role="cell" data-label={column.heading} key={column.heading}>
                  <span class="app-table__value">{column.cell?.(row) ?? (column.text(row) || '–')}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {fileName !== undefined && (
        <Exports
          what="these rows"
          caption={caption}
          fileName={fileName}
          columns={columns}
          rowsOf={() => shown}
        />
      )}
    </div>
  );
}

function cellClass<Row>(column: Column<Row>): string {
  if (column.figure?.is === 'date') return 'govuk-table__cell app-table__cell app-table__cell--date';
  const wide = column.wide === true ? ' app-table__cell--wide' : '';
  return `govuk-table__cell app-table__cell${isNumeric(column) ? ' app-table__cell--numeric' : ''}${wide}`;
}

function isNumeric<Row>({ figure }: Column<Row>): boolean {
  return figure !== undefined && figure.is !== 'date' && figure.is !== 'instant';
}

type HeadingProps<Row> = { column: Column<Row>; sorting: Sorting | null; sortBy: (heading: string) => void };

function Heading<Row>({ column, sorting, sortBy }: HeadingProps<Row>) {
  const { heading, order } = column;
  const active = sorting?.heading === heading;
  const numericClass = isNumeric(column) ? ' app-table__heading--numeric' : '';
  if (order === undefined) {
    return (
      <th scope="col" role="columnheader" class={`govuk-table__header app-table__heading${numericClass}`}>
        {heading}
      </th>
    );
  }
  const direction = sorting?.descending === true ? 'descending' : 'ascending';
  return (
    <th
      scope="col"
      role="columnheader"
      class={`govuk-table__header app-table__heading app-table__heading--sorts${numericClass}`}
      aria-sort={active ? direction : 'none'}
    >
      <button
        type="button"
        class="app-table__sort"
        onClick={() => {
          sortBy(heading);
        }}
      >
        {heading}
        <span class="app-table__arrow" aria-hidden="true">
          {active ? (direction === 'ascending' ? '▲' : '▼') : '↕'}
        </span>
      </button>
    </th>
  );
}

const byText = new Intl.Collator('en-GB', { numeric: true });

function sorted<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sorting: Sorting | null,
): readonly Row[] {
  const order = columns.find((column) => column.heading === sorting?.heading)?.order;
  if (sorting === null || order === undefined) return rows;
  const sign = sorting.descending ? -1 : 1;
  return rows.toSorted((left, right) => sign * compare(order(left), order(right)));
}

function compare(left: string | number, right: string | number): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return byText.compare(String(left), String(right));
}
