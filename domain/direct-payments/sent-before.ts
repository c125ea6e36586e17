import type { ClassifiedFacts } from './audited.ts';
import type { Found } from './classified.ts';

/** The places of transactions that are among others too, in whatever form they were sent; each of those counts once. */
export function sameMovements(own: readonly Found[], others: readonly Found[]): number[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(keyOf(other), (left.get(keyOf(other)) ?? 0) + 1);
  return own.flatMap((found) => {
    const count = left.get(keyOf(found)) ?? 0;
    if (count === 0) return [];
    left.set(keyOf(found), count - 1);
    return [found.place];
  });
}

/** What tells a movement: its day, its amount and its payee. */
function keyOf({ transaction: { date, amountPence }, told }: Found): string {
  return `${date} ${amountPence} ${told.payeeKey}`;
}

/** The places of what was in an earlier statement already. */
export function alreadySent({ movements, before }: ClassifiedFacts): number[] {
  return sameMovements(
    movements,
    before.flatMap((each) => each.movements),
  );
}
