import { csvRecord } from '../csv.ts';
import { isoOf, ukDateOf } from '../days.ts';
import { utf16WithMark, utf8WithMark, windows1252 } from '../encodings.ts';
import { pounds } from '../pounds.ts';
import { abacusCells, abacusColumns } from './abacus.ts';
import { amountPence, visitCells, visitColumns, type VisitLine } from './visit-line.ts';

/** How an agency's system writes its file. */
export type Dialect = {
  name: string;
  separator: string;
  lineEnd: string;
  dateText: (day: number) => string;
  encode: (text: string) => Buffer;
  /** `#FILE` first and `#TOTAL` last. */
  hasEnvelope: boolean;
  isWeekly: boolean;
  isAbacus: boolean;
  hasVat: boolean;
};

const plain: Dialect = {
  name: 'plain',
  separator: ',',
  lineEnd: '\n',
  dateText: isoOf,
  encode: (text) => Buffer.from(text),
  hasEnvelope: false,
  isWeekly: false,
  isAbacus: false,
  hasVat: false,
};

/** Agencies take these in turn. The first is P001's. */
export const dialects: readonly Dialect[] = [
  { ...plain, name: 'month with control totals', hasEnvelope: true },
  { ...plain, name: 'weeks with control totals', hasEnvelope: true, isWeekly: true, lineEnd: '\r\n' },
  {
    ...plain,
    name: 'semicolons, Windows-1252, UK dates',
    separator: ';',
    encode: windows1252,
    dateText: ukDateOf,
  },
  { ...plain, name: 'tabs, UTF-16', separator: '\t', lineEnd: '\r\n', encode: utf16WithMark },
  { ...plain, name: 'Access Abacus', isAbacus: true, lineEnd: '\r\n', dateText: ukDateOf },
  { ...plain, name: 'UTF-8 with mark, a VAT column', encode: utf8WithMark, hasVat: true, dateText: ukDateOf },
];

export type Envelope = {
  reference: string;
  sequence: number;
  invoiceNumber: string;
  createdOn: number;
  totalOffPence?: number;
};
export type WrittenFile = {
  bytes: Buffer;
  places: ReadonlyMap<VisitLine, { line: number; lineRef: string }>;
};

/** Writes a file and remembers where each visit came to stand, in physical lines. */
export function writeVisitFile(
  lines: readonly VisitLine[],
  dialect: Dialect,
  envelope: Envelope,
): WrittenFile {
  const shape = { separator: dialect.separator, lineEnd: dialect.lineEnd };
  const places = new Map<VisitLine, { line: number; lineRef: string }>();
  const head = dialect.hasEnvelope
    ? csvRecord(['#FILE', envelope.reference, String(envelope.sequence)], shape)
    : '';
  let text = head + csvRecord(columnsOf(dialect), shape);
  let lineNumber = dialect.hasEnvelope ? 3 : 2;
  let totalPence = envelope.totalOffPence ?? 0;
  for (const [place, line] of lines.entries()) {
    const lineRef = `V${String(place + 1).padStart(6, '0')}`;
    const record = csvRecord(cellsOf(line, dialect, envelope, lineRef), shape);
    places.set(line, { line: lineNumber, lineRef: line.says.lineRef ?? lineRef });
    text += record;
    lineNumber += record.split('\n').length - 1;
    totalPence += totalled(line);
  }
  if (dialect.hasEnvelope) text += csvRecord(['#TOTAL', String(lines.length), pounds(totalPence)], shape);
  return { bytes: dialect.encode(text), places };
}

function columnsOf({ isAbacus, hasVat }: Dialect): readonly string[] {
  if (isAbacus) return abacusColumns;
  return hasVat ? [...visitColumns, 'vat'] : visitColumns;
}

function cellsOf(line: VisitLine, dialect: Dialect, envelope: Envelope, lineRef: string): string[] {
  const context = { lineRef, invoiceNumber: envelope.invoiceNumber, dateText: dialect.dateText };
  if (dialect.isAbacus) return abacusCells(line, { ...context, ...envelope });
  const cells = visitCells(line, context);
  return dialect.hasVat ? [...cells, line.says.vat ?? ''] : cells;
}

function totalled(line: VisitLine): number {
  const { amount } = line.says;
  return amount === undefined ? amountPence(line) : Math.round(Number(amount.replace('£', '')) * 100);
}
