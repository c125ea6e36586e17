import { addDays, daysBetween, type CalendarDate } from '../calendar.ts';
import { contains, intersect, rangeDays, type ClosedRange, type DateRange } from '../date-range.ts';
import { inOrderOf } from '../in-order-of.ts';
import { pence, subtractPence, type Pence } from '../money.ts';
import { invariant } from '../outcome.ts';
import { drawdownsOver, type DatedTerms, type Drawdown } from './drawdown.ts';
import { countRate, openInterest, type CountedRate, type InterestTerms } from './interest.ts';
import type { RateSegment } from './rate-segments.ts';

/** An administration charge that is added to the debt on a day. */
export type AddedCharge = { chargeId: string; on: CalendarDate; amountPence: Pence; description: string };

/** Money that came in against the debt. */
type Repayment = { repaymentId: string; on: CalendarDate; amountPence: Pence; from: string };

/** The most that may be deferred from a day on, as the newest valuation by then says. */
export type DatedLimit = { from: CalendarDate; equityLimitPence: Pence };

/** By what terms interest is reckoned from a day until the next terms. */
export type DatedInterest = InterestTerms & { from: CalendarDate; isOnCharges: boolean };

/** All that decides what is owed under a deferred payment agreement. */
export type AccountFacts = {
  /** The first day the account is kept here. */
  from: CalendarDate;
  /** What was owed on the eve of it; all of it bears interest. */
  broughtForwardPence: Pence;
  /** In order; the first hold from the first day or before it. */
  interest: readonly [DatedInterest, ...DatedInterest[]];
  /** One rate for each day until the last that is reckoned. */
  rates: readonly RateSegment[];
  terms: readonly DatedTerms[];
  /** The days of care that are deferred: until it ends, the person dies, or somebody ends the agreement. */
  care: DateRange;
  charges: readonly AddedCharge[];
  repayments: readonly Repayment[];
  limits: readonly DatedLimit[];
};

/** Something that moved the debt, apart from interest. */
export type AccountEvent =
  | ({ kind: 'drawdown'; date: CalendarDate; notDeferredPence: Pence } & Drawdown)
  | ({ kind: 'charge'; date: CalendarDate } & AddedCharge)
  | ({ kind: 'repayment'; date: CalendarDate } & Repayment);

/** Where an account stands through a day, and how it came there. */
export type DeferredAccount = {
  from: CalendarDate;
  /** The last day whose interest is in it. */
  through: CalendarDate;
  broughtForwardPence: Pence;
  /** In the order in which they happened. */
  events: readonly AccountEvent[];
  /** All the interest from the first day through each day, in pence: the first is that of the first day. */
  interestThrough: readonly number[];
  rates: readonly RateSegment[];
  careCostsPence: Pence;
  chargesPence: Pence;
  interestPence: Pence;
};

/**
 * Reckons an account day by day. What happens on a day counts from its morning: charges, then care drawn up to the equity
 * limit, then what was repaid, which goes to interest first, to charges next, to care costs last. Then the day bears its
 * interest. At the equity limit no more care is deferred while interest and charges are still added; what was not
 * deferred is told with its drawdown. Interest runs on after care has ended, until all is repaid.
 */
export function reckonAccount(facts: AccountFacts, through: CalendarDate): DeferredAccount {
  const { from, broughtForwardPence, rates } = facts;
  const happening = happeningsByDay(facts, through);
  const limits = inOrderOf(facts.limits, (limit) => limit.from);
  let [interest, ...laterTerms] = facts.interest;
  const book = openInterest(interest, from);
  const events: AccountEvent[] = [];
  const interestThrough: number[] = [];
  let care: number = broughtForwardPence;
  let charges = 0;

  const settle = (event: AccountEvent): AccountEvent => {
    if (event.kind === 'charge') {
      charges += event.amountPence;
      return event;
    }
    if (event.kind === 'drawdown') {
      const limit = limits.findLast((each) => each.from <= event.date)?.equityLimitPence ?? 0;
      const room = Math.max(0, limit - care - charges - book.owed());
      const amountPence = pence(Math.min(event.amountPence, room));
      care += amountPence;
      return { ...event, amountPence, notDeferredPence: subtractPence(event.amountPence, amountPence) };
    }
    const ofInterest = pence(Math.min(event.amountPence, book.owed()));
    const ofCharges = Math.min(event.amountPence - ofInterest, charges);
    book.pay(ofInterest);
    charges -= ofCharges;
    care -= event.amountPence - ofInterest - ofCharges;
    return event;
  };

  /** Moves to the terms of a day, counted from the first. */
  const goOnFrom = (day: number): void => {
    const [next] = laterTerms;
    if (next === undefined || daysBetween(from, next.from) > day) return;
    laterTerms = laterTerms.slice(1);
    interest = next;
    book.goOnBy(next);
    goOnFrom(day);
  };

  for (const rate of countedRates(rates, { from, to: through })) {
    goOnFrom(interestThrough.length);
    for (const event of happening.get(interestThrough.length) ?? []) events.push(settle(event));
    book.passDay(care + (interest.isOnCharges ? charges : 0), rate);
    interestThrough.push(book.charged());
  }
  return {
    ...{ from, through, broughtForwardPence, events, interestThrough, rates },
    ...{ careCostsPence: pence(care), chargesPence: pence(charges), interestPence: book.owed() },
  };
}

/** The rate of each day; throws where there is none, as interest at a rate nobody knows is never reckoned. */
function* countedRates(rates: readonly RateSegment[], range: ClosedRange): Generator<CountedRate> {
  let day = range.from;
  for (const { from, to, percent } of rates) {
    const days = intersect(range, { from, to });
    if (days === undefined) continue;
    invariant(days.from === day, `There is no rate for ${day}`);
    const rate = countRate(percent);
    for (let left = rangeDays(days); left > 0; left -= 1) yield rate;
    day = addDays(days.to, 1);
  }
  invariant(day > range.to, `There is no rate for ${day}`);
}

const turns = { charge: 0, drawdown: 1, repayment: 2 } as const;

/** What happens on each day, counted from the first; what was before it lies in what was brought forward. */
function happeningsByDay(facts: AccountFacts, through: CalendarDate): Map<number, AccountEvent[]> {
  const all: AccountEvent[] = [
    ...facts.charges.map((charge): AccountEvent => ({ kind: 'charge', date: charge.on, ...charge })),
    ...drawdownsOver(facts.terms, facts.care, through).map((drawdown): AccountEvent => ({
      ...{ kind: 'drawdown', date: drawdown.to, notDeferredPence: pence(0) },
      ...drawdown,
    })),
    ...facts.repayments.map((each): AccountEvent => ({ kind: 'repayment', date: each.on, ...each })),
  ];
  const within = all.filter(({ date }) => contains({ from: facts.from, to: through }, date));
  const inTurn = within.toSorted((left, right) => turns[left.kind] - turns[right.kind]);
  return Map.groupBy(inTurn, ({ date }) => daysBetween(facts.from, date));
}
