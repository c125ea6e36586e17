import { poundsText, type Pence } from '../../../../domain/money.ts';
import type { Payment } from '../../../../domain/pay/payment.ts';
import { csvText, harmlessText } from '../csv-text.ts';
import { cellText, linesOf, type LineColumn } from './line-columns.ts';

/** Excel takes a CSV file for UTF-8 only where it begins so. */
const BYTE_ORDER_MARK = '\u{FEFF}';

/** Lines under headings, and at the end how many they are and what they come to: `#TOTAL,3,2559.51`. */
export function linesCsv(payments: readonly Payment[], columns: readonly LineColumn[]): Uint8Array {
  const { lines, totalPence } = linesOf(payments);
  const body = lines.map(({ line, payment }) =>
    columns.map((column) => {
      const text = cellText(column, line, payment);
      return column.is === 'text' ? harmlessText(text) : text;
    }),
  );
  const headings = columns.map(({ heading }) => heading);
  return totalledCsv(headings, body, totalPence);
}

/** Rows under headings with their number and sum at the end. */
export function totalledCsv(
  headings: readonly string[],
  body: readonly (readonly string[])[],
  totalPence: Pence,
): Uint8Array {
  const total = ['#TOTAL', String(body.length), poundsText(totalPence)];
  return Buffer.from(`${BYTE_ORDER_MARK}${csvText([headings, ...body, total])}`);
}
