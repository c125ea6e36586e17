import { assembleTable } from '../assemble-table.ts';
import type { TableEvent, TableLimits } from '../table-events.ts';
import { TableRefusal } from '../table-events.ts';
import type { Workbook } from './open-workbook.ts';
import { openWorkbook } from './open-workbook.ts';
import { readSheet } from './read-sheet.ts';
import type { SheetEntry, WorkbookParts } from './workbook-parts.ts';
import { readParts } from './workbook-parts.ts';
import { readXml } from './read-xml.ts';

/** The first visible sheet that holds anything. The others are named in the header, so that no one thinks they were read. */
export async function* readWorkbook(bytes: Buffer, limits: TableLimits): AsyncGenerator<TableEvent> {
  const workbook = await openWorkbook(bytes, limits);
  const parts = await readParts(workbook);
  for (const sheet of parts.sheets) {
    let empty = true;
    for await (const event of readTableOfSheet(workbook, parts, sheet, limits)) {
      empty = false;
      yield event;
    }
    if (!empty) return;
  }
  throw new TableRefusal(
    'workbook-empty',
    'No visible sheet of this workbook holds anything. Put the table on the first sheet, save it and send it again.',
  );
}

/** Nothing at all for an empty sheet. */
async function* readTableOfSheet(
  workbook: Workbook,
  parts: WorkbookParts,
  sheet: SheetEntry,
  limits: TableLimits,
): AsyncGenerator<TableEvent> {
  const reading = readSheet(parts, limits);
  const otherSheets = parts.sheets.map(({ name }) => name).filter((name) => name !== sheet.name);
  const table = assembleTable({
    limits: { columns: limits.columns, rows: limits.workbookRows },
    source: () => ({ format: 'xlsx', sheet: sheet.name, otherSheets }),
    shortRowsAreRagged: false,
  });
  let found = false;
  const xml = readXml(reading);
  for await (const text of workbook.read(sheet.part)) {
    xml.push(text);
    for (const row of reading.takeRows()) {
      found = true;
      table.add({ ...row, quotesMatch: true });
    }
    yield* table.take(false);
  }
  xml.end();
  if (!found) return;
  yield* table.take(true);
  yield { kind: 'end', ...table.end() };
}
