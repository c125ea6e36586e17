import type { CalendarDate } from '../../../domain/calendar.ts';
import type { Pence } from '../../../domain/money.ts';
import type { Reading } from '../../../domain/outcome.ts';
import { readStatementAmount } from '../../../domain/statements/statement-amount.ts';
import { readStatementDate, type DateOrder } from '../../../domain/statements/statement-date.ts';
import { StatementRefusal, unreadableRow } from './statement-refusal.ts';

/** An amount of a transaction or balance in a line; a line whose amount cannot be read refuses the file. */
export function amountIn(line: number, text: string): Pence {
  return valueIn(line, readStatementAmount(text));
}

/** A date of a transaction or balance in a line; a line whose date cannot be read refuses the file. */
export function dateIn(line: number, text: string, order: DateOrder): CalendarDate {
  return valueIn(line, readStatementDate(text, order));
}

function valueIn<T>(line: number, reading: Reading<T>): T {
  if (reading.ok) return reading.value;
  if (reading.rule !== 'amount-not-whole-pence') throw unreadableRow(line, reading.message);
  throw new StatementRefusal(reading.rule, `In line ${line}: ${reading.message}`, { line });
}

/**
 * A comma as the decimal sign, as OFX and MT940 allow it, made a point: `11,76`. Where both stand, the later one is
 * the decimal sign.
 */
export function withDecimalPoint(text: string): string {
  const [comma, point] = [text.lastIndexOf(','), text.lastIndexOf('.')];
  return comma > point ? text.replaceAll('.', '').replace(',', '.') : text;
}
