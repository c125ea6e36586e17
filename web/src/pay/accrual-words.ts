import type { AccrualDetail } from '../../../events/api/accruals.ts';
import type { Word } from '../words/labels.ts';

export const accrualStates = {
  proposed: { word: 'Proposed', tone: 'yellow', means: 'It waits for an approver. Nothing is booked yet.' },
  approved: { word: 'Approved', tone: 'green', means: 'It is booked, and so is its reversal a day later.' },
  cancelled: { word: 'Cancelled', tone: 'grey', means: 'Nothing of it was booked.' },
} as const satisfies Record<AccrualDetail['state'], Word & { means: string }>;

/** What each account of an accrual is called on the page. */
export const accruedAccounts = {
  expenditure: 'Cost of care',
  'client-income': 'What people contribute',
  'nhs-income': 'What the NHS bears',
} as const satisfies Record<AccrualDetail['totals'][number]['account'], string>;
