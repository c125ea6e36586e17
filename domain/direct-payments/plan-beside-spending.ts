import { rangeDays, type ClosedRange } from '../date-range.ts';
import { inOrderOf } from '../in-order-of.ts';
import { pence, type Pence } from '../money.ts';
import type { Found, SpendingCategory } from './classified.ts';
import { plannedWeeklyPence } from './planned-weekly.ts';
import type { SpendingPlan } from './spending-plan.ts';
import { overDays } from './statement-days.ts';

/** What a plan expects of something beside what was spent on it. */
export type PlanRow = {
  /** In the plan’s words; of what no plan names the category. */
  what: string;
  payee: string | null;
  isPlanned: boolean;
  /** Over the days that are looked at; null where the plan does not say what it costs. */
  plannedPence: Pence | null;
  spentPence: Pence;
  payments: number;
};

/** The plan item by item, then what was spent beside it by category, the most first. */
export function planBesideSpending(
  plan: SpendingPlan,
  movements: readonly Found[],
  days: ClosedRange,
): PlanRow[] {
  const out = movements.filter(({ transaction }) => transaction.amountPence < 0);
  const planned = plan.items.map((item, place) => {
    const weekly = plannedWeeklyPence({ items: [item], earmarked: [] }, rangeDays(days));
    const own = out.filter(({ told }) => told.planItem === place);
    const plannedPence = weekly === null ? null : overDays(weekly, rangeDays(days));
    return { what: item.what, payee: item.payee, isPlanned: true, plannedPence, ...spentOn(own) };
  });
  const beside = Map.groupBy(
    out.filter(({ told }) => told.planItem === null),
    ({ told }) => told.category,
  );
  const others = [...beside].map(([category, own]) => ({
    ...{ what: wordsOf(category), payee: null, isPlanned: false, plannedPence: null },
    ...spentOn(own),
  }));
  return [...planned, ...inOrderOf(others, ({ what }) => what).sort((a, b) => b.spentPence - a.spentPence)];
}

function spentOn(found: readonly Found[]): { spentPence: Pence; payments: number } {
  const spent = found.reduce((sum, { transaction }) => sum - transaction.amountPence, 0);
  return { spentPence: pence(spent), payments: found.length };
}

function wordsOf(category: SpendingCategory): string {
  const words = category.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
