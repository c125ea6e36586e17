import { negatePence, pence, subtractPence, type Pence } from '../../../../domain/money.ts';
import { quote } from '../../../../domain/outcome.ts';
import { readStatementAmount } from '../../../../domain/statements/statement-amount.ts';
import type { MoneyCell } from './pdf-cells.ts';
import type { PdfPlace, PdfWord } from './pdf-lines.ts';
import { unreadablePdfRow } from './pdf-refusals.ts';

type Row = { place: PdfPlace; text: string; money: readonly MoneyCell[] };
export type RowAmounts = { amountPence: Pence; balancePence: Pence | null };

export function penceOf(word: PdfWord, { place, text }: Omit<Row, 'money'>): Pence {
  const reading = readStatementAmount(word.text);
  if (reading.ok) return reading.value;
  throw unreadablePdfRow(place, text, reading.message);
}

/** What a row moved and what it left, by the columns its amounts stand in. */
export function amountsOf(row: Row, isPaidOutNegative: boolean): RowAmounts {
  const under = (column: MoneyCell['column']) => penceUnder(row, column);
  const [paidIn, written, amount] = [under('paid-in'), under('paid-out'), under('amount')];
  const balancePence = under('balance');
  if (amount !== null) return { amountPence: amount, balancePence };
  const paidOut = written !== null && isPaidOutNegative ? negatePence(written) : written;
  if (paidIn !== null && paidOut !== null && paidIn !== 0 && paidOut !== 0) {
    throw unreadablePdfRow(row.place, row.text, 'it has both an amount paid in and one paid out.');
  }
  if ((paidIn ?? 0) < 0 || (paidOut ?? 0) < 0) {
    throw unreadablePdfRow(row.place, row.text, 'its amount has the wrong sign for its column.');
  }
  const [zeroIn, zeroOut] = [paidIn ?? pence(0), paidOut ?? pence(0)];
  return { amountPence: subtractPence(zeroIn, zeroOut), balancePence };
}

function penceUnder(row: Row, column: MoneyCell['column']): Pence | null {
  const [cell, another] = row.money.filter((each) => each.column === column);
  if (cell === undefined) return null;
  if (another !== undefined) {
    const both = `${quote(cell.word.text)} and ${quote(another.word.text)}`;
    throw unreadablePdfRow(row.place, row.text, `it has two amounts in one column, ${both}.`);
  }
  return penceOf(cell.word, row);
}

/** Some banks put a minus before what is paid out, although its column says so. */
export function isPaidOutNegative(rows: readonly Row[]): boolean {
  const texts = rows
    .flatMap(({ money }) => money.filter(({ column }) => column === 'paid-out'))
    .map(({ word }) => word.text)
    .filter((text) => /[1-9]/.test(text));
  return texts.length > 0 && texts.every((text) => /^[−–-]|^£[−–-]/.test(text));
}
