import type { ComponentChildren } from 'preact';
import { formatCount, formatDate, formatInstant, formatPounds, poundsOfPence } from '../words/format.ts';

/** What a cell is beside its text: an amount or number as decimal text, a day or an instant in ISO form. */
export type Figure = 'pounds' | 'percent' | 'number' | 'date' | 'instant';

export type Column<Row> = {
  heading: string;
  /** The cell as text: what a CSV file holds, and what is shown unless `cell` says otherwise. */
  text: (row: Row) => string;
  cell?: (row: Row) => ComponentChildren;
  /** What the column sorts by; a column without it does not sort. */
  order?: (row: Row) => string | number;
  /** What can be reckoned with in a workbook; the text stands where a row has none. */
  figure?: { is: Figure; of: (row: Row) => string | null };
  /** Keeps room for names and sentences beside many narrow columns. */
  wide?: true;
  /** Stands in files alone: on the page another cell says it. */
  inFilesOnly?: true;
};

/** A field of a row; null or empty where the row does not say it. */
type Of<Row> = (row: Row) => string | null;

export function textColumn<Row>(
  heading: string,
  of: Of<Row>,
  shown: (value: string) => string = (value) => value,
): Column<Row> {
  return {
    heading,
    text: (row) => shownOr(of(row), shown, ''),
    order: (row) => of(row) ?? '',
  };
}

export function dateColumn<Row>(heading: string, of: Of<Row>): Column<Row> {
  return { ...textColumn(heading, of, formatDate), figure: { is: 'date', of } };
}

/** The last day of something; what has no end sorts behind everything that ends. */
export function endColumn<Row>(heading: string, of: Of<Row>): Column<Row> {
  return {
    heading,
    text: (row) => shownOr(of(row), formatDate, 'No end'),
    order: (row) => shownOr(of(row), (date) => date, '9999'),
    figure: { is: 'date', of },
  };
}

export function instantColumn<Row>(heading: string, of: Of<Row>): Column<Row> {
  return { ...textColumn(heading, of, formatInstant), figure: { is: 'instant', of } };
}

/** Pounds as decimal text; `without` is what stands where there is no amount. */
export function poundsColumn<Row>(heading: string, of: Of<Row>, without?: (row: Row) => string): Column<Row> {
  return figureColumn({ is: 'pounds', heading, of, shown: formatPounds, without });
}

/** Whole pence, shown in pounds. */
export function penceColumn<Row>(
  heading: string,
  of: (row: Row) => number | null,
  without?: (row: Row) => string,
): Column<Row> {
  const text = (row: Row): string | null => {
    const pence = of(row);
    return pence === null ? null : poundsOfPence(pence);
  };
  return poundsColumn(heading, text, without);
}

export function percentColumn<Row>(
  heading: string,
  of: Of<Row>,
  without?: (row: Row) => string,
): Column<Row> {
  return figureColumn({ is: 'percent', heading, of, shown: (percent) => `${percent}%`, without });
}

/** A decimal number that is no money, as it was given. */
export function numberColumn<Row>(heading: string, of: Of<Row>): Column<Row> {
  return figureColumn({ is: 'number', heading, of, shown: (number) => number });
}

export function countColumn<Row>(
  heading: string,
  of: (row: Row) => number | null,
  without = '',
): Column<Row> {
  const text = (row: Row): string | null => of(row)?.toString() ?? null;
  const shown = (count: string): string => formatCount(Number(count));
  return figureColumn({ is: 'number', heading, of: text, shown, without: () => without });
}

type FigureColumn<Row> = {
  is: 'pounds' | 'percent' | 'number';
  heading: string;
  of: Of<Row>;
  shown: (value: string) => string;
  without?: ((row: Row) => string) | undefined;
};

function figureColumn<Row>({ is, heading, of, shown, without }: FigureColumn<Row>): Column<Row> {
  return {
    heading,
    text: (row) => shownOr(of(row), shown, without?.(row) ?? ''),
    // What has no amount stands before everything that has one.
    order: (row) => Number(shownOr(of(row), (value) => value, '-Infinity')),
    figure: { is, of },
  };
}

function shownOr(value: string | null, shown: (value: string) => string, without: string): string {
  return value === null || value === '' ? without : shown(value);
}

/** The headings and cells of a table as texts. */
export function textsOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string[][] {
  return [
    columns.map((column) => column.heading),
    ...rows.map((row) => columns.map((column) => column.text(row))),
  ];
}
