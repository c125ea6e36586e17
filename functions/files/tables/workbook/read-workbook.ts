import { assembleTable, type TableAssembly } from '../assemble-table.ts';
import type { TableEvent, TableLimits } from '../table-events.ts';
import { TableRefusal } from '../table-events.ts';
import { openWorkbook } from './open-workbook.ts';
import { readSheet, type SheetRow } from './read-sheet.ts';
import { readParts } from './workbook-parts.ts';
import { readXml } from './read-xml.ts';

/** The first visible sheet that holds anything. The others are named in the header, so that no one thinks they were read. */
export async function* readWorkbook(bytes: Buffer, limits: TableLimits): AsyncGenerator<TableEvent> {
  let table: TableAssembly | undefined;
  for await (const { sheet, otherSheets, rows } of readWorkbookRows(bytes, limits)) {
    table ??= assembleTable({
      limits: { columns: limits.columns, rows: limits.workbookRows },
      source: () => ({ format: 'xlsx', sheet, otherSheets }),
      shortRowsAreRagged: false,
    });
    for (const row of rows) table.add({ ...row, quotesMatch: true });
    yield* table.take(false);
  }
  if (table === undefined) throw workbookEmpty();
  yield* table.take(true);
  yield { kind: 'end', ...table.end() };
}

type WorkbookRows = { sheet: string; otherSheets: string[]; rows: SheetRow[] };

/** The rows as they stand of the first visible sheet that holds anything; nothing at all where none does. */
export async function* readWorkbookRows(bytes: Buffer, limits: TableLimits): AsyncGenerator<WorkbookRows> {
  const workbook = await openWorkbook(bytes, limits);
  const parts = await readParts(workbook);
  for (const { name, part } of parts.sheets) {
    const otherSheets = parts.sheets.filter((other) => other.name !== name).map((other) => other.name);
    const reading = readSheet(parts, limits);
    const xml = readXml(reading);
    let found = false;
    for await (const text of workbook.read(part)) {
      xml.push(text);
      const rows = reading.takeRows();
      if (rows.length === 0) continue;
      found = true;
      yield { sheet: name, otherSheets, rows };
    }
    xml.end();
    if (found) return;
  }
}

export function workbookEmpty(): TableRefusal {
  return new TableRefusal(
    'workbook-empty',
    'No visible sheet of this workbook holds anything. Put the table on the first sheet, save it and send it again.',
  );
}
