import { ofCategory } from './of-category.ts';

/** Betting out of public money; where somebody else holds the account it may be taken from the person. */
export const gambling = ofCategory('gambling', {
  category: 'gambling',
  severity: 'error',
  on: 'Gambling was paid for out of the account with',
  ask: 'Ask who made the payments, and for the money to be paid back in.',
});
