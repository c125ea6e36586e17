import { addDays, formatDate, type CalendarDate } from '../../calendar.ts';
import type { AuditFinding, ClassifiedFacts } from '../audited.ts';
import type { Found, SpendingCategory } from '../classified.ts';
import { auditFinding, byPayee, payeeOf, paymentsOf } from '../found.ts';

/** What an employer owes when care ends. */
const SETTLED: readonly SpendingCategory[] = ['wages', 'payroll', 'pension', 'insurance'];

type After = { rule: string; day: CalendarDate; sentence: (what: string) => string };

/** Payments after a day that settle nothing: a direct payment then funds final wages, notice, holiday pay and tax only. */
export function spendingAfter(facts: ClassifiedFacts, { rule, day, sentence }: After): AuditFinding[] {
  const settledBy = addDays(day, facts.terms.settlingDays);
  const spent = facts.movements.filter(
    (each) => each.transaction.amountPence < 0 && each.transaction.date > day && !settles(each, settledBy),
  );
  return byPayee(spent).map((found) =>
    auditFinding(rule, {
      severity: 'error',
      found,
      sentence: sentence(`${payeeOf(found)} was paid ${paymentsOf(found)}`),
      evidence: [
        `Final wages, notice, holiday pay and tax may be paid until ${formatDate(settledBy)}.`,
        ...new Set(found.map(({ told }) => told.why)),
      ],
    }),
  );
}

/** Whom the plan names or an officer confirmed, and wages by any name, while things are settled; tax at any time. */
function settles({ transaction, told }: Found, settledBy: CalendarDate): boolean {
  if (told.category === 'tax' || told.category === 'paid-to-council') return true;
  if (transaction.date > settledBy) return false;
  return (told.by !== 'rule' && told.category !== 'cash') || SETTLED.includes(told.category);
}
