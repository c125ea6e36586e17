import type { AuditCheck } from '../audited.ts';
import type { SpendingCategory } from '../classified.ts';
import { auditFinding, byPayee, payeeOf, paymentsOf, unplanned } from '../found.ts';

/** Shops and trades serve whoever asks: only of these it says something that several agreements pay one payee. */
export const sharedCategories = ['wages', 'care', 'other'] as const satisfies readonly SpendingCategory[];

/**
 * A payee outside every plan whom several agreements pay: a network, or somebody who should be on a framework. Bureaux,
 * HMRC, agencies of the plan, shops and trades serve many and are no finding.
 */
export const payeeSharedAcrossAgreements: AuditCheck = (facts) =>
  byPayee(unplanned(facts, ...sharedCategories)).flatMap((found) => {
    const [first] = found;
    const key = first.told.payeeKey;
    // A text of numbers only, or none, is nobody’s name.
    const agreements = /[a-z]/.test(key) ? (facts.sharedPayees.get(key) ?? 0) : 0;
    if (first.told.by !== 'rule' || agreements < facts.terms.sharedPayeeAgreements) return [];
    return auditFinding('payee-shared-across-agreements', {
      severity: 'warning',
      found,
      sentence: `${payeeOf(found)} is in no plan item, was paid ${paymentsOf(found)}, and is paid by ${agreements} agreements. Ask who it is and what was bought, and look at the other agreements.`,
      evidence: [`${agreements} agreements pay the same payee.`, first.told.why],
    });
  });
