import { negatePence, pence, type Pence } from '../../money.ts';

/** A line that is neither held nor issued, as far as owing goes. */
export type MovingLine = { lineId: string; key: string; amountPence: Pence };

/** What payees were overpaid and have not given back, by strand of care. */
export type Owed = ReadonlyMap<string, Pence>;

export type Settlement = {
  /** What the package adds to its payee’s payment: never below nothing. */
  payablePence: Pence;
  /** Overpayments that a positive line of the same strand cancels. */
  cancelled: readonly { key: string; lineId: string; amountPence: Pence }[];
  /** What nothing in this run could make good: a recovery is proposed for it. */
  proposed: readonly { key: string; lineId: string; amountPence: Pence }[];
  owed: Owed;
};

/**
 * What a package comes to for one payee in one run. A positive line first cancels what is still owed on its own strand;
 * a negative line reduces what else the package is paid in this run; what is left of it is owed, and proposed for
 * recovery. Nothing reaches into another package.
 */
export function settlePackage(lines: readonly MovingLine[], owed: Owed): Settlement {
  const stillOwed = new Map(owed);
  const cancelled: { key: string; lineId: string; amountPence: Pence }[] = [];
  let payable = 0;
  for (const { key, lineId, amountPence } of lines) {
    if (amountPence <= 0) continue;
    const before = stillOwed.get(key) ?? 0;
    const cancels = Math.min(before, amountPence);
    if (cancels > 0) {
      cancelled.push({ key, lineId, amountPence: pence(cancels) });
      stillOwed.set(key, pence(before - cancels));
      if (before === cancels) stillOwed.delete(key);
    }
    payable += amountPence - cancels;
  }
  const proposed: { key: string; lineId: string; amountPence: Pence }[] = [];
  for (const { key, lineId, amountPence } of lines) {
    if (amountPence >= 0) continue;
    const taken = negatePence(amountPence);
    const met = Math.min(payable, taken);
    payable -= met;
    const left = taken - met;
    if (left === 0) continue;
    proposed.push({ key, lineId, amountPence: pence(left) });
    stillOwed.set(key, pence((stillOwed.get(key) ?? 0) + left));
  }
  return { payablePence: pence(payable), cancelled, proposed, owed: stillOwed };
}
