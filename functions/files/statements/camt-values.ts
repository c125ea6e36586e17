import type { CalendarDate } from '../../../domain/calendar.ts';
import { negatePence, type Pence } from '../../../domain/money.ts';
import { quote } from '../../../domain/outcome.ts';
import { attribute, childText, type Element } from '../xml/read-elements.ts';
import { childAt } from './child-at.ts';
import { amountIn, dateIn } from './read-cell.ts';
import { unreadableRow, type StatementRefusal } from './statement-refusal.ts';

/** The currency an amount is in, where it says so. */
export function amountCurrency(element: Element): string | null {
  return attribute(childAt(element, 'Amt'), 'Ccy');
}

export function otherCurrency(line: number, found: string, currency: string): StatementRefusal {
  return unreadableRow(line, `its amount is in ${quote(found)}, that of the account in ${quote(currency)}.`);
}

/** `CdtDbtInd` says which way the money went; a reversal says it of itself and not of what it reverses. */
export function signedAmount(element: Element): Pence {
  const { line } = element;
  const amount = childAt(element, 'Amt');
  const direction = childText(element, 'CdtDbtInd');
  if (amount === undefined) throw unreadableRow(line, 'its amount is missing.');
  const amountPence = amountIn(amount.line, amount.text);
  if (amountPence < 0) throw unreadableRow(line, 'its amount has a sign, which stands in CdtDbtInd.');
  if (direction === 'CRDT') return amountPence;
  if (direction === 'DBIT') return negatePence(amountPence);
  throw unreadableRow(line, 'it says neither CRDT (paid in) nor DBIT (paid out).');
}

/** The first of the days of these names that an element has; a moment counts as the day that the bank writes it with. */
export function dayIn(element: Element, names: readonly string[]): CalendarDate | null {
  for (const name of names) {
    const text = childText(element, name);
    if (text !== null) return dateIn(element.line, text.slice(0, 'YYYY-MM-DD'.length), 'ymd');
  }
  return null;
}
