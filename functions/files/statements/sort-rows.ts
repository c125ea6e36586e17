import { finding, type Finding } from '../../../domain/records/finding.ts';
import { isBlank } from './find-layout.ts';
import { unreadableRow } from './statement-refusal.ts';
import type { FoundLayout, LeftOutRows, StatementRow } from './table-layout.ts';

/** The rows of a statement by what they are. Each has a cell for each heading. */
export type SortedRows = {
  transactions: readonly StatementRow[];
  openings: readonly StatementRow[];
  closings: readonly StatementRow[];
  notes: readonly Finding[];
};

/** The text of a cell of a row under a heading of its layout; nothing where the file has no such column. */
export function cellUnder({ placeOf }: FoundLayout, row: StatementRow, heading: string | undefined): string {
  const place = heading === undefined ? undefined : placeOf(heading);
  const cell = place === undefined ? undefined : row.cells[place];
  return cell === undefined ? '' : withoutApostrophe(cell.trim());
}

/** Lloyds and NatWest put an apostrophe before texts, so that a spreadsheet leaves them as they are. */
function withoutApostrophe(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1).trim() : cell;
}

type Rows = { rows: readonly StatementRow[]; found: FoundLayout; areShortRowsWhole: boolean };

/** Parts the rows of a table from what stands between and under them; a row that is none of it must be whole. */
export function sortRows({ rows, found, areShortRowsWhole }: Rows): SortedRows {
  const { leftOut = [], opening, closing } = found.layout;
  const transactions: StatementRow[] = [];
  const openings: StatementRow[] = [];
  const closings: StatementRow[] = [];
  const mended: StatementRow[] = [];
  const counts = new Map<LeftOutRows, number>();
  const isOf = (row: StatementRow, rule: typeof opening) =>
    rule?.begins.test(cellUnder(found, row, rule.column)) === true;

  for (const row of rows) {
    if (row.fault !== undefined) throw unreadableRow(row.line, row.fault);
    if (isBlank(row.cells)) {
      if (row.cells.length > 1) counts.set(emptyRow, (counts.get(emptyRow) ?? 0) + 1);
      continue;
    }
    const left = leftOut.find((rule) => isOf(row, rule));
    if (left !== undefined) {
      counts.set(left, (counts.get(left) ?? 0) + 1);
      continue;
    }
    const whole = wholeRow(row, found, areShortRowsWhole);
    if (whole.cells.length !== row.cells.length) mended.push(row);
    if (isOf(whole, opening)) openings.push(whole);
    else if (isOf(whole, closing)) closings.push(whole);
    else transactions.push(whole);
  }
  return { transactions, openings, closings, notes: [...leftOutNotes(counts), ...mendedNotes(mended)] };
}

/** Barclays ends some files with `,,,,,`. */
const emptyRow: LeftOutRows = { column: '', begins: /^$/, one: 'empty row', many: 'empty rows' };

/** Cells beyond the headings may hold nothing; commas of a text that the bank forgot to quote are put back. */
function wholeRow(
  row: StatementRow,
  { layout, placeOf, width }: FoundLayout,
  areShortRowsWhole: boolean,
): StatementRow {
  const { line, cells } = row;
  if (cells.length < width && !areShortRowsWhole) throw ragged(row, width);
  if (isBlank(cells.slice(width))) return row;
  const place = layout.textWithCommas === undefined ? undefined : placeOf(layout.textWithCommas);
  if (place === undefined) throw ragged(row, width);
  const end = place + 1 + cells.length - width;
  return { line, cells: [...cells.slice(0, place), cells.slice(place, end).join(','), ...cells.slice(end)] };
}

function ragged({ line, cells }: StatementRow, width: number): Error {
  const than = cells.length < width ? 'fewer' : 'more';
  return unreadableRow(
    line,
    `it has ${cells.length} cells, ${than} than the ${width} headings, so it is not certain which amount is which.`,
  );
}

function leftOutNotes(counts: ReadonlyMap<LeftOutRows, number>): Finding[] {
  return Array.from(counts, ([{ one, many }, count]) => {
    const message = count === 1 ? `1 ${one} was left out.` : `${count} ${many} were left out.`;
    return finding('information', 'rows-left-out', message, { value: String(count) });
  });
}

function mendedNotes([first, ...others]: readonly StatementRow[]): Finding[] {
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : `, and so have ${others.length} more`;
  const message = `Line ${first.line} has a comma in its text without quotation marks round it${more}. The text was put together again: check it and the amount.`;
  return [finding('warning', 'text-with-comma-mended', message, { line: first.line })];
}
