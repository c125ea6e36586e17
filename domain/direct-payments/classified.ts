import type { StatementTransaction } from '../statements/statement.ts';

/** What money in an account was for, or where it came from. */
export const spendingCategories = [
  ...['council-payment', 'contribution', 'refund', 'interest', 'benefit', 'other-income'],
  ...['wages', 'care', 'activity', 'travel', 'trade', 'equipment', 'payroll', 'tax', 'pension', 'insurance'],
  ...['cash', 'gambling', 'alcohol-or-tobacco', 'household-bill', 'shopping', 'transfer-to-own-account'],
  ...['bank-charge', 'paid-to-council', 'other'],
] as const;
export type SpendingCategory = (typeof spendingCategories)[number];

export type Classified = {
  category: SpendingCategory;
  /** The plan comes before what officers confirmed, and that before rules. */
  by: 'plan' | 'confirmed' | 'rule';
  /** In words: what it was told by. */
  why: string;
  payeeKey: string;
  /** The item of the plan it was paid for, by its place from 0. */
  planItem: number | null;
};

/** A transaction with its place in the statement, from 0, and with what it was for. */
export type Found = { place: number; transaction: StatementTransaction; told: Classified };
