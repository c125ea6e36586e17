import { formatDate } from '../../calendar.ts';
import { formatPounds, pence } from '../../money.ts';
import type { AuditCheck, AuditFinding } from '../audited.ts';
import type { Found } from '../classified.ts';
import { auditFinding, byPayee, payeeOf, paymentsOf, unplanned } from '../found.ts';

const RULE = 'bank-charge-or-overdraft';

/** Charges of the bank, and days on which the account was overdrawn. */
export const bankChargeOrOverdraft: AuditCheck = (facts) => {
  const charges = byPayee(unplanned(facts, 'bank-charge')).map(charged);
  const below = facts.movements.filter(({ transaction }) => (transaction.balancePence ?? 0) < 0);
  return below.length === 0 ? charges : [...charges, overdrawn(below)];
};

function charged(found: readonly Found[]): AuditFinding {
  return auditFinding(RULE, {
    severity: 'warning',
    found,
    sentence: `The bank charged for ${payeeOf(found)}: ${paymentsOf(found)}. Ask why; a charge that a late payment of the council caused is the council’s to make good.`,
  });
}

function overdrawn(found: readonly Found[]): AuditFinding {
  const lowest = found.reduce((low, each) => (balanceOf(each) < balanceOf(low) ? each : low));
  const amountPence = pence(-balanceOf(lowest));
  return auditFinding(RULE, {
    severity: 'warning',
    found,
    amountPence,
    sentence: `The account was overdrawn, by ${formatPounds(amountPence)} on ${formatDate(lowest.transaction.date)} at the most. Ask what was due then, and look at whether the budget meets it.`,
    evidence: [
      `The balance was below nothing after ${found.length} ${found.length === 1 ? 'movement' : 'movements'}.`,
    ],
  });
}

function balanceOf({ transaction: { balancePence } }: Found): number {
  return balancePence ?? 0;
}
