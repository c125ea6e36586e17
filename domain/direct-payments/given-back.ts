import type { Found } from './classified.ts';

/** The places of payments out that came back from the same payee in full: a returned wage that is paid again is paid once. */
export function givenBack(movements: readonly Found[]): ReadonlySet<number> {
  const open = new Map<string, number[]>();
  const back = new Set<number>();
  for (const { place, transaction, told } of movements) {
    const key = `${Math.abs(transaction.amountPence)} ${told.payeeKey}`;
    const paid = open.get(key) ?? [];
    open.set(key, paid);
    if (transaction.amountPence < 0) paid.push(place);
    else if (told.category === 'refund') for (const last of paid.splice(-1)) back.add(last);
  }
  return back;
}
