import { ofCategory } from './of-category.ts';

/** Rent, heating and other bills that everybody has; a plan may name one. */
export const householdBill = ofCategory('household-bill', {
  category: 'household-bill',
  severity: 'error',
  on: 'A household bill was paid out of the account to',
  ask: 'Ask for the money to be paid back in unless the plan allows it.',
});
