import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { saveCsv } from './save-csv.ts';

export type Column<Row> = {
  heading: string;
  /** The cell as text: what is exported, and shown unless `cell` says otherwise. */
  text: (row: Row) => string;
  cell?: (row: Row) => ComponentChildren;
  /** What the column sorts by; a column without it does not sort. */
  order?: (row: Row) => string | number;
  numeric?: boolean;
};

type DataTableProps<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** The name of the file an export is saved as; no export without it. */
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
            {columns.map((column) => (
              <Heading key={column.heading} column={column} sorting={sorting} sortBy={sortBy} />
            ))}
          </tr>
        </thead>
        <tbody class="govuk-table__body" role="rowgroup">
          {shown.map((row) => (
            <tr class="govuk-table__row app-table__row" role="row" key={keyOf(row)}>
              {columns.map((column) => (
                <td
                  class={cellClass(column, row)}
                  role="cell"
                  data-label={column.heading}
                  key={column.heading}
                >
                  <span class="app-table__value">{column.cell?.(row) ?? (column.text(row) || '–')}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {fileName !== undefined && (
        <button
          type="button"
          class="app-link-button"
          onClick={() => {
            saveCsv(fileName, tableRows(columns, shown));
          }}
        >
          Download these rows (CSV)<span class="govuk-visually-hidden">: {caption}</span>
        </button>
      )}
    </div>
  );
}

const DATE_IN_WORDS = /^\d{1,2} [A-Z][a-z]+ \d{4}$/;

function cellClass<Row>(column: Column<Row>, row: Row): string {
  const numeric = column.numeric === true ? ' app-table__cell--numeric' : '';
  const date = DATE_IN_WORDS.test(column.text(row)) ? ' app-table__cell--date' : '';
  return `govuk-table__cell app-table__cell${numeric}${date}`;
}

type HeadingProps<Row> = { column: Column<Row>; sorting: Sorting | null; sortBy: (heading: string) => void };

function Heading<Row>({ column, sorting, sortBy }: HeadingProps<Row>) {
  const { heading, order, numeric } = column;
  const active = sorting?.heading === heading;
  const numericClass = numeric === true ? ' app-table__heading--numeric' : '';
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

/** The headings and cells of a table as texts, for an export. */
export function tableRows<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string[][] {
  return [
    columns.map((column) => column.heading),
    ...rows.map((row) => columns.map((column) => column.text(row))),
  ];
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
