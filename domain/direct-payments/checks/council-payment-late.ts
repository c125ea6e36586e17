import { formatDate } from '../../calendar.ts';
import { formatPounds } from '../../money.ts';
import type { AuditCheck } from '../audited.ts';
import { auditFinding } from '../found.ts';
import { matchCouncilPayments } from '../match-council-payments.ts';

/** A payment of the council that came after its days of grace. */
export const councilPaymentLate: AuditCheck = (facts) =>
  matchCouncilPayments(facts).flatMap(({ due: { dueOn }, paid, daysLate }) => {
    if (paid === null || daysLate <= facts.terms.councilPaymentGraceDays) return [];
    const { date, amountPence } = paid.transaction;
    return auditFinding('council-payment-late', {
      severity: 'warning',
      found: [paid],
      sentence: `The council’s ${formatPounds(amountPence)} came on ${formatDate(date)}, ${daysLate} days after ${formatDate(dueOn)}, when it was due. Tell payments; money the person was short of for that time is the council’s doing.`,
    });
  });
