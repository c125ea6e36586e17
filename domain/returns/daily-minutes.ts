import type { BookedVisit } from './visit-book.ts';

/**
 * Adds the minutes of a package’s visits to their days as an earlier file’s are known: each visit by its own length,
 * and equal ones without a carer once, as the two rows of a visit by two.
 */
export function addMinutes(minutesOn: Map<number, number>, visits: readonly BookedVisit[]): void {
  const seen = new Set<string>();
  for (const { day, carer, carers, claimedStart, claimedMinutes } of visits) {
    if (carer < 0) {
      const key = [day, claimedStart, claimedMinutes].join(' ');
      if (seen.has(key)) continue;
      seen.add(key);
    }
    minutesOn.set(day, (minutesOn.get(day) ?? 0) + claimedMinutes / carers);
  }
}
