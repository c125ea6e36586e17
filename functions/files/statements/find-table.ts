import { finding, type Finding } from '../../../domain/records/finding.ts';
import { refuseControls } from '../tables/read-csv.ts';
import { fileBinary } from '../tables/sniff-content.ts';
import { splitRecords } from '../tables/split-records.ts';
import { defaultTableLimits } from '../tables/table-events.ts';
import { readWorkbookRows, workbookEmpty } from '../tables/workbook/read-workbook.ts';
import { findLayout, likelyHeadings, type FoundTable } from './find-layout.ts';
import { LONGEST_LINE_CHARACTERS, StatementRefusal } from './statement-refusal.ts';
import type { StatementRow, TableLayout } from './table-layout.ts';

type NotedTable = FoundTable & { notes: readonly Finding[] };

const SEPARATORS = [',', ';', '\t'];
/** Where headings are looked for with one separator after the other. */
const HEAD_CHARACTERS = 16_000;

/** Finds the table of a delimited text by its headings, whatever separates them. */
export function findCsvTable(text: string, layouts: readonly TableLayout[]): NotedTable {
  const head = text.slice(0, HEAD_CHARACTERS);
  if (text.includes('\0')) throw fileBinary();
  refuseControls(head);
  for (const separator of SEPARATORS) {
    const { rows } = rowsOf(head, { separator, isWhole: head.length === text.length });
    const table = findLayout(rows, layouts, separator);
    if (table === null) continue;
    const { rows: all, notes } = rowsOf(text, { separator, isWhole: true });
    return { ...table, rows: all.slice(rows.length - table.rows.length), notes };
  }
  throw layoutUnknown(rowsOf(text, { isWhole: true }).rows);
}

type Cut = { separator?: string; isWhole: boolean };

function rowsOf(text: string, { separator, isWhole }: Cut): { rows: StatementRow[]; notes: Finding[] } {
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

/** Finds the table of a workbook on the first sheet that holds anything. */
export async function findWorkbookTable(bytes: Buffer, layouts: readonly TableLayout[]): Promise<NotedTable> {
  const rows: StatementRow[] = [];
  let notes: Finding[] = [];
  for await (const sheet of readWorkbookRows(bytes, defaultTableLimits)) {
    rows.push(...sheet.rows);
    notes = sheetNotes(sheet.sheet, sheet.otherSheets);
  }
  if (rows.length === 0) throw workbookEmpty();
  const table = findLayout(rows, layouts, null);
  if (table === null) throw layoutUnknown(rows);
  return { ...table, notes };
}

function sheetNotes(sheet: string, others: readonly string[]): Finding[] {
  if (others.length === 0) return [];
  const message = `Only the sheet ${sheet} was read. The workbook has others: ${others.join(', ')}.`;
  return [finding('warning', 'sheets-not-read', message)];
}

const SHOWN_HEADINGS = 30;
const SHOWN_CHARACTERS = 40;

function layoutUnknown(rows: readonly StatementRow[]): StatementRefusal {
  const headings = likelyHeadings(rows);
  if (headings === null) {
    return new StatementRefusal(
      'layout-unknown',
      'No row of this file holds headings, and it is of no bank that is known without them. Ask for the statement as the bank exports it.',
    );
  }
  const shown = headings.cells.slice(0, SHOWN_HEADINGS).map((cell) => cell.slice(0, SHOWN_CHARACTERS));
  const { line } = headings;
  return new StatementRefusal(
    'layout-unknown',
    `The headings on line ${line} are of no bank that is known: ${shown.join(', ')}. Make a mapping that says what each column holds, or ask for the statement in another form, such as OFX.`,
    { line },
  );
}
