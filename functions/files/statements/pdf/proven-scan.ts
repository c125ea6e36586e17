import { formatDate } from '../../../../domain/calendar.ts';
import { formatPounds } from '../../../../domain/money.ts';
import { finding, type Finding } from '../../../../domain/records/finding.ts';
import type { BankStatement } from '../../../../domain/statements/statement.ts';
import type { TableLine } from './pdf-cells.ts';
import { furnitureOf, type Furniture } from './pdf-furniture.ts';
import type { PdfLine, PdfPlace, PdfWord } from './pdf-lines.ts';
import { scanDoesNotAddUp, scanDoubtful, scanProvesNothing } from './scan-refusals.ts';

/**
 * Percent. “Business processes involving financial decisions might require thresholds of 90% or higher” (Amazon Textract
 * Developer Guide, Best Practices, Use Confidence Scores).
 */
const LEAST_CONFIDENCE = 90;

/** What a scan holds of one statement: the lines of its tables, and what stands above them. */
export type ReadOfScan = { lines: readonly TableLine[]; above: readonly PdfLine[]; furniture: Furniture };

/** Refuses a scan in which a date, an amount or a balance was not recognised surely. */
export function refuseDoubtful(read: readonly ReadOfScan[]): void {
  const doubtful = read
    .flatMap(({ lines, above, furniture }) => [...doubtsAbove(above, furniture), ...doubtsIn(lines)])
    .toSorted((one, other) => one.place.page - other.place.page || one.place.line - other.place.line);
  const [first] = doubtful;
  if (first !== undefined) throw scanDoubtful(first.place, first.word.text, doubtful.length);
}

type Doubt = { place: PdfPlace; word: PdfWord };

function doubtsIn(lines: readonly TableLine[]): Doubt[] {
  return lines.flatMap(({ figures, ...place }) => doubtsOf(figures, place));
}

/** Above a table only what is taken from there counts: its balances and sums, and the lines that name its period or day. */
function doubtsAbove(above: readonly PdfLine[], furniture: Furniture): Doubt[] {
  const { opening, closing, paidIn, paidOut } = furniture;
  const taken = new Set([opening, closing, paidIn, paidOut]);
  return above.flatMap((line) => {
    const isDated = namesDays(line);
    return doubtsOf(
      line.words.filter((word) => taken.has(word) || (isDated && /\d/.test(word.text))),
      line,
    );
  });
}

function namesDays(line: PdfLine): boolean {
  const { period, madeOn } = furnitureOf([line]);
  return period !== null || madeOn !== null;
}

function doubtsOf(words: readonly PdfWord[], { page, line }: PdfPlace): Doubt[] {
  return words
    .filter(({ confidence }) => confidence !== undefined && confidence < LEAST_CONFIDENCE)
    .map((word) => ({ place: { page, line }, word }));
}

/**
 * Refuses what was recognised of a scan unless the figures prove each other, and says what they leave unproven. A misread
 * amount breaks the way from a balance before it to one behind it; where no balance stands before the first amount, that
 * one is only held by its own.
 */
export function proofOfScan(statements: readonly BankStatement[], broken: readonly Finding[]): Finding[] {
  const [first] = broken;
  if (first !== undefined) throw scanDoesNotAddUp(first.message);
  if (!statements.every(isProven)) throw scanProvesNothing();
  return [readFromScan(), ...statements.flatMap(firstUnproven)];
}

function isProven({ opening, closing, transactions }: BankStatement): boolean {
  if (opening === null || closing === null) return false;
  return opening.isStated || transactions.length > 1;
}

function firstUnproven({ opening, transactions: [first] }: BankStatement): Finding[] {
  if (first === undefined || opening?.isStated === true) return [];
  const { amountPence, date, place } = first;
  const message = `No balance stands before the first amount recognised on the scan, ${formatPounds(amountPence)} on ${formatDate(date)}, so nothing proves it. Compare it with the picture.`;
  const value = formatPounds(amountPence);
  return [finding('warning', 'first-amount-unproven', message, { line: place.line, value })];
}

function readFromScan(): Finding {
  return finding(
    'information',
    'read-from-scan',
    'The PDF is a scan, and its text was recognised from pictures. Its figures prove each other; compare names and texts that look odd with the pictures.',
  );
}
