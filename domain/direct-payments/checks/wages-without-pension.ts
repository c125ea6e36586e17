import { addDays, daysBetween, formatDate } from '../../calendar.ts';
import { formatPounds } from '../../money.ts';
import type { AuditCheck } from '../audited.ts';
import type { SpendingCategory } from '../classified.ts';
import { agreedDays, auditFinding, byPayee, totalOf } from '../found.ts';

/**
 * Wages of an assistant who has to be put into a workplace pension, tax that is paid, and no pension. A bureau pays the pension with
 * the payroll, so where one is paid nothing is asked; where no tax is paid either, that is asked about already.
 */
export const wagesWithoutPension: AuditCheck = (facts) => {
  const { terms, agreement, history } = facts;
  const days = agreedDays(facts);
  if (days === null || history === null) return [];
  const count = daysBetween(days.from, days.to) + 1;
  if (count < terms.payrollFewestDays || agreement.accountType === 'managed') return [];
  const since = addDays(days.to, -terms.payrollAgoDays);
  const isPaid = (category: SpendingCategory): boolean =>
    history.movements.some(
      ({ told, transaction }) => told.category === category && transaction.date >= since,
    );
  if (!isPaid('tax') || isPaid('payroll') || isPaid('pension')) return [];
  const wages = facts.movements.filter(
    ({ transaction, told }) => transaction.amountPence < 0 && told.category === 'wages',
  );
  const found = byPayee(wages)
    .filter((each) => (totalOf(each) * 7) / count >= terms.pensionWeeklyPence)
    .flat();
  if (found.length === 0) return [];
  return [
    auditFinding('wages-without-pension', {
      severity: 'warning',
      found,
      sentence: `Wages of ${formatPounds(totalOf(found))} were paid from ${formatDate(days.from)} to ${formatDate(days.to)}, and nothing to a workplace pension. Ask whether the assistant was put into one, or chose not to be.`,
      evidence: [
        `An assistant who earns ${formatPounds(terms.pensionWeeklyPence)} a week or more is put into a workplace pension.`,
      ],
    }),
  ];
};
