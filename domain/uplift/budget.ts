import * as z from 'zod';
import { formatPounds, negatePence, pence, penceSchema, subtractPence, type Pence } from '../money.ts';
import { costYear } from './cost-of-change.ts';
import type { Uplift } from './uplift-state.ts';

/** What of an uplift’s cost a budget is for, what was set aside for it, and what is left of that. */
export const budgetStandingSchema = z.object({
  of: z.enum(['this-year', 'full-year']),
  budgetPence: penceSchema.describe('What whoever asked said is set aside.'),
  leftPence: penceSchema.describe('What the cost leaves of it; below 0 by how much it is over.'),
  message: z.string().describe('A plain sentence: what is compared, and what comes out.'),
});
export type BudgetStanding = z.infer<typeof budgetStandingSchema>;

/**
 * What is left of the budgets somebody named for an uplift: £2,000 for a cost of £1,868.28 leaves £131.72. Nothing where
 * nobody named one, or nothing is reckoned yet. An uplift over its budget goes on all the same: who approves sees it.
 */
export function budgetStandings({ asked, preview }: Pick<Uplift, 'asked' | 'preview'>): BudgetStanding[] {
  if (preview === null) return [];
  const { totals, asOf } = preview;
  const { budgetThisYearPence: ofThisYear, budgetFullYearPence: ofFullYear, effectiveDate } = asked;
  const year = costYear(effectiveDate, asOf).name.replace('-', '–');
  return [
    ...standing({
      ...{ of: 'this-year', budgetPence: ofThisYear, costPence: totals.thisYearPence },
      ...{ when: `In the financial year ${year}, arrears of that year included,` },
      apart: [earlierInWords(totals.earlierYearsPence), nhsInWords(totals.nhsThisYearPence)],
    }),
    ...standing({
      ...{ of: 'full-year', budgetPence: ofFullYear, costPence: totals.fullYearPence },
      ...{ when: 'In a full year', apart: [nhsInWords(totals.nhsFullYearPence)] },
    }),
  ];
}

type Compared = Pick<BudgetStanding, 'of'> & {
  budgetPence: Pence | null;
  costPence: Pence;
  when: string;
  /** Sentences about what is not in the comparison; empty ones say nothing. */
  apart: readonly string[];
};

function standing({ of, budgetPence, costPence, when, apart }: Compared): BudgetStanding[] {
  if (budgetPence === null) return [];
  // What an uplift saves adds nothing to what was set aside for it.
  const leftPence = subtractPence(budgetPence, pence(Math.max(costPence, 0)));
  const cost = `${costPence < 0 ? 'saves' : 'costs'} ${formatPounds(pence(Math.abs(costPence)))}`;
  const outcome =
    leftPence < 0
      ? `is ${formatPounds(negatePence(leftPence))} over`
      : `leaves ${formatPounds(leftPence)} of`;
  const compared = `${when} the uplift ${cost}, which ${outcome} the ${formatPounds(budgetPence)} that is set aside.`;
  const message = [compared, ...apart].filter((sentence) => sentence !== '').join(' ');
  return [{ of, budgetPence, leftPence, message }];
}

function earlierInWords(earlierPence: Pence): string {
  return earlierPence === 0
    ? ''
    : `Arrears of earlier years, ${formatPounds(earlierPence)}, are not compared.`;
}

function nhsInWords(nhsPence: Pence): string {
  return nhsPence === 0 ? '' : `What the NHS owes back of it, ${formatPounds(nhsPence)}, is not taken off.`;
}
