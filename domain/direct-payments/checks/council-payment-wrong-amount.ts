import { formatDate } from '../../calendar.ts';
import { formatPounds } from '../../money.ts';
import type { AuditCheck, AuditFacts, CouncilPayment } from '../audited.ts';
import { auditFinding } from '../found.ts';
import { instalmentsOf, offBy, whyLookedFor } from '../council-payments.ts';
import { isPartSuspended } from '../expected-payments.ts';
import { matchCouncilPayments } from '../match-council-payments.ts';
import { lastDayOf } from '../statement-days.ts';

/** A payment of the council that is not what was due. What an end, a beginning or a suspension cuts short is paid by the day. */
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
      sentence: `The council paid ${formatPounds(amountPence)} on ${formatDate(date)}; ${formatPounds(due.amountPence)} was ${due.paymentId === undefined ? 'due' : 'sent'}. That is ${formatPounds(difference)} too ${amountPence < due.amountPence ? 'little' : 'much'}. Ask payments which is right.`,
      evidence: [whyLookedFor(due), paid.told.why],
    });
  });

/** What careledger sent, or was entered as a one-off, is known to the penny. */
function isCutShort(facts: AuditFacts, { dueOn, paymentId, oneOff }: CouncilPayment): boolean {
  if (paymentId !== undefined || oneOff !== undefined) return false;
  const end = lastDayOf(facts);
  return instalmentsOf({ ...facts.agreement, endDate: null }, { from: dueOn, to: dueOn }).some(
    (whole) => (end !== null && end < whole.covers.to) || isPartSuspended(facts, whole),
  );
}
