import { readDate, type CalendarDate } from '../../../domain/calendar.ts';
import { negatePence, type Pence } from '../../../domain/money.ts';
import { quote } from '../../../domain/outcome.ts';
import type { Mt940Field } from './mt940-messages.ts';
import { amountIn, dateIn, withDecimalPoint } from './read-cell.ts';
import { unreadableRow } from './statement-refusal.ts';

export type Mt940Line = {
  date: CalendarDate;
  amountPence: Pence;
  kind: string | null;
  reference: string | null;
  /** What the bank adds below the line. */
  rest: string;
};

/**
 * Field 61: day of value, day of entry, mark, third letter of the currency, amount, kind, references. Sparkassen break
 * the line after the mark; Sberbank pads the kind with blanks.
 */
const line61 =
  /^(\d{6})(\d{4}| {4})?(R?[CD])([A-Z])?\s?(\d+(?:[,.]\d*)?)([A-Z][A-Z0-9 ]{3})?([^\n]*)(?:\n([\s\S]*))?$/;

/** Reads one movement of MT940. `RC` takes a credit back, so it is paid out; `RD` is paid in. */
export function readMt940Line({ lines, line }: Mt940Field): Mt940Line {
  const text = lines.join('\n');
  const [match, valueDay = '', entryDay = '', mark = '', , amount = '', kind, references = '', rest = ''] =
    line61.exec(text) ?? [];
  if (match === undefined) {
    throw unreadableRow(line, `${quote(lines[0] ?? '')} is not a transaction like 2506130613D12,50NTRF.`);
  }
  const amountPence = amountIn(line, withDecimalPoint(amount));
  return {
    date: entryDate(line, valueDay, entryDay.trim()),
    amountPence: mark === 'D' || mark === 'RC' ? negatePence(amountPence) : amountPence,
    kind: kind?.trim() ?? null,
    reference: referenceIn(references),
    rest,
  };
}

/** The customer’s reference, else the bank’s own behind `//`. */
function referenceIn(text: string): string | null {
  const [ofCustomer = '', ofBank = ''] = text.split('//', 2).map((part) => part.trim());
  if (ofCustomer !== '' && ofCustomer !== 'NONREF') return ofCustomer;
  return ofBank === '' || ofBank === 'NONREF' ? null : ofBank;
}

/**
 * The day of entry, which has no year: the one of the day of value or the year next to it, whichever makes them closer.
 * Where there is none, the day of value.
 */
function entryDate(line: number, valueDay: string, entryDay: string): CalendarDate {
  const year = fullYear(valueDay);
  if (entryDay === '') return dayOf(line, year, valueDay.slice(2));
  const valueMonth = Number(valueDay.slice(2, 4));
  const apart = Number(entryDay.slice(0, 2)) - valueMonth;
  const entryYear = apart > HALF_A_YEAR ? year - 1 : apart < -HALF_A_YEAR ? year + 1 : year;
  return dayOf(line, entryYear, entryDay);
}

const HALF_A_YEAR = 6;

/** Banks count interest in months of 30 days, so a day of value may be 30 February; it is the last day of that month. */
function dayOf(line: number, year: number, monthAndDay: string): CalendarDate {
  if (monthAndDay !== '0229' && monthAndDay !== '0230') return dateIn(line, `${year}${monthAndDay}`, 'ymd');
  return dateIn(line, readDate(`${year}-02-29`).ok ? `${year}0229` : `${year}0228`, 'ymd');
}

/** The first two digits of a day as SWIFT writes it, `980131`: no statement is from before 1970. */
export function fullYear(day: string): number {
  const year = Number(day.slice(0, 2));
  return year < 70 ? 2000 + year : 1900 + year;
}
