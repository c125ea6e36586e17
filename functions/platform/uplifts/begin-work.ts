import type { CalendarDate } from '../../../domain/calendar.ts';
import type { KeptUplift, UpliftPhase } from '../../../domain/uplift/kept-uplift.ts';

/** An uplift with a new piece of work on it; whatever was under way before is over. */
export function withWork(
  kept: KeptUplift,
  {
    phase,
    by,
    asOf,
    isBeforeApply = false,
  }: { phase: UpliftPhase; by: string; asOf: CalendarDate; isBeforeApply?: boolean },
): KeptUplift & { work: NonNullable<KeptUplift['work']> } {
  const attempt = kept.attempts + 1;
  return {
    ...kept,
    ...{ attempts: attempt, problem: null },
    work: { phase, attempt, by, asOf, shards: null, isBeforeApply },
  };
}
