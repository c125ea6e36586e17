import { formatDate } from '../../calendar.ts';
import type { AuditCheck } from '../audited.ts';
import { spendingAfter } from './spending-after.ts';

/** Spending after the person died (Durham, Birmingham). It is asked of the personal representatives, and never at once. */
export const spendingAfterDeath: AuditCheck = (facts) => {
  const { diedOn } = facts.person;
  if (diedOn === null) return [];
  return spendingAfter(facts, {
    rule: 'spending-after-death',
    day: diedOn,
    sentence: (what) =>
      `The person died on ${formatDate(diedOn)}, and after it ${what}. When it is time to write, ask the personal representatives what it settled.`,
  });
};
