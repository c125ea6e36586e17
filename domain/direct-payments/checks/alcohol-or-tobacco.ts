import { ofCategory } from './of-category.ts';

/** Alcohol and tobacco, which councils do not let direct payments buy (Oldham, South Tyneside). */
export const alcoholOrTobacco = ofCategory('alcohol-or-tobacco', {
  category: 'alcohol-or-tobacco',
  severity: 'error',
  on: 'Alcohol or tobacco was paid for out of the account with',
  ask: 'Ask for the receipt, and for the money to be paid back in unless the plan allows it.',
});
