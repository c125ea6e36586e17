import type { StatementTransaction } from '../statements/statement.ts';
import type { Classified } from './classify.ts';

/** The places of payments out that came back from the same payee in full: a returned wage that is paid again is paid once. */
export function givenBack(
  transactions: readonly StatementTransaction[],
  classified: readonly Classified[],
): ReadonlySet<number> {
  const open = new Map<string, number[]>();
  const back = new Set<number>();
  for (const [place, { amountPence }] of transactions.entries()) {
    const told = classified[place];
    const key = `${Math.abs(amountPence)} ${told?.payeeKey ?? ''}`;
    const paid = open.get(key) ?? [];
    if (amountPence < 0) open.set(key, [...paid, place]);
    else if (told?.category === 'refund') {
      const last = paid.at(-1);
      if (last !== undefined) back.add(last);
      open.set(key, paid.slice(0, -1));
    }
  }
  return back;
}
