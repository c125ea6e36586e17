import { daysBetween, formatDate } from '../../calendar.ts';
import { formatPounds } from '../../money.ts';
import type { AuditCheck } from '../audited.ts';
import { whyLookedFor } from '../council-payments.ts';
import { auditFinding } from '../found.ts';
import { matchCouncilPayments } from '../match-council-payments.ts';
import { daysOfStatement } from '../statement-days.ts';

/** A payment that the council was to make and that had not come when the statement ends, its days of grace over. */
export const councilPaymentMissing: AuditCheck = (facts) => {
  const days = daysOfStatement(facts.sent.statement);
  if (days === null) return [];
  return matchCouncilPayments(facts).flatMap(({ due, paid }) => {
    const { dueOn, amountPence, paymentId } = due;
    if (paid !== null || daysBetween(dueOn, days.to) <= facts.terms.councilPaymentGraceDays) return [];
    return auditFinding('council-payment-missing', {
      severity: 'error',
      amountPence,
      sentence: `The council ${paymentId === undefined ? 'was to pay' : 'sent'} ${formatPounds(amountPence)} on ${formatDate(dueOn)}, and it did not come by ${formatDate(days.to)}. Check with payments ${paymentId === undefined ? 'whether it was made, and to which account' : 'which account it went to'}.`,
      evidence: [whyLookedFor(due)],
    });
  });
};
