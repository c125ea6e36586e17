import { weekdayOfDay } from '../pay/session-price.ts';
import type { Span } from '../pay/span.ts';
import { commissionedUnits, type Commissioned } from './commissioned.ts';
import type { BookedVisit, VisitBook } from './visit-book.ts';

const DAYS_A_WEEK = 7;
const MINUTES_AN_HOUR = 60;
const TEN_THOUSANDTHS = 10_000;

/** A week from Monday of one package: minutes of all carers that were commissioned, claimed and delivered. */
export type PackageWeek = {
  pack: Commissioned;
  monday: number;
  visits: readonly BookedVisit[];
  commissionedMinutes: number;
  claimedMinutes: number;
  deliveredMinutes: number;
};

/** The Monday of the week that a day lies in: weeks of care are counted from Monday. */
export function mondayOf(day: number): number {
  return day - weekdayOfDay(day);
}

/**
 * The weeks of each package that is visited by the hour. A week that the file tells of only in part is held against
 * what was commissioned of that part; one it does not tell of, as of a visit claimed late, against the whole of it.
 */
export function packageWeeks(
  book: VisitBook,
  packOf: (packageId: string) => Commissioned,
  period: Span | null,
): PackageWeek[] {
  const weeks: PackageWeek[] = [];
  for (const { id, visits } of book.packages()) {
    const pack = packOf(id);
    if (pack.serviceType.unit !== 'hour') continue;
    for (const [monday, own] of Map.groupBy(visits, ({ day }) => mondayOf(day)))
      weeks.push(weekOf(pack, monday, { visits: own, period }));
  }
  return weeks;
}

export function weekOf(
  pack: Commissioned,
  monday: number,
  { visits, period }: { visits: readonly BookedVisit[]; period: Span | null },
): PackageWeek {
  const sum = (minutesOf: (visit: BookedVisit) => number): number =>
    visits.reduce((total, visit) => total + minutesOf(visit), 0);
  return {
    pack,
    monday,
    visits,
    commissionedMinutes: Math.round(
      (commissionedUnits(pack, toldOf(monday, period)) * MINUTES_AN_HOUR) / TEN_THOUSANDTHS,
    ),
    claimedMinutes: sum(({ claimedMinutes }) => claimedMinutes),
    deliveredMinutes: sum(({ deliveredMinutes }) => deliveredMinutes),
  };
}

function toldOf(monday: number, period: Span | null): Span {
  const week = { first: monday, last: monday + DAYS_A_WEEK - 1 };
  if (period === null || period.first > week.last || period.last < week.first) return week;
  return { first: Math.max(week.first, period.first), last: Math.min(week.last, period.last) };
}

/** A day without visits so far from the others belongs to another period: a visit that is claimed late, or by mistake. */
const MOST_DAYS_BETWEEN = 7;

/** The days that a file tells of: those around its middle visit, without a week between them in which nobody came. */
export function periodOf(book: VisitBook): Span | null {
  const counts = new Map<number, number>();
  for (const { visits } of book.packages())
    for (const { day } of visits) counts.set(day, (counts.get(day) ?? 0) + 1);
  const days = [...counts].sort(([a], [b]) => a - b);
  let left = book.count() / 2;
  const [middle] = days.find(([, count]) => (left -= count) <= 0) ?? [null];
  if (middle === null) return null;
  let [first, last] = [middle, middle];
  for (const [day] of days.toReversed()) if (day < first && first - day <= MOST_DAYS_BETWEEN) first = day;
  for (const [day] of days) if (day > last && day - last <= MOST_DAYS_BETWEEN) last = day;
  return { first, last };
}
