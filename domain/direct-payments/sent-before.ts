import type { StatementTransaction } from '../statements/statement.ts';
import type { ClassifiedFacts } from './audited.ts';
import type { Classified } from './classify.ts';

/** What tells a movement in whatever form its statement is sent: its day, its amount and its payee. */
export function movementKeys(
  transactions: readonly StatementTransaction[],
  classified: readonly Classified[],
): string[] {
  return transactions.map(
    ({ date, amountPence }, place) => `${date} ${amountPence} ${classified[place]?.payeeKey ?? ''}`,
  );
}

/** The places of those that are among others too, each of which counts once. */
export function sameMovements(own: readonly string[], others: readonly string[]): number[] {
  const left = new Map<string, number>();
  for (const key of others) left.set(key, (left.get(key) ?? 0) + 1);
  return own.flatMap((key, place) => {
    const count = left.get(key) ?? 0;
    if (count === 0) return [];
    left.set(key, count - 1);
    return [place];
  });
}

/** The places of what was in an earlier statement already. */
export function alreadySent({ sent, classified, earlier, earlierClassified }: ClassifiedFacts): number[] {
  const own = movementKeys(sent.statement.transactions, classified);
  const before = earlier.flatMap(({ statement }, at) =>
    movementKeys(statement.transactions, earlierClassified[at] ?? []),
  );
  return sameMovements(own, before);
}
