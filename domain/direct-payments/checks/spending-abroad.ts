import type { AuditCheck } from '../audited.ts';
import { withoutGluedKind } from '../bank-words.ts';
import { auditFinding, byPayee, isHeldByAnother, payeeOf, paymentsOf } from '../found.ts';
import { wordIndexesOf } from '../word-indexes.ts';

/** Money spent abroad while care is paid for at home (Hertfordshire). A holiday that the plan names is silent. */
export const spendingAbroad: AuditCheck = (facts) => {
  const { abroad } = wordIndexesOf(facts.terms);
  if (abroad === null) return [];
  const spent = facts.movements.flatMap((found) => {
    const { transaction, told } = found;
    const [shown] = abroad.exec(withoutGluedKind(transaction.text)) ?? [];
    if (shown === undefined || transaction.amountPence >= 0 || told.by !== 'rule') return [];
    return [{ ...found, told: { ...told, why: `It shows ${shown}.` } }];
  });
  return byPayee(spent).map((found) =>
    auditFinding('spending-abroad', {
      severity: 'warning',
      found,
      sentence: `${payeeOf(found)} was paid in foreign money: ${paymentsOf(found)}. Ask where the person and the assistant were, and whether care was given then.`,
      isSensitive: isHeldByAnother(facts),
    }),
  );
};
