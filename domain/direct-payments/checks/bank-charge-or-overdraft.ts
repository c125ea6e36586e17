import { formatDate } from '../../calendar.ts';
import { formatPounds, negatePence, type Pence } from '../../money.ts';
import type { AuditCheck, AuditFinding } from '../audited.ts';
import type { Found } from '../classified.ts';
import { auditFinding, byPayee, payeeOf, paymentsOf, unplanned, type FoundTogether } from '../found.ts';

const RULE = 'bank-charge-or-overdraft';

/** Charges of the bank, and days on which the account was overdrawn. */
export const bankChargeOrOverdraft: AuditCheck = (facts) => {
  const charges = byPayee(unplanned(facts, 'bank-charge')).map(charged);
  const below = facts.movements.flatMap((found) => {
    const { balancePence } = found.transaction;
    return balancePence === null || balancePence >= 0 ? [] : [{ ...found, balancePence }];
  });
  const [first, ...others] = below;
  return first === undefined ? charges : [...charges, overdrawn([first, ...others])];
};

function charged(found: FoundTogether): AuditFinding {
  return auditFinding(RULE, {
    severity: 'warning',
    found,
    sentence: `The bank charged for ${payeeOf(found)}: ${paymentsOf(found)}. Ask why; a charge that a late payment of the council caused is the council’s to make good.`,
  });
}

type Overdrawn = Found & { balancePence: Pence };

function overdrawn(found: readonly [Overdrawn, ...Overdrawn[]]): AuditFinding {
  const lowest = found.reduce((low, each) => (each.balancePence < low.balancePence ? each : low));
  const amountPence = negatePence(lowest.balancePence);
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
