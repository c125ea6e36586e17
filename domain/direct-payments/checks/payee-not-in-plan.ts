import { formatPounds } from '../../money.ts';
import type { AuditCheck, AuditFinding } from '../audited.ts';
import type { Found } from '../classified.ts';
import {
  auditFinding,
  byPayee,
  payeeOf,
  paymentsOf,
  totalOf,
  unplanned,
  type FoundTogether,
} from '../found.ts';

/** Costs of employers are never asked about, and what is prohibited is said by its own name. */
const ASKED = ['wages', 'care', 'activity', 'travel', 'trade', 'equipment', 'shopping', 'other'] as const;

/** Payments to somebody whom no plan item names; small ones only where they come to something together. */
export const payeeNotInPlan: AuditCheck = (facts) => {
  const { plan, terms } = facts;
  const asked = unplanned(facts, ...ASKED).filter(
    ({ told, place }) => told.by === 'rule' && !facts.givenBack.has(place),
  );
  if (plan.items.length === 0) return asked.length === 0 ? [] : [withoutPlan(asked)];
  const payees = byPayee(asked);
  const large = payees.filter((found) => totalOf(found) >= terms.unplannedFromPence);
  const small = payees.filter((found) => !large.includes(found)).flat();
  const findings = large.map(toOne);
  return totalOf(small) < terms.unplannedTogetherPence ? findings : [...findings, toMany(small)];
};

const RULE = 'payee-not-in-plan';

function toOne(found: FoundTogether): AuditFinding {
  return auditFinding(RULE, {
    severity: 'warning',
    found,
    sentence: `No plan item names ${payeeOf(found)}, who was paid ${paymentsOf(found)}. Ask what was bought, and whether the plan is to name it.`,
  });
}

function toMany(found: readonly Found[]): AuditFinding {
  return auditFinding(RULE, {
    severity: 'warning',
    found,
    sentence: `${found.length} small payments went to payees whom no plan item names, ${formatPounds(totalOf(found))} together. Ask for the receipts of the largest.`,
  });
}

function withoutPlan(found: readonly Found[]): AuditFinding {
  return auditFinding(RULE, {
    severity: 'warning',
    found,
    sentence: `The agreement names nothing that may be bought, so ${formatPounds(totalOf(found))} that was paid out cannot be held against it. Ask the social worker for the support plan.`,
    evidence: ['No plan items are on record.'],
  });
}
