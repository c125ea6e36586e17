import { daysBetween, formatDate } from '../../calendar.ts';
import { formatPounds } from '../../money.ts';
import type { AuditCheck } from '../audited.ts';
import { auditFinding, totalOf } from '../found.ts';
import { daysAgreed } from '../statement-days.ts';

/** Wages for more than a year and no insurance of the employer, who must have it. It is paid once a year, so less shows nothing. */
export const wagesWithoutInsurance: AuditCheck = (facts) => {
  const { history } = facts;
  const days = history === null ? null : daysAgreed(facts, history.days);
  if (history === null || days === null) return [];
  if (daysBetween(days.from, days.to) + 1 < facts.terms.insuranceFewestDays) return [];
  if (
    facts.agreement.accountType === 'managed' ||
    facts.plan.earmarked.some(({ what }) => /insurance/i.test(what))
  )
    return [];
  const isInsured = history.movements.some(({ told }) => told.category === 'insurance');
  const found = facts.movements.filter(
    ({ transaction, told }) => transaction.amountPence < 0 && told.category === 'wages',
  );
  if (isInsured || found.length === 0) return [];
  return [
    auditFinding('wages-without-insurance', {
      severity: 'warning',
      found,
      sentence: `Wages of ${formatPounds(totalOf(found))} were paid, and no employers’ liability insurance since ${formatDate(days.from)}. Ask for the certificate.`,
    }),
  ];
};
