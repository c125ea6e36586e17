import { ofCategory } from './of-category.ts';

/** Money moved to savings, or to the person or whoever holds the account for them. */
export const transferToOwnAccount = ofCategory('transfer-to-own-account', {
  category: 'transfer-to-own-account',
  severity: 'error',
  on: 'Money was moved to savings or to the holder’s own account by',
  ask: 'Ask for it to be moved back, or for what it was spent on.',
});
