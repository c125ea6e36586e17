import { ofCategory } from './of-category.ts';

/** Cash that no plan item agrees to: what it bought cannot be seen. */
export const cashWithdrawal = ofCategory('cash-withdrawal', {
  category: 'cash',
  severity: 'warning',
  on: 'Cash was taken out that the plan does not name, at',
  ask: 'Ask what it was for, and for receipts.',
});
