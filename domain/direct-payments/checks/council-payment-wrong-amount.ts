import { formatDate } from '../../calendar.ts';
import { formatPounds } from '../../money.ts';
import type { AuditCheck, AuditFacts, CouncilPayment } from '../audited.ts';
import { auditFinding } from '../found.ts';
import { instalmentsOf, offBy } from '../council-payments.ts';
import { matchCouncilPayments } from '../match-council-payments.ts';
import { lastDayOf } from '../statement-days.ts';

/** A payment of the council that is not what was due. What an end or a beginning cuts short is paid by the day. */
export const councilPaymentWrongAmount: AuditCheck = (facts) =>
  matchCouncilPayments(facts).flatMap(({ due, paid, isPartOfSum }) => {
    if (paid === null || isPartOfSum || isCutShort(facts, due)) return [];
    const { amountPence, date } = paid.transaction;
    const difference = offBy(due, amountPence);
    if (difference === 0) return [];
    return auditFinding('council-payment-wrong-amount', {
      severity: 'warning',
      found: [paid],
      amountPence: difference,
      sentence: `The council paid ${formatPounds(amountPence)} on ${formatDate(date)}; ${formatPounds(due.amountPence)} was due. That is ${formatPounds(difference)} too ${amountPence < due.amountPence ? 'little' : 'much'}. Ask payments which is right.`,
      evidence: [`Due on ${formatDate(due.dueOn)}: ${formatPounds(due.amountPence)}.`, paid.told.why],
    });
  });

function isCutShort(facts: AuditFacts, { dueOn }: CouncilPayment): boolean {
  const end = lastDayOf(facts);
  const [whole] = instalmentsOf({ ...facts.agreement, endDate: null }, { from: dueOn, to: dueOn });
  return end !== null && whole !== undefined && end < whole.covers.to;
}
