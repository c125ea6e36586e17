import { weekdayOfDay } from '../pay/session-price.ts';
import type { Span } from '../pay/span.ts';
import { commissionedUnits, type Commissioned } from './commissioned.ts';
import type { BookedVisit } from './visit-book.ts';

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
  /** What earlier files claimed of the same days, and was accepted. */
  earlierMinutes: number;
};

/** The minutes that were accepted of a package on some days before. */
export type EarlierMinutes = (packageId: string, days: Span) => number;

/** The Monday of the week that a day lies in: weeks of care are counted from Monday. */
export function mondayOf(day: number): number {
  return day - weekdayOfDay(day);
}

/** A week as it is kept: what it comes to, without its visits. */
export type WeekTold = Omit<PackageWeek, 'pack' | 'visits'> & { packageId: string; visits: number };

/**
 * The weeks of a package that is visited by the hour. A week that the file tells of only in part is held against what
 * was commissioned of that part; one it does not tell of, as of a visit claimed late, against the whole of it.
 */
export function packageWeeks(
  pack: Commissioned,
  visits: readonly BookedVisit[],
  { period, earlierMinutes }: { period: Span | null; earlierMinutes: EarlierMinutes },
): PackageWeek[] {
  if (pack.serviceType.unit !== 'hour') return [];
  return [...Map.groupBy(visits, ({ day }) => mondayOf(day))].map(([monday, own]) =>
    weekOf(pack, monday, { visits: own, period, earlierMinutes }),
  );
}

export function weekOf(
  pack: Commissioned,
  monday: number,
  {
    visits,
    period,
    earlierMinutes,
  }: { visits: readonly BookedVisit[]; period: Span | null; earlierMinutes: EarlierMinutes },
): PackageWeek {
  const told = toldOf(monday, period);
  const sum = (minutesOf: (visit: BookedVisit) => number): number =>
    visits.reduce((total, visit) => total + minutesOf(visit), 0);
  return {
    pack,
    monday,
    visits,
    commissionedMinutes: Math.round((commissionedUnits(pack, told) * MINUTES_AN_HOUR) / TEN_THOUSANDTHS),
    claimedMinutes: sum(({ claimedMinutes }) => claimedMinutes),
    deliveredMinutes: sum(({ deliveredMinutes }) => deliveredMinutes),
    earlierMinutes: earlierMinutes(pack.carePackage.packageId, told),
  };
}

function toldOf(monday: number, period: Span | null): Span {
  const week = { first: monday, last: monday + DAYS_A_WEEK - 1 };
  if (period === null || period.first > week.last || period.last < week.first) return week;
  return { first: Math.max(week.first, period.first), last: Math.min(week.last, period.last) };
}

/** A day without visits so far from the others belongs to another period: a visit that is claimed late, or by mistake. */
const MOST_DAYS_BETWEEN = 7;

/** The days that a file tells of: those around its middle line, without a week between them of which it says nothing. */
export function periodOf(linesOn: ReadonlyMap<number, number>): Span | null {
  const days = [...linesOn].sort(([a], [b]) => a - b);
  let left = days.reduce((sum, [, count]) => sum + count, 0) / 2;
  const [middle] = days.find(([, count]) => (left -= count) <= 0) ?? [null];
  if (middle === null) return null;
  let [first, last] = [middle, middle];
  for (const [day] of days.toReversed()) if (day < first && first - day <= MOST_DAYS_BETWEEN) first = day;
  for (const [day] of days) if (day > last && day - last <= MOST_DAYS_BETWEEN) last = day;
  return { first, last };
}
