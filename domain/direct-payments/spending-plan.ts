import type { Pence } from '../money.ts';

/** How often a plan expects something to be bought. */
export const planFrequencies = ['weekly', 'four-weekly', 'monthly', 'quarterly', 'annually', 'once'] as const;
export type PlanFrequency = (typeof planFrequencies)[number];

/** Something the support plan says may be bought. */
export type PlanItem = {
  /** What is bought, in the words of the plan: `personal assistant wages`. */
  what: string;
  /** From whom; null where the plan leaves it open. Cash that is agreed has the payee `cash`. */
  payee: string | null;
  /** What it is expected to cost each time; null where the plan does not say. */
  amountPence: Pence | null;
  frequency: PlanFrequency | null;
};

/** Money that lies in the account for a purpose of its own and is no surplus: redundancy, insurance. */
export type EarmarkedSum = { what: string; amountPence: Pence };

/** What a direct payment may be spent on, and what is kept back in it. */
export type SpendingPlan = { items: readonly PlanItem[]; earmarked: readonly EarmarkedSum[] };
