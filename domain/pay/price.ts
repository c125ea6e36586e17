import { weekdaySchema } from '../calendar.ts';
import { daysInMonth, fromEpochDay, modulo } from '../epoch-day.ts';
import { Decimal, exactPenceToPence, pence, poundsToPence, type Pence } from '../money.ts';
import { invariant } from '../outcome.ts';
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

/** Sessions on their weekdays: the week’s units shared evenly, each at the rate of its day. */
export type SessionPrice = {
  basis: 'scheduled';
  unitsPerWeek: string;
  percent: string;
  /** Monday to Sunday: the rate of a session, null on days without one. */
  rates: readonly (string | null)[];
  /** Bank holidays with a session, each with its own rate and that of its weekday. */
  holidays: readonly { day: number; rate: string; usual: string }[];
  sessionsPerWeek: number;
};

/** What was delivered and accepted, or spent: each item rounded once by itself, so that invoices agree with us. */
export type ItemPrice = { basis: 'actuals'; items: readonly PricedItem[] };
export type PricedItem = { ref: string; day: number; quantity: string; rate: string; pence: Pence };

/** The whole value falls on the first day. */
export type OncePrice = { basis: 'once'; unitsPerWeek: string; rate: string; percent: string; pence: Pence };

export type Price = PlanPrice | SessionPrice | ItemPrice | OncePrice;

/** Longest run of days on which the price is the same by value; days are counted from its first. */
export type Segment = Span & { price: Price };

/** An exact amount in pence, and as `whole / per` where whole numbers small enough to reckon with can say it. */
export type Exact = { pence: Decimal; whole: number | null; per: number };

const DAYS_PER_WEEK = 7;
/** 365 / 84: a twelfth of a year in weeks. */
const WEEKS_IN_EQUAL_MONTH = { numerator: 365, denominator: 84 };
/** The least number that 28, 29, 30 and 31 divide: into so many equal parts a month’s days part it evenly. */
const PARTS_OF_MONTH = 377_580;

function exactPounds(pounds: Decimal): Exact {
  const exact = pounds.times(100);
  const decimals = exact.decimalPlaces();
  const whole = exact.times(10 ** decimals).toNumber();
  const fits = decimals <= MOST_DECIMALS && whole >= 0 && whole <= Number.MAX_SAFE_INTEGER;
  return { pence: exact, whole: fits ? whole : null, per: 10 ** decimals };
}

/** More would leave no room to multiply by days. */
const MOST_DECIMALS = 6;

export function planPrice(terms: {
  unitsPerWeek: string;
  rate: string;
  percent?: string;
  months: PlanPrice['months'];
}): PlanPrice {
  const { unitsPerWeek, rate, percent = '100', months } = terms;
  const whole = new Decimal(unitsPerWeek).times(rate);
  const weekly = exactPounds(percent === '100' ? whole : whole.times(percent).dividedBy(100));
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
  const equal = months === 'equal-months';
  const parts = equal
    ? (partsOfMonths(day) - partsOfMonths(first - 1)) * WEEKS_IN_EQUAL_MONTH.numerator
    : day - first + 1;
  const partsPerWeek = equal ? PARTS_OF_MONTH * WEEKS_IN_EQUAL_MONTH.denominator : DAYS_PER_WEEK;
  if (weekly.whole !== null) {
    const whole = weekly.whole * parts;
    if (whole <= MOST_EXACT) return halfUp(whole, partsPerWeek * weekly.per);
  }
  return exactPenceToPence(weekly.pence.times(parts).dividedBy(partsPerWeek), 'half-up');
}

/** Doubling must stay exact too. */
const MOST_EXACT = Number.MAX_SAFE_INTEGER / 4;

/** A quotient of whole numbers from 0, half up. */
function halfUp(numerator: number, denominator: number): Pence {
  const rest = numerator % denominator;
  return pence((numerator - rest) / denominator + (rest * 2 >= denominator ? 1 : 0));
}

/** From the year 0 through a day, where every month counts the same, evenly over its days. */
function partsOfMonths(day: number): number {
  const { year, month, day: ofMonth } = fromEpochDay(day);
  return (year * 12 + month - 1) * PARTS_OF_MONTH + (ofMonth * PARTS_OF_MONTH) / daysInMonth(year, month);
}

function sessionsThrough(first: number, price: SessionPrice, day: number): Pence {
  let total = new Decimal(0);
  for (const { rate, count } of sessionsIn(price, { first, last: day })) {
    total = total.plus(new Decimal(rate).times(count));
  }
  const pounds = total.times(price.unitsPerWeek).times(price.percent).dividedBy(price.sessionsPerWeek);
  return poundsToPence(pounds.dividedBy(100), 'half-up');
}

/** How many sessions of each rate lie in some days. */
export function sessionsIn(price: SessionPrice, { first, last }: Span): { rate: string; count: number }[] {
  const counts = new Map<string, number>();
  const add = (rate: string, count: number): void => {
    counts.set(rate, (counts.get(rate) ?? 0) + count);
  };
  for (const [weekday, rate] of price.rates.entries()) {
    if (rate !== null) add(rate, weekdaysIn(weekday, first, last));
  }
  for (const { day, rate, usual } of price.holidays) {
    if (day < first || day > last) continue;
    add(usual, -1);
    add(rate, 1);
  }
  return [...counts].map(([rate, count]) => ({ rate, count })).filter(({ count }) => count > 0);
}

/** 1 January 1970 was a Thursday. */
const WEEKDAY_OF_DAY_0 = 3;

/** Monday is 0. */
export function weekdayOfDay(day: number): number {
  return modulo(day + WEEKDAY_OF_DAY_0, DAYS_PER_WEEK);
}

function weekdaysIn(weekday: number, first: number, last: number): number {
  const firstOne = first + modulo(weekday - weekdayOfDay(first), DAYS_PER_WEEK);
  return firstOne > last ? 0 : Math.floor((last - firstOne) / DAYS_PER_WEEK) + 1;
}

/** The weekdays a text names, Monday as 0: `Mon Tue Thu` is 0, 1, 3; null where a word is no weekday (`Mon-Fri`). */
export function readWeekdays(text: string): number[] | null {
  const places = text
    .trim()
    .toLowerCase()
    .split(/[\s,;/]+/)
    .map((word) =>
      word.length < 3 ? -1 : weekdaySchema.options.findIndex((weekday) => weekday.startsWith(word)),
    );
  return places.includes(-1) ? null : [...new Set(places)].sort((a, b) => a - b);
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
