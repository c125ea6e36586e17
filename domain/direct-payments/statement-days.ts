import { addDays, daysBetween, maxDate, minDate, type CalendarDate } from '../calendar.ts';
import { contains, type ClosedRange } from '../date-range.ts';
import { addPence, pence, subtractPence, sumPence, type Pence } from '../money.ts';
import { spanOf, subtractSpans } from '../pay/span.ts';
import { calendarMonthOf } from '../periods.ts';
import type { BankStatement } from '../statements/statement.ts';
import type { AuditFacts, SentStatement } from './audited.ts';

/** The days a statement tells of, as far as it says or shows them. */
export function daysOfStatement({ period, opening, closing }: BankStatement): ClosedRange | null {
  if (period !== null) return { from: period.from, to: period.to };
  // A statement without movements still has the days of its balances.
  return opening === null || closing === null || closing.date < opening.date
    ? null
    : { from: opening.date, to: closing.date };
}

/** Less than a week without movements at the end of a month is no end of a statement. */
const FEW_DAYS = 6;

/**
 * The day up to which a balance holds. Where the bank states no period it is the last movement; statements are asked
 * for by the month, so where only a few days of it follow they are part of it.
 */
export function balanceHoldsTo({ period, closing }: BankStatement): CalendarDate | null {
  if (closing === null) return null;
  const to = period === null || period.to < closing.date ? closing.date : period.to;
  if (period?.isStated === true) return to;
  const month = calendarMonthOf(to);
  return daysBetween(to, month.to) <= FEW_DAYS ? month.to : to;
}

/** What was in the account at the end of the last day: as stated, or as the movements make it. */
export function closingOf(statement: BankStatement): Pence | null {
  if (statement.closing !== null) return statement.closing.amountPence;
  const { opening, transactions } = statement;
  return opening === null ? null : addPence(opening.amountPence, movedBy({ transactions }));
}

/** What was in it before: as stated, or as the movements make it of what was in it after them. */
export function openingOf(statement: BankStatement): Pence | null {
  const { opening, closing } = statement;
  if (opening !== null) return opening.amountPence;
  return closing === null ? null : subtractPence(closing.amountPence, movedBy(statement));
}

function movedBy({ transactions }: Pick<BankStatement, 'transactions'>): Pence {
  return sumPence(transactions.map(({ amountPence }) => amountPence));
}

/** The last day of an agreement: the day it ended, or the person died if that is earlier. */
export function lastDayOf({
  agreement,
  person,
}: Pick<AuditFacts, 'agreement' | 'person'>): CalendarDate | null {
  const [first, ...others] = [agreement.endDate, person.diedOn].filter((day) => day !== null);
  return first === undefined ? null : minDate(first, ...others);
}

/** The days of a statement on which its agreement ran and its person lived; null where there are none. */
export function daysAgreed(
  { agreement, person }: Pick<AuditFacts, 'agreement' | 'person'>,
  days: ClosedRange,
): ClosedRange | null {
  const from = maxDate(agreement.startDate, days.from);
  const to = minDate(days.to, lastDayOf({ agreement, person }) ?? days.to);
  return from <= to ? { from, to } : null;
}

/** The statement sent before whose days end last among those that begin before this one’s. */
export function statementBefore({ sent, earlier }: Pick<AuditFacts, 'sent' | 'earlier'>): {
  before: SentStatement;
  days: ClosedRange;
} | null {
  const own = daysOfStatement(sent.statement);
  if (own === null) return null;
  let found: { before: SentStatement; days: ClosedRange } | null = null;
  for (const before of earlier) {
    const days = daysOfStatement(before.statement);
    if (days === null || days.from > own.from || !isSameAccount(before, sent)) continue;
    if (found === null || days.to >= found.days.to) found = { before, days };
  }
  return found;
}

/** Two accounts that name the same digits, or of which one says nothing. */
function isSameAccount(one: SentStatement, other: SentStatement): boolean {
  const [left, right] = [one.statement.account.accountNumber, other.statement.account.accountNumber];
  return left === null || right === null || left === right;
}

/** What so much a week comes to on days of an agreement; of a single sum one week’s, where its first day is among them. */
export function overAgreedDays(
  { agreement: { frequency, startDate }, changes }: Pick<AuditFacts, 'agreement' | 'changes'>,
  weeklyPence: Pence,
  days: ClosedRange,
): Pence {
  if (frequency !== 'once') return overDays(weeklyPence, daysNotSuspended({ changes }, days));
  return contains(days, startDate) ? weeklyPence : pence(0);
}

/** How many of some days of an agreement are not suspended. */
export function daysNotSuspended({ changes }: Pick<AuditFacts, 'changes'>, days: ClosedRange): number {
  return subtractSpans(spanOf(days), changes.suspensions.map(spanOf)).reduce(
    (count, { first, last }) => count + last - first + 1,
    0,
  );
}

/** £250 a week over ten days is £357.14. */
export function overDays(weeklyPence: number, days: number): Pence {
  return pence(Math.round((weeklyPence * days) / 7));
}

export function dayAfter({ to }: ClosedRange): CalendarDate {
  return addDays(to, 1);
}
