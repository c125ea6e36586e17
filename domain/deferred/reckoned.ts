import { addDays, daysBetween, minDate, type CalendarDate } from '../calendar.ts';
import type { ClosedRange } from '../date-range.ts';
import { inOrderOf } from '../in-order-of.ts';
import { pence, type Pence } from '../money.ts';
import { calendarMonthOf } from '../periods.ts';
import { accountFactsOf, type DeferredFacts } from './account-facts.ts';
import { reckonAccount, type DatedLimit, type DeferredAccount } from './account.ts';
import { owedAfter } from './statement.ts';

/** An account as far as it can be reckoned, what may be deferred at most, and why it is not reckoned further. */
export type ReckonedAccount = {
  account: DeferredAccount;
  limits: readonly DatedLimit[];
  missing: string | null;
};

/** Reckons an account until a day, or until the last day whose rate and limits are known. */
export function reckonedUntil(known: DeferredFacts, until: CalendarDate): ReckonedAccount {
  const { facts, through, missing } = accountFactsOf(known, until);
  return { account: reckonAccount(facts, through), limits: facts.limits, missing };
}

/** What is owed on the morning of a day that was reckoned: all that happened until then and on it, without its interest. */
export function owedOnMorning(account: DeferredAccount, day: CalendarDate): Pence {
  const place = daysBetween(account.from, day);
  const interestUntil = (each: number) => account.interestThrough[each] ?? 0;
  return pence(owedAfter(account, day) - (interestUntil(place) - interestUntil(place - 1)));
}

/** The most that may be deferred on a day; null where that is not known. */
export function limitOn(limits: readonly DatedLimit[], day: CalendarDate): Pence | null {
  return inOrderOf(limits, ({ from }) => from).findLast(({ from }) => from <= day)?.equityLimitPence ?? null;
}

/** Where an account stood on a day, beside the most that may be deferred. */
export type Standing = { date: CalendarDate; owedPence: Pence; equityLimitPence: Pence | null };

/** Where an account stood on its eve, at the end of each month, and on the last day that was reckoned. */
export function standings({ account, limits }: ReckonedAccount): Standing[] {
  const eve = addDays(account.from, -1);
  const days = [eve, ...monthEnds({ from: account.from, to: account.through })];
  return days.map((date) => ({
    ...{ date, owedPence: owedAfter(account, date) },
    equityLimitPence: limitOn(limits, date === eve ? account.from : date),
  }));
}

function monthEnds({ from, to }: ClosedRange): CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let day = from; day <= to; day = addDays(calendarMonthOf(day).to, 1))
    days.push(minDate(to, calendarMonthOf(day).to));
  return days;
}

/** How many of a hundred parts of the value of the property are owed, to a tenth: `12.3`; null where it is worth nothing. */
export function shareOfValue(owed: Pence, value: Pence): string | null {
  return value === 0 ? null : ((owed / value) * 100).toFixed(1);
}
