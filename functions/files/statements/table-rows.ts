import { finding, type Finding } from '../../../domain/records/finding.ts';
import { splitRecords } from '../tables/split-records.ts';
import { defaultTableLimits, TableRefusal } from '../tables/table-events.ts';
import { readWorkbookRows, workbookEmpty } from '../tables/workbook/read-workbook.ts';
import { likelyHeadings } from './find-layout.ts';
import { LONGEST_LINE_CHARACTERS } from './statement-refusal.ts';
import type { StatementRow } from './table-layout.ts';

/** The rows of a table before anything is known of its columns, and what has to be said of how they were cut. */
export type TableRows = { rows: StatementRow[]; notes: readonly Finding[] };

export const separators = [',', ';', '\t'] as const;
type Separator = (typeof separators)[number];

/** Where headings are looked for with one separator after the other. */
const HEAD_CHARACTERS = 16_000;

export function headOf(text: string): string {
  return text.slice(0, HEAD_CHARACTERS);
}

type Cut = { separator: Separator; isWhole: boolean };

export function rowsOf(text: string, { separator, isWhole }: Cut): TableRows {
  const records = splitRecords(LONGEST_LINE_CHARACTERS, separator).push(text, isWhole);
  const odd = records.filter(({ quotesMatch }) => !quotesMatch);
  return { rows: records.map(({ line, cells }) => ({ line, cells })), notes: quoteNotes(odd) };
}

function quoteNotes([first, ...others]: readonly StatementRow[]): Finding[] {
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : `, and so do those on ${others.length} more`;
  const message = `The quotation marks on line ${first.line} do not match${more}. Check that its text and amount are what they should be.`;
  return [finding('warning', 'quotes-do-not-match', message, { line: first.line })];
}

/** All rows of a delimited text whose headings nobody knows, cut by the separator that shows most of them. */
export function rowsOfUnknown(text: string): TableRows {
  const head = headOf(text);
  const isWhole = head.length === text.length;
  const widths = separators.map((separator) => headingsWith(head, { separator, isWhole }));
  const separator = separators[widths.indexOf(Math.max(...widths))] ?? ',';
  return rowsOf(text, { separator, isWhole: true });
}

/** A quotation mark may open a cell with one separator and stand inside of one with another. */
function headingsWith(head: string, cut: Cut): number {
  try {
    return likelyHeadings(rowsOf(head, cut).rows)?.cells.length ?? 0;
  } catch (error) {
    if (!(error instanceof TableRefusal)) throw error;
    return 0;
  }
}

/** The rows of the first sheet of a workbook that holds anything. */
export async function rowsOfWorkbook(bytes: Buffer): Promise<TableRows> {
  const rows: StatementRow[] = [];
  let notes: Finding[] = [];
  for await (const sheet of readWorkbookRows(bytes, defaultTableLimits)) {
    rows.push(...sheet.rows);
    notes = sheetNotes(sheet.sheet, sheet.otherSheets);
  }
  if (rows.length === 0) throw workbookEmpty();
  return { rows, notes };
}

function sheetNotes(sheet: string, others: readonly string[]): Finding[] {
  if (others.length === 0) return [];
  const message = `Only the sheet ${sheet} was read. The workbook has others: ${others.join(', ')}.`;
  return [finding('warning', 'sheets-not-read', message)];
}
