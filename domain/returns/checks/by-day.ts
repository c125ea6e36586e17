import type { BookedVisit } from '../visit-book.ts';

/** Visits day by day. */
export function byDay(visits: readonly BookedVisit[]): Map<number, BookedVisit[]> {
  return Map.groupBy(visits, ({ day }) => day);
}
