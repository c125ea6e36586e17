import { finding, type Finding } from '../../../../domain/records/finding.ts';
import { checkStatements } from '../../../../domain/statements/check-balance.ts';
import { joinStatements } from '../../../../domain/statements/join-statements.ts';
import type {
  BankStatement,
  StatementFile,
  StatementReading,
} from '../../../../domain/statements/statement.ts';
import { refusalOf } from '../statement-refusal.ts';
import { assemblePdfStatement } from './assemble-pdf-statement.ts';
import { extractApart } from './extract-apart.ts';
import { cellsOfLines, type LineOfTable } from './pdf-cells.ts';
import { editedFindings, hasEnd, isPdf, updatesOf } from './pdf-document.ts';
import { fontFindings } from './pdf-fonts.ts';
import {
  pdfCutShort,
  pdfLimits,
  pdfTooLarge,
  pdfUnreadable,
  pdfWithoutText,
  type PdfLimits,
} from './pdf-limits.ts';
import { pageFindings } from './pdf-page-numbers.ts';
import { groupPages, type PartGroup } from './pdf-parts.ts';
import { pdfLayoutUnknown } from './pdf-refusals.ts';
import { proofOfScan, refuseDoubtful, type ReadOfScan } from './proven-scan.ts';
import { readPdfRows, type PdfRows } from './pdf-rows.ts';
import type { PdfFacts, PdfPage, PdfText, ReadScan } from './pdf-text.ts';

type Options = { readScan?: ReadScan; limits?: Partial<PdfLimits> };
export type PdfStatementReading =
  Exclude<StatementReading, { ok: true }> | { ok: true; value: StatementFile; document: PdfFacts };

/**
 * Reads the statements of a PDF by where its words stand on the pages. What is scanned has no words: `readScan`, where
 * it is given, looks at the pictures, and the same reader goes on from there.
 */
export async function readPdfStatement(
  bytes: Uint8Array,
  options: Options = {},
): Promise<PdfStatementReading> {
  try {
    const text = await readText(bytes, options);
    return { ok: true, value: readPages(text), document: text.document };
  } catch (error) {
    return refusalOf(error);
  }
}

type TextOfDocument = { text: PdfText; document: PdfFacts; isDamaged: boolean };

async function readText(bytes: Uint8Array, { readScan, limits }: Options): Promise<TextOfDocument> {
  const caps = { ...pdfLimits, ...limits };
  if (bytes.length > caps.bytes) throw pdfTooLarge(caps.bytes);
  if (!isPdf(bytes)) throw pdfUnreadable();
  if (!hasEnd(bytes)) throw pdfCutShort();
  const { facts, pages, isDamaged } = await extractApart(bytes, caps);
  const document = { ...facts, updates: updatesOf(bytes) };
  if (hasText(pages)) return { text: { pages }, document: { ...document, isScan: false }, isDamaged };
  const scan = await readScan?.(pages);
  if (scan === undefined || !hasText(scan.pages)) throw pdfWithoutText();
  return { text: scan, document: { ...document, isScan: true }, isDamaged };
}

/** A scanner may write its own name on a page of pictures. */
const FEWEST_CHARACTERS = 40;

function hasText(pages: readonly PdfPage[]): boolean {
  return charactersOn(pages) >= FEWEST_CHARACTERS;
}

function charactersOn(pages: readonly PdfPage[]): number {
  return pages.flatMap(({ items }) => items).reduce((sum, { text }) => sum + text.trim().length, 0);
}

function readPages({ text: { pages }, document, isDamaged }: TextOfDocument): StatementFile {
  const all = groupPages(pages);
  const groups = all.filter(({ parts }) => parts.some(({ columns }) => columns !== null));
  if (groups.length === 0) throw pdfLayoutUnknown();
  const read = groups.map(readGroup);
  if (document.isScan) refuseDoubtful(read);
  const parts = read.map(({ statement }) => statement);
  const notes = [...read.flatMap((each) => each.notes), ...checkStatements(parts)];
  const broken = notes.filter(({ rule }) => arithmeticRules.has(rule));
  return {
    format: 'pdf',
    layout: null,
    statements: joinStatements(parts),
    notes: [
      ...notes,
      ...noTransactions(read),
      ...pageFindings(printedPages(all)),
      ...picturePages(pages),
      ...(isDamaged ? damageOf(parts) : []),
      ...editedFindings(document, broken.length > 0),
      ...(document.isScan
        ? proofOfScan(parts, broken)
        : read.flatMap(({ rows, statement }) => fontFindings(rows.rows, statement.transactions))),
    ],
  };
}

const arithmeticRules: ReadonlySet<string> = new Set([
  ...['balance-does-not-add-up', 'running-balance-broken'],
  ...['carried-balance-differs', 'sums-differ', 'summary-differs'],
]);

type ReadGroup = ReturnType<typeof assemblePdfStatement> & ReadOfScan & { rows: PdfRows };

function readGroup({ parts, furniture }: PartGroup): ReadGroup {
  const lines = cellsOfLines(parts.flatMap(linesOfTable));
  let at = 0;
  const tables = parts.map((part) => {
    const from = at;
    at += linesOfTable(part).length;
    return { lines: lines.slice(from, at), hasHeadings: part.hasHeadings };
  });
  const rows = readPdfRows(tables);
  const currency = parts.find(({ columns }) => columns?.currency != null)?.columns?.currency ?? 'GBP';
  const above = parts.flatMap((part) => part.above);
  return { ...assemblePdfStatement({ ...rows, furniture, currency }), rows, lines, above, furniture };
}

function linesOfTable({ lines, columns }: PartGroup['parts'][number]): LineOfTable[] {
  return columns === null ? [] : lines.map((line) => ({ line, columns }));
}

/** A quiet month has its balances; where not even these are there, what was printed may not have been readable. */
function noTransactions(read: readonly ReadGroup[]): Finding[] {
  if (read.some(({ rows }) => rows.rows.length > 0)) return [];
  const hasBalances = read.some(({ statement }) => statement.opening !== null || statement.closing !== null);
  const message = `The statement has no transactions${hasBalances ? '' : ' and no balances'}. Check that it is of the right account and period.`;
  return [finding(hasBalances ? 'warning' : 'error', 'no-transactions', message)];
}

function printedPages(groups: readonly PartGroup[]): Parameters<typeof pageFindings>[0] {
  const parts = groups.flatMap((group) => group.parts);
  return parts.filter(({ page }, index) => parts[index - 1]?.page !== page);
}

/** A page of a picture among pages of text is not read. */
function picturePages(pages: readonly PdfPage[]): Finding[] {
  const without = pages.filter(({ items }) => items.length === 0).map(({ page }) => page);
  if (without.length === 0) return [];
  const which =
    without.length === 1
      ? `Page ${without.join('')} of the PDF holds`
      : `Pages ${without.join(', ')} of the PDF hold`;
  const message = `${which} no text: check that nothing is there but an empty page or a picture without transactions.`;
  return [finding('warning', 'page-without-text', message, { value: without.join(', ') })];
}

/** Where both balances are printed and the transactions make one of the other, nothing of them was in what is damaged. */
function damageOf(statements: readonly BankStatement[]): Finding[] {
  if (statements.every(({ opening, closing }) => opening?.isStated === true && closing?.isStated === true))
    return [];
  const message =
    'A part of the PDF is damaged, and without an opening and a closing balance nothing shows whether transactions were in it. Ask for the file again as the bank makes it.';
  return [finding('error', 'pdf-damaged', message)];
}
