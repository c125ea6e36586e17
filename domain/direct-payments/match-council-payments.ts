import type { Found } from './classified.ts';
import { addDays, daysBetween, type CalendarDate } from '../calendar.ts';
import { sumPence } from '../money.ts';
import type { ClassifiedFacts, CouncilPayment } from './audited.ts';
import { offBy } from './council-payments.ts';

import { daysOfStatement } from './statement-days.ts';

/** A payment that was due with the one that came for it; null where none came in the days of the statement. */
export type MatchedPayment = {
  due: CouncilPayment;
  paid: Found | null;
  daysLate: number;
  /** It came with another, in one sum that is right for both. */
  isPartOfSum: boolean;
};

/**
 * Holds what came from the council against what was due. Each payment is for the last due day before it, or for one that
 * is still owed where several came; set-up payments and arrears stand beside what was due.
 */
export function matchCouncilPayments(facts: ClassifiedFacts): MatchedPayment[] {
  const days = daysOfStatement(facts.sent.statement);
  if (days === null) return [];
  const due = facts.councilPayments
    .filter(({ dueOn }) => facts.person.diedOn === null || dueOn <= facts.person.diedOn)
    .toSorted((a, b) => daysBetween(b.dueOn, a.dueOn));
  const paid = facts.movements.filter(
    ({ transaction, told }) => told.category === 'council-payment' && transaction.amountPence > 0,
  );
  const windows = windowsOf(due, paid, facts.terms.councilPaymentEarlyDays);
  return matched(windows, days.from);
}

type Window = { due: CouncilPayment; paid: Found[] };

/** What came from a little before a due day until a little before the next. */
function windowsOf(due: readonly CouncilPayment[], paid: readonly Found[], earlyDays: number): Window[] {
  const windows = due.map((each): Window => ({ due: each, paid: [] }));
  for (const found of paid) {
    const { date } = found.transaction;
    windows.findLast((each) => opensOn(each, earlyDays) <= date)?.paid.push(found);
  }
  return windows;
}

function opensOn({ due }: Window, earlyDays: number): CalendarDate {
  return addDays(due.dueOn, -earlyDays);
}

/** What was due before the statement was paid before it, unless it comes late in this one, to the penny. */
function matched(windows: readonly Window[], from: CalendarDate): MatchedPayment[] {
  const matches: MatchedPayment[] = [];
  let owed: CouncilPayment[] = [];
  let spare: Found[] = [];
  for (const { due, paid } of windows) {
    const candidates = due.dueOn < from ? paid.filter(isOf(due)) : paid;
    // Before holidays a payment may come long before its day, beside the one before it.
    const own = bestFor(due, candidates) ?? spare.find(isOf(due)) ?? null;
    const others = paid.filter((found) => found !== own);
    spare = [];
    if (own === null) {
      if (due.dueOn >= from) owed.push(due);
      continue;
    }
    const sum = sumPence([due, ...owed].map(({ amountPence }) => amountPence));
    const isSum = owed.length > 0 && own.transaction.amountPence === sum;
    if (isSum) matches.push(...owed.splice(0).map((each) => match(each, own, true)));
    for (const found of others) {
      const late = owed.find((each) => isOf(each)(found));
      if (late === undefined) spare.push(found);
      else matches.push(match(late, found, false));
      owed = owed.filter((each) => each !== late);
    }
    matches.push(match(due, own, isSum));
  }
  return [...matches, ...owed.map((due) => ({ due, paid: null, daysLate: 0, isPartOfSum: false }))];
}

function isOf(due: CouncilPayment): (found: Found) => boolean {
  return ({ transaction }) => offBy(due, transaction.amountPence) === 0;
}

/** The one whose amount is nearest, and of several alike the one that came nearest to the day. */
function bestFor(due: CouncilPayment, paid: readonly Found[]): Found | null {
  const off = ({ transaction }: Found) => offBy(due, transaction.amountPence);
  const daysOff = ({ transaction }: Found) => Math.abs(daysBetween(due.dueOn, transaction.date));
  const [best = null] = paid.toSorted((a, b) => off(a) - off(b) || daysOff(a) - daysOff(b));
  return best;
}

function match(due: CouncilPayment, paid: Found, isPartOfSum: boolean): MatchedPayment {
  return { due, paid, daysLate: daysBetween(due.dueOn, paid.transaction.date), isPartOfSum };
}
