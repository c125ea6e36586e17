import { formatDate } from '../../calendar.ts';
import type { AuditCheck } from '../audited.ts';
import { spendingAfter } from './spending-after.ts';

/** Spending after the agreement ended. Where the person died, that is said instead. */
export const spendingAfterEnd: AuditCheck = (facts) => {
  const { endDate } = facts.agreement;
  if (endDate === null || facts.person.diedOn !== null) return [];
  return spendingAfter(facts, {
    rule: 'spending-after-end',
    day: endDate,
    sentence: (what) =>
      `The agreement ended on ${formatDate(endDate)}, and after it ${what}. Ask what it settled, and for the money to be paid back if nothing.`,
  });
};
