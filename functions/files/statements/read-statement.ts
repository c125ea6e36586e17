import { finding } from '../../../domain/records/finding.ts';
import type { StatementMapping } from '../../../domain/statements/statement-mapping.ts';
import type { StatementReading } from '../../../domain/statements/statement.ts';
import { decodeWhole } from '../tables/decode-text.ts';
import { fileTooLarge } from '../tables/read-csv.ts';
import { refuseOle, sniffContent, sniffedBytes } from '../tables/sniff-content.ts';
import { TableRefusal } from '../tables/table-events.ts';
import { bankLayouts } from './bank-layouts.ts';
import { possibleHeadings } from './find-layout.ts';
import { findSantanderText } from './find-santander-text.ts';
import { findCsvTable, findWorkbookTable, type LayoutsFor } from './find-table.ts';
import { formOfText, isMarkup } from './form-of-text.ts';
import { readCamt } from './read-camt.ts';
import { readMt940 } from './read-mt940.ts';
import { readOfx } from './read-ofx.ts';
import { readQif } from './read-qif.ts';
import { readTableStatement } from './read-table-statement.ts';
import { StatementRefusal } from './statement-refusal.ts';
import { layoutOfMapping, type StatementRow } from './table-layout.ts';

const MOST_BYTES = 50 * 1024 * 1024;

/** Gives what is saved about any of some rows that may be the headings of a table. */
export type MappingsFor = (rows: readonly (readonly string[])[]) => Promise<readonly StatementMapping[]>;

/**
 * Reads a bank statement in any form that is known, told by its content and never by its name. A saved mapping comes
 * before the layouts of banks: somebody made it with such a file before them, and a layout is what banks do in general.
 */
export async function readStatement(
  bytes: Uint8Array,
  { mappingsFor = () => Promise.resolve([]) }: { mappingsFor?: MappingsFor } = {},
): Promise<StatementReading> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (file.length > MOST_BYTES) throw fileTooLarge(MOST_BYTES);
    return await readContent(file, mappingsFor);
  } catch (error) {
    if (error instanceof StatementRefusal) {
      return { ok: false, rule: error.rule, message: error.message, place: error.place };
    }
    if (!(error instanceof TableRefusal)) throw error;
    const { rule, message, line } = error;
    return { ok: false, rule, message, place: line === undefined ? null : { line } };
  }
}

async function readContent(file: Buffer, mappingsFor: MappingsFor): Promise<StatementReading> {
  const layoutsFor = async (rows: readonly StatementRow[]) => [
    ...(await mappingsFor(possibleHeadings(rows))).map(layoutOfMapping),
    ...bankLayouts,
  ];
  const head = file.subarray(0, sniffedBytes);
  if (isMarkup(head)) return readText(file, layoutsFor);
  const content = sniffContent(head, '');
  if (content === 'ole') throw refuseOle(file);
  if (content === 'text') return readText(file, layoutsFor);
  const table = await findWorkbookTable(file, layoutsFor);
  return { ok: true, value: readTableStatement({ ...table, format: 'xlsx', period: null }) };
}

async function readText(file: Buffer, layoutsFor: LayoutsFor): Promise<StatementReading> {
  const { text, isMixed } = decodeWhole(file);
  const reading = await readForm(text, layoutsFor);
  if (!reading.ok || !isMixed) return reading;
  const message =
    'Some letters of the file are UTF-8 and others are Windows-1252. Both were read: check names and pound signs.';
  const notes = [...reading.value.notes, finding('warning', 'two-encodings', message)];
  return { ok: true, value: { ...reading.value, notes } };
}

async function readForm(text: string, layoutsFor: LayoutsFor): Promise<StatementReading> {
  switch (formOfText(text)) {
    case 'ofx':
      return readOfx(text);
    case 'camt053':
      return readCamt(text);
    case 'qif':
      return readQif(text);
    case 'mt940':
      return readMt940(text);
    case 'santander':
      return { ok: true, value: readTableStatement(findSantanderText(text)) };
    case 'table': {
      const table = await findCsvTable(text, layoutsFor);
      return { ok: true, value: readTableStatement({ ...table, format: 'csv', period: null }) };
    }
  }
}
