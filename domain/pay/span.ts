import { dateOf, yearMonthDay, type CalendarDate } from '../calendar.ts';
import type { DateRange } from '../date-range.ts';
import { fromEpochDay, toEpochDay } from '../epoch-day.ts';

/**
 * Days as numbers since 1 January 1970, both ends included. A run values some million ranges, and numbers compare and
 * subtract at once where dates have to be read.
 */
export type Span = { first: number; last: number };

/** The last day a calendar date can name: where what has no end yet is thought to end. */
export const OPEN = toEpochDay({ year: 2199, month: 12, day: 31 });

export function dayNumber(date: CalendarDate): number {
  return toEpochDay(yearMonthDay(date));
}

export function dateOfDay(day: number): CalendarDate {
  return dateOf(fromEpochDay(day));
}

export function spanOf({ from, to }: DateRange): Span {
  return { first: dayNumber(from), last: to === null ? OPEN : dayNumber(to) };
}

export function intersectSpan(left: Span, right: Span): Span | undefined {
  const first = Math.max(left.first, right.first);
  const last = Math.min(left.last, right.last);
  return first <= last ? { first, last } : undefined;
}

/** What is left of a span when some others, in any order, are taken out of it. */
export function subtractSpans(whole: Span, taken: readonly Span[]): Span[] {
  const left: Span[] = [];
  let next = whole.first;
  for (const { first, last } of taken.toSorted((a, b) => a.first - b.first)) {
    if (first > whole.last) break;
    if (first > next) left.push({ first: next, last: first - 1 });
    if (last >= next) next = last + 1;
  }
  if (next <= whole.last) left.push({ first: next, last: whole.last });
  return left;
}

/** Cuts a span on the days on which something new begins. */
export function cutAt(whole: Span, starts: Iterable<number>): Span[] {
  const inside = [...new Set(starts)].filter((day) => day > whole.first && day <= whole.last);
  const firsts = [whole.first, ...inside.sort((a, b) => a - b)];
  return firsts.map((first, place) => ({ first, last: (firsts[place + 1] ?? whole.last + 1) - 1 }));
}
