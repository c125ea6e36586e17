import { addDays, daysBetween, minDate, type CalendarDate } from '../calendar.ts';
import type { ClosedRange } from '../date-range.ts';
import { inOrderOf } from '../in-order-of.ts';
import { pence, sumPence, type Pence } from '../money.ts';
import { calendarMonthOf } from '../periods.ts';
import { accountFactsOf, type DeferredFacts } from './account-facts.ts';
import {
  reckonAccount,
  type AccountEvent,
  type AccountFacts,
  type DatedLimit,
  type DeferredAccount,
} from './account.ts';
import { addedCharges } from './admin-charges.ts';
import type { InterestTerms } from './interest.ts';
import { moved, owedAfter } from './statement.ts';

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

/** What repays all on a day, and how it comes to that. */
export type Redemption = {
  /** As it stands at the end of the day before. */
  reckoned: ReckonedAccount;
  /** What is added or repaid on the morning of the day itself. */
  thatMorning: AccountEvent[];
  owedPence: Pence;
};

/**
 * What repays all on a day: what is owed at the end of the day before, with the care of a week that is not over, which is
 * drawn when the agreement ends, and what is charged or was repaid on the day. Nothing is charged after an account was
 * closed. Where a rate is not known it is what was owed until then, and `missing` says so.
 */
export function redemptionOn(known: DeferredFacts, day: CalendarDate): Redemption {
  const { record } = known;
  const ending = { ...known, record: { ...record, closedOn: record.closedOn ?? day } };
  const reckoned = reckonedUntil(ending, addDays(day, -1));
  const thatMorning: AccountEvent[] = [
    ...addedCharges(record.charges, day).map((each) => ({ kind: 'charge' as const, date: each.on, ...each })),
    ...record.repayments.map((each) => ({ kind: 'repayment' as const, date: each.on, ...each })),
  ].filter(({ date }) => date === day && day <= (record.closedOn ?? day));
  const { account } = reckoned;
  const owedPence = sumPence([owedAfter(account, account.through), ...thatMorning.map(moved)]);
  return { reckoned, thatMorning, owedPence };
}

/** By what terms interest is reckoned on a day. */
export function interestOn(interest: AccountFacts['interest'], day: CalendarDate): InterestTerms {
  const { compounding, dayCount } = interest.findLast(({ from }) => from <= day) ?? interest[0];
  return { compounding, dayCount };
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
