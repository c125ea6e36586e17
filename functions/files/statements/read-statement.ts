import { finding } from '../../../domain/records/finding.ts';
import type { StatementMapping } from '../../../domain/statements/statement-mapping.ts';
import type { StatementReading } from '../../../domain/statements/statement.ts';
import { decodeWhole } from '../tables/decode-text.ts';
import { fileTooLarge } from '../tables/read-csv.ts';
import { refuseOle, sniffContent, sniffedBytes } from '../tables/sniff-content.ts';
import { TableRefusal } from '../tables/table-events.ts';
import { bankLayouts } from './bank-layouts.ts';
import { findSantanderText, isSantanderText } from './find-santander-text.ts';
import { findCsvTable, findWorkbookTable } from './find-table.ts';
import { readCamt } from './read-camt.ts';
import { readMt940 } from './read-mt940.ts';
import { readOfx } from './read-ofx.ts';
import { readQif } from './read-qif.ts';
import { readTableStatement } from './read-table-statement.ts';
import { StatementRefusal } from './statement-refusal.ts';
import { layoutOfMapping, type TableLayout } from './table-layout.ts';

const MOST_BYTES = 50 * 1024 * 1024;
/** How much of a text is looked at for the form it has. */
const HEAD_CHARACTERS = 8192;

/**
 * Reads a bank statement in any form that is known, told by its content and never by its name. A saved mapping of the
 * council comes before the layouts of banks.
 */
export async function readStatement(
  bytes: Uint8Array,
  { mappings = [] }: { mappings?: readonly StatementMapping[] } = {},
): Promise<StatementReading> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const layouts = [...mappings.map(layoutOfMapping), ...bankLayouts];
  try {
    if (file.length > MOST_BYTES) throw fileTooLarge(MOST_BYTES);
    return await readContent(file, layouts);
  } catch (error) {
    if (error instanceof StatementRefusal) {
      return { ok: false, rule: error.rule, message: error.message, place: error.place };
    }
    if (!(error instanceof TableRefusal)) throw error;
    const { rule, message, line } = error;
    return { ok: false, rule, message, place: line === undefined ? null : { line } };
  }
}

async function readContent(file: Buffer, layouts: readonly TableLayout[]): Promise<StatementReading> {
  const head = file.subarray(0, sniffedBytes);
  if (isMarkup(head)) return readText(file, layouts);
  const content = sniffContent(head, '');
  if (content === 'ole') throw refuseOle(file);
  if (content === 'text') return readText(file, layouts);
  const table = await findWorkbookTable(file, layouts);
  return { ok: true, value: readTableStatement({ ...table, format: 'xlsx', period: null }) };
}

/** OFX and CAMT, which are no tables, but are not to be refused as web pages or other XML are. */
function isMarkup(head: Buffer): boolean {
  const { text } = decodeWhole(head);
  return isOfx(text) || isCamt(text);
}

function readText(file: Buffer, layouts: readonly TableLayout[]): StatementReading {
  const { text, isMixed } = decodeWhole(file);
  const reading = readForm(text, layouts);
  if (!reading.ok || !isMixed) return reading;
  const message =
    'Some letters of the file are UTF-8 and others are Windows-1252. Both were read: check names and pound signs.';
  const notes = [...reading.value.notes, finding('warning', 'two-encodings', message)];
  return { ok: true, value: { ...reading.value, notes } };
}

function readForm(text: string, layouts: readonly TableLayout[]): StatementReading {
  const head = text.slice(0, HEAD_CHARACTERS);
  if (isOfx(head)) return readOfx(text);
  if (isCamt(head)) return readCamt(text);
  if (isQif(head)) return readQif(text);
  if (isMt940(head)) return readMt940(text);
  const table = isSantanderText(head)
    ? findSantanderText(text)
    : { ...findCsvTable(text, layouts), format: 'csv' as const, period: null };
  return { ok: true, value: readTableStatement(table) };
}

function isOfx(head: string): boolean {
  return /^\s*OFXHEADER\s*:|<\?OFX\b|<OFX>/i.test(head);
}

/** Quicken’s files begin with the name of a list behind an exclamation mark. */
function isQif(head: string): boolean {
  return /^\s*!(?:type|account|option|clear)\b/i.test(head);
}

/** Tags of SWIFT stand at the beginning of lines; banks put lines of their own above them. */
function isMt940(head: string): boolean {
  return /^(?:\{1:|:\d\d[A-Z]?:)/m.test(head);
}

/** Any XML is: what is no statement is refused there by its name. */
function isCamt(head: string): boolean {
  return /^\s*<\?xml\b/i.test(head) || /^\s*<(?:\w+:)?Document\b/.test(head);
}
