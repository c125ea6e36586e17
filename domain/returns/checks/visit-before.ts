import type { BookedVisit } from '../visit-book.ts';

/**
 * Each visit of a carer that begins sooner than so many minutes after another of that day, with the one that ended last
 * before or in it, and the minutes between the two.
 */
export function* withVisitBefore(
  visits: readonly BookedVisit[],
  minutes: number,
): Generator<{ visit: BookedVisit; before: BookedVisit; gap: number }> {
  let latest: BookedVisit | undefined;
  for (const visit of visits) {
    const { from } = visit;
    if (from === null) continue;
    const before: BookedVisit | undefined = latest?.day === visit.day ? latest : undefined;
    if (before !== undefined && from - before.to < minutes) yield { visit, before, gap: from - before.to };
    if (before === undefined || visit.to > before.to) latest = visit;
  }
}
