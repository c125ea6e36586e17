import { headingKey } from '../../../domain/records/heading-key.ts';
import { readStatementAmount } from '../../../domain/statements/statement-amount.ts';
import { hsbcLayout } from './bank-layouts.ts';
import type { FoundLayout, StatementRow, TableLayout } from './table-layout.ts';

/** Banks write a few lines above their headings, never more, with some empty ones between them. */
const ROWS_SEARCHED = 12;
const ROWS_LOOKED_AT = 40;

/** The layout of a file, and its rows above and under the headings. */
export type FoundTable = {
  found: FoundLayout;
  preamble: readonly StatementRow[];
  rows: readonly StatementRow[];
};

/** Looks for the headings of a layout that is known in the first rows of a table; null where there are none. */
export function findLayout(
  rows: readonly StatementRow[],
  layouts: readonly TableLayout[],
  separator: string | null,
): FoundTable | null {
  const written = firstWritten(rows);
  for (const row of written) {
    for (const layout of layouts) {
      const found = matchLayout(layout, row.cells, separator);
      if (found === null) continue;
      const at = rows.indexOf(row);
      return { found, preamble: rows.slice(0, at), rows: rows.slice(at + 1) };
    }
  }
  const [first] = written;
  return first !== undefined && isHsbcRow(first.cells, separator)
    ? { found: positions(hsbcLayout), preamble: [], rows }
    : null;
}

/** The rows where headings are looked for, whatever they say. */
export function possibleHeadings(rows: readonly StatementRow[]): (readonly string[])[] {
  return firstWritten(rows)
    .map(({ cells }) => withoutBlankEnd(cells))
    .filter((cells) => cells.length > 1);
}

function firstWritten(rows: readonly StatementRow[]): readonly StatementRow[] {
  const looked = rows.slice(0, ROWS_LOOKED_AT);
  return looked.filter(({ cells }) => !isBlank(cells)).slice(0, ROWS_SEARCHED);
}

/** The headings of a layout that is known to stand in their order. */
export function positions(layout: TableLayout): FoundLayout {
  const placeOf = placesOf(layout.headings.map(headingKey));
  return { layout, placeOf, width: layout.headings.length, currency: null };
}

function matchLayout(
  layout: TableLayout,
  cells: readonly string[],
  separator: string | null,
): FoundLayout | null {
  if (layout.separator !== undefined && layout.separator !== separator) return null;
  const names = withoutBlankEnd(cells).map((cell) => nameOf(layout, cell));
  const wanted = layout.headings.map(headingKey);
  if (!(layout.isAnyOrder === true ? hasAll(names, wanted) : beginsAlike(names, wanted, layout))) return null;
  const currency = currencyInHeadings(layout, cells);
  return { layout, placeOf: placesOf(names), width: names.length, currency };
}

/** Looks a heading up once, however many rows ask for its column. */
function placesOf(names: readonly string[]): FoundLayout['placeOf'] {
  const known = new Map<string, number>();
  return (heading) => {
    const place = known.get(heading) ?? names.indexOf(headingKey(heading));
    known.set(heading, place);
    return place === -1 ? undefined : place;
  };
}

function hasAll(names: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((name) => names.includes(name));
}

function beginsAlike(names: readonly string[], wanted: readonly string[], layout: TableLayout): boolean {
  if (names.length < (layout.fewestHeadings ?? wanted.length)) return false;
  return names.every((name, place) => name === wanted[place]);
}

function nameOf({ hasBrackets }: TableLayout, cell: string): string {
  const key = headingKey(cell);
  return hasBrackets === true ? key.replace(/\(.*$/, '') : key;
}

function currencyInHeadings({ amount }: TableLayout, cells: readonly string[]): string | null {
  if (amount.kind !== 'signed') return null;
  const heading = cells.find((cell) => cell.trim().toLowerCase().startsWith(amount.column.toLowerCase()));
  return /\(([A-Z]{3})\)/.exec(heading ?? '')?.[1] ?? null;
}

/** A workbook has no separator, and turns dates into its own. */
function isHsbcRow(cells: readonly string[], separator: string | null): boolean {
  const [date = '', text = '', amount = '', ...others] = withoutBlankEnd(cells);
  const form =
    separator === null ? /^(?:\d{4}-\d\d-\d\d|\d{1,2}\/\d{1,2}\/\d{4})$/ : /^\d{1,2}\/\d{1,2}\/\d{4}$/;
  if (others.length > 0 || text.trim() === '' || !form.test(date.trim())) return false;
  return readStatementAmount(amount).ok;
}

/** The cells that stand where headings would, for a person to recognise; null where no row looks like headings. */
export function likelyHeadings(rows: readonly StatementRow[]): StatementRow | null {
  const [first] = firstWritten(rows)
    .map(({ line, cells }) => ({ line, cells: withoutBlankEnd(cells).map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.length > 1 && !cells.some(isValue))
    .toSorted((left, right) => right.cells.length - left.cells.length);
  return first ?? null;
}

/** A date, an amount, or a text with as many digits as no heading has: what a row says of a person is not repeated. */
function isValue(cell: string): boolean {
  return /^[^a-z]*\d[^a-z]*$/i.test(cell) || cell.replaceAll(/\D/g, '').length > 3;
}

export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** Some banks end their headings with a comma, some their rows, some both. */
function withoutBlankEnd(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1);
}
