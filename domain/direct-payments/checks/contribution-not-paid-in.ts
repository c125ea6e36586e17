import { formatDate } from '../../calendar.ts';
import { formatPounds, pence } from '../../money.ts';
import type { AuditCheck } from '../audited.ts';
import { auditFinding, totalOf } from '../found.ts';
import { daysAgreed, daysNotSuspended, overAgreedDays } from '../statement-days.ts';

/**
 * The person’s own contribution, which pays for care together with the council’s money. It comes by the week, the month
 * or as they like, so what counts is what came over all statements that follow each other.
 */
export const contributionNotPaidIn: AuditCheck = (facts) => {
  const { agreement, terms } = facts;
  const weekly = agreement.weeklyContributionPence ?? pence(0);
  const { history } = facts;
  const days = history === null ? null : daysAgreed(facts, history.days);
  if (weekly === 0 || !terms.contributionIsPaidIn || history === null || days === null) return [];
  const expected = overAgreedDays(facts, weekly, days);
  const paid = totalOf(history.movements.filter(({ told }) => told.category === 'contribution'));
  const behind = pence(Math.max(0, expected - paid));
  if (behind <= terms.contributionBehindWeeks * weekly) return [];
  const span = `${formatDate(days.from)} to ${formatDate(days.to)}`;
  return [
    auditFinding('contribution-not-paid-in', {
      severity: paid === 0 ? 'error' : 'warning',
      amountPence: behind,
      sentence: `${paid === 0 ? 'Nothing' : `Only ${formatPounds(paid)}`} of the person’s contribution was paid in from ${span}; ${formatPounds(expected)} was to be. Ask how it is paid, and whether the person can afford it.`,
      evidence: [`${formatPounds(weekly)} a week over ${daysNotSuspended(facts, days)} days.`],
    }),
  ];
};
