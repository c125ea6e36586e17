import type { AuditCheck, AuditFinding } from '../audited.ts';
import type { SpendingCategory } from '../classified.ts';
import { auditFinding, byPayee, isHeldByAnother, payeeOf, paymentsOf, unplanned } from '../found.ts';

/** A kind of spending that is asked about wherever the plan does not name it, payee by payee. */
export type AskedCategory = {
  category: SpendingCategory;
  severity: AuditFinding['severity'];
  /** What the money went to, after “was spent on”: “gambling with”. */
  on: string;
  ask: string;
};

export function ofCategory(rule: string, { category, severity, on, ask }: AskedCategory): AuditCheck {
  return (facts) =>
    byPayee(unplanned(facts, category)).map((found) =>
      auditFinding(rule, {
        severity,
        found,
        sentence: `${on} ${payeeOf(found)}: ${paymentsOf(found)}. ${ask}`,
        isSensitive: isHeldByAnother(facts),
      }),
    );
}
