import type { BookedVisit } from '../visit-book.ts';

/** Each visit of a carer with the one of that day that ended last before or in it, and the minutes between the two. */
export function* withVisitBefore(
  visits: readonly BookedVisit[],
): Generator<{ visit: BookedVisit; before: BookedVisit; gap: number }> {
  let latest: BookedVisit | undefined;
  for (const visit of visits) {
    const { from } = visit;
    if (from === null) continue;
    const before: BookedVisit | undefined = latest?.day === visit.day ? latest : undefined;
    if (before !== undefined) yield { visit, before, gap: from - before.to };
    if (before === undefined || visit.to > before.to) latest = visit;
  }
}
