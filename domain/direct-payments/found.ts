import { formatDate } from '../calendar.ts';
import { formatPounds, pence, sumPence, type Pence } from '../money.ts';
import { quote } from '../outcome.ts';
import type { AuditFacts, AuditFinding, ClassifiedFacts } from './audited.ts';
import type { Found, SpendingCategory } from './classified.ts';
import { daysAgreed, daysOfStatement } from './statement-days.ts';

/** What was paid out for something that no plan item names. */
export function unplanned(facts: ClassifiedFacts, ...categories: readonly SpendingCategory[]): Found[] {
  return facts.movements.filter(
    ({ transaction, told }) =>
      transaction.amountPence < 0 && told.planItem === null && categories.includes(told.category),
  );
}

/** Some transactions, one at least. */
export type FoundTogether = [Found, ...Found[]];

/** Payments out of a payee together: they are one question. */
export function byPayee(found: readonly Found[]): FoundTogether[] {
  return inGroups(found, ({ told }) => told.payeeKey);
}

export function inGroups(found: readonly Found[], keyOf: (each: Found) => string): FoundTogether[] {
  const groups = new Map<string, FoundTogether>();
  for (const each of found) {
    const own = groups.get(keyOf(each));
    if (own === undefined) groups.set(keyOf(each), [each]);
    else own.push(each);
  }
  return [...groups.values()];
}

/** What was moved, whichever way. */
export function totalOf(found: readonly Found[]): Pence {
  return sumPence(found.map(({ transaction }) => pence(Math.abs(transaction.amountPence))));
}

type Draft = Pick<AuditFinding, 'severity' | 'sentence'> & {
  found?: readonly Found[];
  amountPence?: Pence | null;
  evidence?: readonly string[];
  isSensitive?: boolean;
};

/** A finding about some transactions, which are what is in question unless an amount is said. */
export function auditFinding(rule: string, draft: Draft): AuditFinding {
  const { severity, sentence, found = [], isSensitive = false } = draft;
  return {
    rule,
    severity,
    transactions: found.map(({ place }) => place),
    amountPence: draft.amountPence === undefined ? totalOf(found) : draft.amountPence,
    sentence,
    evidence: draft.evidence ?? whysOf(found),
    isSensitive,
  };
}

/** Why each was taken for what it is, said once. */
function whysOf(found: readonly Found[]): string[] {
  return [...new Set(found.map(({ transaction, told }) => `${quote(transaction.text)}: ${told.why}`))];
}

const MOST_NAMED = 3;

/** `£25.00 on 7 August 2026 and £30.00 on 9 August 2026`; of many the first. */
export function paymentsOf(found: readonly Found[]): string {
  const named = found
    .slice(0, MOST_NAMED)
    .map(
      ({ transaction: { amountPence, date } }) =>
        `${formatPounds(pence(Math.abs(amountPence)))} on ${formatDate(date)}`,
    );
  const more = found.length - named.length;
  if (more > 0) return `${named.join(', ')} and ${more} more, ${formatPounds(totalOf(found))} together`;
  return joined(named);
}

export function joined(parts: readonly string[]): string {
  return [parts.slice(0, -1).join(', '), ...parts.slice(-1)].filter((part) => part !== '').join(' and ');
}

/** As the bank writes it. */
export function payeeOf([first]: Readonly<FoundTogether>): string {
  return quote(first.transaction.text);
}

/**
 * Whether money that went astray may have been taken from the person: somebody else holds the account. What shows that
 * is seen by few (practice.md 5).
 */
export function isHeldByAnother({ agreement, person }: Pick<AuditFacts, 'agreement' | 'person'>): boolean {
  const { accountType, payeeName } = agreement;
  if (accountType === 'third-party' || accountType === 'carer') return true;
  return accountType !== 'managed' && payeeName !== null && payeeName.trim() !== person.name.trim();
}

/** Days of the statement on which money was to be spent as agreed. */
export function agreedDays(facts: AuditFacts): ReturnType<typeof daysAgreed> {
  const days = daysOfStatement(facts.sent.statement);
  return days === null ? null : daysAgreed(facts, days);
}
