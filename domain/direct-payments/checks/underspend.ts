import { formatDate } from '../../calendar.ts';
import { formatPounds, pence } from '../../money.ts';
import type { AuditCheck } from '../audited.ts';
import type { SpendingCategory } from '../classified.ts';
import { auditFinding, totalOf } from '../found.ts';
import { plannedWeeklyPence } from '../planned-weekly.ts';
import { daysAgreed, daysNotSuspended, overDays } from '../statement-days.ts';

/** Money that went out without buying anything. */
const NOT_SPENT: readonly SpendingCategory[] = ['transfer-to-own-account', 'paid-to-council'];

/**
 * Spending so far below the budget that needs may go unmet. What the plan expects counts where it comes to less than the
 * budget: spending as planned is no underspend. Of a single sum there is no spending by the week: what is left of it is said
 * by the balance.
 */
export const underspend: AuditCheck = (facts) => {
  const { agreement, terms, plan } = facts;
  const { history } = facts;
  const days = history === null ? null : daysAgreed(facts, history.days);
  if (history === null || days === null || agreement.frequency === 'once') return [];
  const count = daysNotSuspended(facts, days);
  if (count < terms.underspendFewestDays) return [];
  const weekly = Math.min(agreement.weeklyBudgetPence, plannedWeeklyPence(plan, count) ?? Infinity);
  const expected = overDays(weekly, count);
  const spent = totalOf(
    history.movements.filter(
      ({ transaction: { amountPence, date }, told }) =>
        amountPence < 0 && !NOT_SPENT.includes(told.category) && date >= days.from,
    ),
  );
  if (spent * 100 >= expected * terms.underspendPercent) return [];
  return [
    auditFinding('underspend', {
      severity: 'warning',
      amountPence: pence(expected - spent),
      sentence: `${formatPounds(spent)} was spent from ${formatDate(days.from)} to ${formatDate(days.to)}, of ${formatPounds(expected)} for those days. Ask the social worker whether the person’s needs are met before anything is asked back.`,
      evidence: [
        `${formatPounds(pence(weekly))} a week over ${count} days; below ${terms.underspendPercent}% of it asks for a look.`,
      ],
    }),
  ];
};
