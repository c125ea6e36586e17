import { weekdaySchema } from '../calendar.ts';
import { modulo } from '../epoch-day.ts';
import { Decimal, poundsToPence, type Pence } from '../money.ts';
import { halfUp, MOST_DECIMALS } from './exact.ts';
import type { Span } from './span.ts';

type SessionTerms = {
  unitsPerWeek: string;
  percent: string;
  /** Monday to Sunday: the rate of a session, null on days without one. */
  rates: readonly (string | null)[];
  /** Bank holidays of the segment with a session, each with its own rate and that of its weekday. */
  holidays: readonly { day: number; rate: string; usual: string }[];
  sessionsPerWeek: number;
};

/** Sessions on their weekdays: the week’s units shared evenly, each at the rate of its day. */
export type SessionPrice = SessionTerms & { basis: 'scheduled'; worth: SessionWorth | null };

/**
 * What a week’s units come to at the rate of each weekday, and how much more on a bank holiday, as whole numbers of a
 * `per`th of a penny; null where they are too fine or too large to be reckoned so.
 */
type SessionWorth = { per: number; weekdays: number[]; holidays: { day: number; more: number }[] };

/** So that the sessions of some two hundred years are summed exactly. */
const MOST_PER_SESSION = 1e10;

export function sessionPrice(terms: SessionTerms): SessionPrice {
  return { ...terms, basis: 'scheduled', worth: sessionWorth(terms) };
}

function sessionWorth({ unitsPerWeek, percent, rates, holidays }: SessionTerms): SessionWorth | null {
  const share = new Decimal(unitsPerWeek).times(percent);
  const texts = new Set([...rates, ...holidays.map(({ rate }) => rate)].filter((rate) => rate !== null));
  const exact = [...texts].map((rate) => ({ rate, pence: share.times(rate) }));
  const decimals = Math.max(...exact.map(({ pence }) => pence.decimalPlaces()));
  const per = 10 ** decimals;
  const whole = new Map<string | null, number>(
    exact.map(({ rate, pence }) => [rate, pence.times(per).toNumber()]),
  );
  const fits = [...whole.values()].every((worth) => worth >= 0 && worth <= MOST_PER_SESSION);
  if (decimals > MOST_DECIMALS || !fits) return null;
  const worthAt = (rate: string | null): number => whole.get(rate) ?? 0;
  return {
    per,
    weekdays: rates.map(worthAt),
    holidays: holidays.map(({ day, rate, usual }) => ({ day, more: worthAt(rate) - worthAt(usual) })),
  };
}

/** The rounded value of sessions from the first day through another. */
export function sessionsThrough(first: number, price: SessionPrice, day: number): Pence {
  const { worth, sessionsPerWeek } = price;
  if (worth === null) return exactlyThrough(first, price, day);
  let total = 0;
  for (const [weekday, each] of worth.weekdays.entries()) {
    if (each !== 0) total += each * weekdaysIn(weekday, first, day);
  }
  for (const holiday of worth.holidays) {
    if (holiday.day <= day) total += holiday.more;
  }
  return halfUp(total, worth.per * sessionsPerWeek);
}

function exactlyThrough(first: number, price: SessionPrice, day: number): Pence {
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

const DAYS_PER_WEEK = 7;
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
