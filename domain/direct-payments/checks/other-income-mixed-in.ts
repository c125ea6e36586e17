import type { AuditCheck } from '../audited.ts';
import { auditFinding, byPayee, payeeOf, paymentsOf } from '../found.ts';

const OTHER = ['benefit', 'other-income'];

/** Benefits, pensions and other money in an account that is for the direct payment: it cannot be told apart when spent. */
export const otherIncomeMixedIn: AuditCheck = (facts) => {
  const least = facts.terms.otherIncomeFromPence;
  const paidIn = facts.movements.filter(
    ({ transaction, told }) => OTHER.includes(told.category) && transaction.amountPence >= least,
  );
  return byPayee(paidIn).map((found) =>
    auditFinding('other-income-mixed-in', {
      severity: 'warning',
      found,
      sentence: `Other money came into the account by ${payeeOf(found)}: ${paymentsOf(found)}. Ask what it is, and for it to be paid into another account; it is the person’s own and no surplus.`,
    }),
  );
};
