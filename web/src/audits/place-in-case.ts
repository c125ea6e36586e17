import type { ShownCase } from '../../../events/api/audit-cases.ts';
import type { ShownStatement } from '../../../events/api/statements.ts';
import type { Asked } from '../statements/asked.ts';

export function placeInCase(index: number): string {
  return `case-finding-${index + 1}`;
}

/** Where a finding of a statement stands among those of its case; the list of them where it came after the case. */
export function placeOfAsked(
  { findings }: Pick<ShownCase, 'findings'>,
  { uploadId, account }: Pick<ShownStatement, 'uploadId'> & { account: number },
): (asked: Asked) => string {
  return ({ finding }) => {
    const numbers = finding.transactions.join();
    const index = findings.findIndex(
      ({ rule, statement, transactions }) =>
        rule === finding.rule &&
        statement?.uploadId === uploadId &&
        statement.account === account &&
        transactions.join() === numbers,
    );
    return index === -1 ? 'findings' : placeInCase(index);
  };
}
