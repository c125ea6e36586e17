import type { StatementFinding } from '../../../events/api/statements.ts';

/** A finding with its place among the findings of its statement. */
export type Asked = { finding: StatementFinding; index: number };

/** What was found about each transaction, by its number. */
export function askedByNumber(findings: readonly StatementFinding[]): ReadonlyMap<number, readonly Asked[]> {
  const asked = new Map<number, Asked[]>();
  for (const [index, finding] of findings.entries())
    for (const number of finding.transactions) {
      const own = asked.get(number);
      if (own === undefined) asked.set(number, [{ finding, index }]);
      else own.push({ finding, index });
    }
  return asked;
}
