import type { Finding } from '../../../domain/records/finding.ts';
import { refuseControls } from '../tables/read-csv.ts';
import { fileBinary } from '../tables/sniff-content.ts';
import { findLayout, likelyHeadings, type FoundTable } from './find-layout.ts';
import { StatementRefusal } from './statement-refusal.ts';
import type { StatementRow, TableLayout } from './table-layout.ts';
import { headOf, rowsOf, rowsOfUnknown, rowsOfWorkbook, separators } from './table-rows.ts';

type NotedTable = FoundTable & { notes: readonly Finding[] };

/** The layouts that a table may have, by its first rows. */
export type LayoutsFor = (rows: readonly StatementRow[]) => Promise<readonly TableLayout[]>;

/** Finds the table of a delimited text by its headings, whatever separates them. */
export async function findCsvTable(text: string, layoutsFor: LayoutsFor): Promise<NotedTable> {
  const head = headOf(text);
  if (text.includes('\0')) throw fileBinary();
  refuseControls(head);
  for (const separator of separators) {
    const { rows } = rowsOf(head, { separator, isWhole: head.length === text.length });
    const table = findLayout(rows, await layoutsFor(rows), separator);
    if (table === null) continue;
    const { rows: all, notes } = rowsOf(text, { separator, isWhole: true });
    return { ...table, rows: all.slice(rows.length - table.rows.length), notes };
  }
  throw layoutUnknown(rowsOfUnknown(text).rows);
}

/** Finds the table of a workbook on the first sheet that holds anything. */
export async function findWorkbookTable(bytes: Buffer, layoutsFor: LayoutsFor): Promise<NotedTable> {
  const { rows, notes } = await rowsOfWorkbook(bytes);
  const table = findLayout(rows, await layoutsFor(rows), null);
  if (table === null) throw layoutUnknown(rows);
  return { ...table, notes };
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
    `The headings on line ${line} are of no bank that is known: ${shown.join(', ')}. Say what each column holds, or ask for the statement in another form, such as OFX.`,
    { line },
  );
}
