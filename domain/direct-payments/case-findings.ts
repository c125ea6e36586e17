import type { Pence } from '../money.ts';
import type { CaseFinding } from './audit-case-acts.ts';
import type { AuditFinding } from './audited.ts';
import { sumInQuestion } from './in-question.ts';

/** A case is one item of the table: it holds so many findings of a statement, the gravest first. */
const MOST_FINDINGS = 200;
const MOST_WORDS = 600;

const GRAVITY = { error: 0, warning: 1, information: 2 } as const satisfies Record<
  AuditFinding['severity'],
  number
>;

export type StatementAccount = NonNullable<CaseFinding['statement']>;

/**
 * What was found in one account of a statement, as a case holds it. A finding keeps its id however often the statement is
 * looked at again. Of more than a case can hold the rest is one finding that says so.
 */
export function caseFindingsOf(
  statement: StatementAccount,
  findings: readonly AuditFinding[],
): (CaseFinding & { found: AuditFinding | null })[] {
  const all = withIds(statement, findings).map(({ findingId, found }) => ({
    ...{ findingId, rule: found.rule, severity: found.severity },
    ...{ amountPence: found.amountPence, isSensitive: found.isSensitive },
    ...{ sentence: found.sentence.slice(0, MOST_WORDS), statement, found },
  }));
  const inOrder = all.toSorted((one, other) => gravityOf(one) - gravityOf(other));
  if (inOrder.length <= MOST_FINDINGS) return inOrder;
  const rest = inOrder.slice(MOST_FINDINGS - 1);
  const sentence = `${rest.length} more findings are on the page of the statement. Look at them there before this one is decided.`;
  return [
    ...inOrder.slice(0, MOST_FINDINGS - 1),
    {
      ...{ findingId: idOf(statement, 'more-findings', 0), rule: 'more-findings', severity: 'warning' },
      ...{ amountPence: null, isSensitive: rest.some(({ isSensitive }) => isSensitive) },
      ...{ sentence, statement, found: null },
    },
  ];
}

/** What may show abuse goes before everything else. */
function gravityOf({ severity, isSensitive }: Pick<CaseFinding, 'severity' | 'isSensitive'>): number {
  return isSensitive ? -1 : GRAVITY[severity];
}

function idOf({ uploadId, account }: StatementAccount, rule: string, transaction: number): string {
  return `${uploadId}:${account}:${rule}:${transaction}`;
}

/** By the first transaction each is about, so that another finding that comes or goes leaves its id alone. */
function withIds(
  statement: StatementAccount,
  findings: readonly AuditFinding[],
): { findingId: string; found: AuditFinding }[] {
  const seen = new Map<string, number>();
  return findings.map((found) => {
    const [first] = found.transactions;
    const id = idOf(statement, found.rule, first === undefined ? 0 : first + 1);
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return { findingId: count === 1 ? id : `${id}:${count}`, found };
  });
}

/** What a case has in question: what is not explained away. */
export function inQuestion(
  findings: readonly (Pick<CaseFinding, 'rule' | 'severity' | 'amountPence'> & {
    decided: { decision: string } | null;
  })[],
): Pence {
  const standing = findings.filter(
    ({ severity, decided }) =>
      severity !== 'information' && (decided === null || decided.decision === 'upheld'),
  );
  return sumInQuestion(standing);
}
