import { daysInMonth, fromEpochDay } from '../epoch-day.ts';
import { Decimal, pence, poundsToPence, type Pence } from '../money.ts';
import { invariant } from '../outcome.ts';
import { exactPence, roundedShare, type Exact } from './exact.ts';
import { sessionsThrough, type SessionPrice } from './session-price.ts';
import type { Span } from './span.ts';

/** Units a week at a rate, as far as an event leaves it: 40 hours at £20.10, paid by half. */
export type PlanPrice = {
  basis: 'plan';
  unitsPerWeek: string;
  rate: string;
  /** What is paid of it in the hundred: 100, or what an event or a share leaves. */
  percent: string;
  /** A month is its days / 7 of the weekly price, or 365/84 weeks whatever its length (a setting of the council). */
  months: 'days-of-the-month' | 'equal-months';
  weekly: Exact;
};

/** What was delivered and accepted, or spent: each item rounded once by itself, so that invoices agree with us. */
type ItemPrice = { basis: 'actuals'; items: readonly PricedItem[] };
export type PricedItem = { ref: string; day: number; quantity: string; rate: string; pence: Pence };

/** The whole value falls on the first day. */
export type OncePrice = { basis: 'once'; unitsPerWeek: string; rate: string; percent: string; pence: Pence };

export type Price = PlanPrice | SessionPrice | ItemPrice | OncePrice;

/** Longest run of days on which the price is the same by value; days are counted from its first. */
export type Segment = Span & { price: Price };

const DAYS_PER_WEEK = 7;
/** 365 / 84: a twelfth of a year in weeks. */
const WEEKS_IN_EQUAL_MONTH = { numerator: 365, denominator: 84 };
/** The least number that 28, 29, 30 and 31 divide: into so many equal parts a month’s days part it evenly. */
const PARTS_OF_MONTH = 377_580;

export function planPrice(terms: {
  unitsPerWeek: string;
  rate: string;
  percent?: string;
  months: PlanPrice['months'];
}): PlanPrice {
  const { unitsPerWeek, rate, percent = '100', months } = terms;
  const whole = new Decimal(unitsPerWeek).times(rate);
  const weekly = exactPence(whole.times(percent));
  return { basis: 'plan', unitsPerWeek, rate, percent, months, weekly };
}

/** Units times rate, as far as an event or a share leaves it, rounded once, half up. */
export function oncePrice(terms: { unitsPerWeek: string; rate: string; percent?: string }): OncePrice {
  const { unitsPerWeek, rate, percent = '100' } = terms;
  const pounds = new Decimal(unitsPerWeek).times(rate).times(percent).dividedBy(100);
  return { basis: 'once', unitsPerWeek, rate, percent, pence: poundsToPence(pounds, 'half-up') };
}

/**
 * What a segment is worth over days of its own, in pence: its rounded value through the last of them less its rounded
 * value through the day before the first, half up, so that slices of a segment never drift. Items are summed as they are.
 */
export function segmentPence(segment: Segment, { first, last }: Span): Pence {
  const { price } = segment;
  invariant(segment.first <= first && first <= last && last <= segment.last, 'days lie in their segment');
  switch (price.basis) {
    case 'plan':
    case 'scheduled':
      return pence(penceThrough(segment, price, last) - penceThrough(segment, price, first - 1));
    case 'actuals': {
      let total = 0;
      for (const item of price.items) if (item.day >= first && item.day <= last) total += item.pence;
      return pence(total);
    }
    case 'once':
      return first === segment.first ? price.pence : pence(0);
  }
}

/** The rounded value of a segment from its first day through a day; 0 before it. */
export function penceThrough(segment: Span, price: PlanPrice | SessionPrice, day: number): Pence {
  if (day < segment.first) return pence(0);
  return price.basis === 'plan'
    ? planThrough(segment.first, price, day)
    : sessionsThrough(segment.first, price, day);
}

function planThrough(first: number, { weekly, months }: PlanPrice, day: number): Pence {
  return roundedShare(weekly, partsThrough(first, months, day), PARTS_PER_WEEK[months]);
}

/** What some days are worth before anything is rounded, in pence. */
export function exactOver({ weekly, months }: PlanPrice, { first, last }: Span): Decimal {
  return weekly.pence.times(partsThrough(first, months, last)).dividedBy(PARTS_PER_WEEK[months]);
}

const PARTS_PER_WEEK: Readonly<Record<PlanPrice['months'], number>> = {
  'days-of-the-month': DAYS_PER_WEEK,
  'equal-months': PARTS_OF_MONTH * WEEKS_IN_EQUAL_MONTH.denominator,
};

function partsThrough(first: number, months: PlanPrice['months'], day: number): number {
  return months === 'equal-months'
    ? (partsOfMonths(day) - partsOfMonths(first - 1)) * WEEKS_IN_EQUAL_MONTH.numerator
    : day - first + 1;
}

/** From the year 0 through a day, where every month counts the same, evenly over its days. */
function partsOfMonths(day: number): number {
  const { year, month, day: ofMonth } = fromEpochDay(day);
  return (year * 12 + month - 1) * PARTS_OF_MONTH + (ofMonth * PARTS_OF_MONTH) / daysInMonth(year, month);
}

/** Whether two prices are the same by value, so that one segment goes on. */
export function samePrice(left: Price, right: Price): boolean {
  if (left.basis === 'plan' && right.basis === 'plan') {
    return (
      left.rate === right.rate &&
      left.unitsPerWeek === right.unitsPerWeek &&
      left.percent === right.percent &&
      left.months === right.months
    );
  }
  if (left.basis === 'scheduled' && right.basis === 'scheduled') {
    return (
      left.unitsPerWeek === right.unitsPerWeek &&
      left.percent === right.percent &&
      left.rates.join() === right.rates.join()
    );
  }
  return false;
}
