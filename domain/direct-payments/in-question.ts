import { pence, sumPence, type Pence } from '../money.ts';

/** Money that nobody spent is said twice: by what was spent less than planned, and by what lies in the account. */
const SAID_TWICE: ReadonlySet<string> = new Set(['underspend', 'balance-beyond-contingency']);

type InQuestion = { rule: string; amountPence: Pence | null };

/** What of some findings was spent or not paid in: not what nobody spent. */
export function sumSpent(findings: readonly InQuestion[]): Pence {
  return sumPence(findings.filter(({ rule }) => !SAID_TWICE.has(rule)).map(amountOf));
}

/** What some findings have in question: each amount by itself, and of what was not spent the larger of its two. */
export function sumInQuestion(findings: readonly InQuestion[]): Pence {
  const unspent = [...SAID_TWICE].map((name) =>
    sumPence(findings.filter(({ rule }) => rule === name).map(amountOf)),
  );
  return sumPence([sumSpent(findings), pence(Math.max(...unspent))]);
}

function amountOf({ amountPence }: InQuestion): Pence {
  return pence(Math.abs(amountPence ?? 0));
}
