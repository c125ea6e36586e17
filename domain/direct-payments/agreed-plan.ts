import type { Arrangement } from './arrangement.ts';
import type { EarmarkedSum, PlanItem, SpendingPlan } from './spending-plan.ts';

type Entered = Pick<Arrangement, 'planItems' | 'earmarked'>;

/**
 * What a direct payment may be spent on: what people entered, and of the extract’s plan whatever they entered nothing
 * else for. Wages of £225.00 to Jo Fenby in the extract and of £240.00 to her in the arrangement are £240.00.
 */
export function agreedPlan(extract: SpendingPlan, entered: Entered): SpendingPlan {
  const still = stillOfExtract(extract, entered);
  return {
    items: [...entered.planItems, ...still.items],
    earmarked: [...entered.earmarked, ...still.earmarked],
  };
}

/** Of the plan in the extract, what the arrangement does not replace: the same thing from the same payee, the same sum. */
export function stillOfExtract(extract: SpendingPlan, entered: Entered): SpendingPlan {
  const items = new Set(entered.planItems.map(keyOfItem));
  const sums = new Set(entered.earmarked.map(keyOfSum));
  return {
    items: extract.items.filter((each) => !items.has(keyOfItem(each))),
    earmarked: extract.earmarked.filter((each) => !sums.has(keyOfSum(each))),
  };
}

function keyOfItem({ what, payee }: PlanItem): string {
  return `${what}|${payee ?? ''}`.toLowerCase();
}

function keyOfSum({ what }: EarmarkedSum): string {
  return what.toLowerCase();
}
