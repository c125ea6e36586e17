import type { PlanFrequency, SpendingPlan } from './spending-plan.ts';

/** How often something is paid in a year, and in how many days it must have been. */
const paid: Readonly<Record<PlanFrequency, { timesAYear: number; withinDays: number }>> = {
  weekly: { timesAYear: 52, withinDays: 7 },
  'four-weekly': { timesAYear: 13, withinDays: 28 },
  monthly: { timesAYear: 12, withinDays: 31 },
  quarterly: { timesAYear: 4, withinDays: 92 },
  annually: { timesAYear: 1, withinDays: 366 },
  once: { timesAYear: 0, withinDays: Infinity },
};
const WEEKS_A_YEAR = 52;

/**
 * What a plan expects to be spent a week over some days, in whole pence, without what need not have been paid in them;
 * null where it does not say of everything what it costs.
 */
export function plannedWeeklyPence({ items }: SpendingPlan, days: number): number | null {
  let yearly = 0;
  for (const { amountPence, frequency } of items) {
    if (amountPence === null || frequency === null) return null;
    const { timesAYear, withinDays } = paid[frequency];
    if (withinDays <= days) yearly += amountPence * timesAYear;
  }
  return items.length === 0 ? null : Math.round(yearly / WEEKS_A_YEAR);
}
