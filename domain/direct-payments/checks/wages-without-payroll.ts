import { addDays, daysBetween, formatDate } from '../../calendar.ts';
import { formatPounds } from '../../money.ts';
import type { AuditCheck } from '../audited.ts';
import type { SpendingCategory } from '../classified.ts';
import { agreedDays, auditFinding, byPayee, totalOf } from '../found.ts';

const PAYROLL: readonly SpendingCategory[] = ['payroll', 'tax'];

/**
 * Wages at which an employer must run a payroll, and no payroll bureau and no HMRC in the account. HMRC may be paid by the
 * quarter and a bureau by the month, so statements before it count, and short ones show nothing.
 */
export const wagesWithoutPayroll: AuditCheck = (facts) => {
  const { terms, agreement } = facts;
  const days = agreedDays(facts);
  const { history } = facts;
  if (days === null || history === null) return [];
  const count = daysBetween(days.from, days.to) + 1;
  if (count < terms.payrollFewestDays || agreement.accountType === 'managed') return [];
  const since = addDays(days.to, -terms.payrollAgoDays);
  const hasPayroll = history.movements.some(
    ({ told, transaction }) => PAYROLL.includes(told.category) && transaction.date >= since,
  );
  if (hasPayroll) return [];
  const wages = facts.movements.filter(
    ({ transaction, told }) => transaction.amountPence < 0 && told.category === 'wages',
  );
  const employed = byPayee(wages).filter(
    (found) => weekly(totalOf(found), count) >= terms.payrollWeeklyPence,
  );
  if (employed.length === 0) return [];
  const found = employed.flat();
  return [
    auditFinding('wages-without-payroll', {
      severity: 'warning',
      found,
      sentence: `Wages of ${formatPounds(totalOf(found))} were paid from ${formatDate(days.from)} to ${formatDate(days.to)}, and nothing to a payroll bureau or HMRC. Ask for the payslips and who runs the payroll.`,
      evidence: [
        `An assistant who earns ${formatPounds(terms.payrollWeeklyPence)} a week or more needs a payroll.`,
      ],
    }),
  ];
};

function weekly(total: number, days: number): number {
  return (total * 7) / days;
}
