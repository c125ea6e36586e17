import type { Body } from '../api/contract.ts';
import { penceOfPounds, poundsOfPence } from '../words/format.ts';

export type BudgetField = 'budgetThisYearPence' | 'budgetFullYearPence';

/** The budgets of an uplift as they stand in the fields, in pounds; empty where nobody said. */
export type BudgetDraft = Readonly<Record<BudgetField, string>>;

/** Budgets that were named, as the form shows them again. */
export function budgetDraftOf(asked: Pick<Body<'POST', '/v1/uplifts'>, BudgetField> | null): BudgetDraft {
  return {
    budgetThisYearPence: draftOf(asked?.budgetThisYearPence),
    budgetFullYearPence: draftOf(asked?.budgetFullYearPence),
  };
}

function draftOf(pence: number | null = null): string {
  return pence === null ? '' : poundsOfPence(pence);
}

/** The budgets that the fields say, as the API takes them; what cannot be read was named before. */
export function budgetsOf(draft: BudgetDraft): Record<BudgetField, number | null> {
  return {
    budgetThisYearPence: penceOfPounds(draft.budgetThisYearPence),
    budgetFullYearPence: penceOfPounds(draft.budgetFullYearPence),
  };
}

type Gap = { id: BudgetField; message: string };

/** What cannot be read as a budget, before anything is sent. */
export function budgetGapsOf(draft: BudgetDraft): Gap[] {
  return [
    ...gapOf(draft, 'budgetThisYearPence', 'this financial year'),
    ...gapOf(draft, 'budgetFullYearPence', 'a full year'),
  ];
}

function gapOf(draft: BudgetDraft, field: BudgetField, of: string): Gap[] {
  const text = draft[field].trim();
  if (text === '' || (penceOfPounds(text) ?? 0) > 0) return [];
  return [{ id: field, message: `Enter the budget of ${of} in pounds, such as 250,000, or leave it empty` }];
}
