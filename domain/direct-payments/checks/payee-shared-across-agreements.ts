import type { AuditCheck, ClassifiedFacts } from '../audited.ts';
import type { SpendingCategory } from '../classified.ts';
import { auditFinding, byPayee, payeeOf, paymentsOf, unplanned, type FoundTogether } from '../found.ts';
import { payeeAccountKey } from '../payee-account.ts';

/** Shops and trades serve whoever asks: only of these it says something that several agreements pay one payee. */
export const sharedCategories = ['wages', 'care', 'other'] as const satisfies readonly SpendingCategory[];

/**
 * A payee outside every plan whom several agreements pay: a network, or somebody who should be on a framework. Bureaux,
 * HMRC, agencies of the plan, shops and trades serve many and are no finding.
 */
export const payeeSharedAcrossAgreements: AuditCheck = (facts) =>
  byPayee(unplanned(facts, ...sharedCategories)).flatMap((found) => {
    const [{ told }] = found;
    const { agreements, by } = sharedBy(found, facts);
    if (told.by !== 'rule' || agreements < facts.terms.sharedPayeeAgreements) return [];
    return auditFinding('payee-shared-across-agreements', {
      severity: 'warning',
      found,
      sentence: `${payeeOf(found)} is in no plan item, was paid ${paymentsOf(found)}, and is paid by ${agreements} agreements. Ask who it is and what was bought, and look at the other agreements.`,
      evidence: [by, told.why],
    });
  });

/** In how many agreements, by the name or by the account: a payee may have other names elsewhere, and one account. */
function sharedBy(
  found: FoundTogether,
  { sharedPayees }: ClassifiedFacts,
): { agreements: number; by: string } {
  const [{ told }] = found;
  // A text of numbers only, or none, is nobody’s name.
  const byName = /[a-z]/.test(told.payeeKey) ? (sharedPayees.get(told.payeeKey) ?? 0) : 0;
  const accounts = found.flatMap(({ transaction }) => payeeAccountKey(transaction) ?? []);
  const byAccount = Math.max(0, ...accounts.map((account) => sharedPayees.get(account) ?? 0));
  if (byName >= byAccount) return { agreements: byName, by: `${byName} agreements pay the same payee.` };
  const by = `${byAccount} agreements pay the same account, whatever name stands with it.`;
  return { agreements: byAccount, by };
}
