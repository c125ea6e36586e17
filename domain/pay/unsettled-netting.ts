import { negatePence, pence, subtractPence, sumPence, type Pence } from '../money.ts';
import { invariant } from '../outcome.ts';

/** `AP`: accounts payable, what we owe the payee, above nothing. `AR`: accounts receivable, what the payee owes us, below. */
export type LedgerSide = 'AP' | 'AR';

/** What was sent to the ledger before; settled is the part of the value that the ledger says was paid or recovered. */
export type SentBefore = { ledger: LedgerSide; valuePence: Pence; settledPence: Pence };

/** What goes to the ledger now, at most once for each side and never nothing. */
export type ToSend = { ledger: LedgerSide; amountPence: Pence };

/**
 * Netting against what was sent but is not settled yet, for the settlement route `ledger` where a setting allows it; the
 * rule is that of DEFRA's payment hub (ffc-pay-processing, delta and assign-ledger). The new entitlement less all that
 * was ever sent is the difference. A top-up first clears what the payee owes us (AR), a recovery first takes back what the
 * payee has not been paid yet (AP), and only the rest opens a new debt on the other side: with 100 paid, a debt of 50
 * open and 110 due now, 50 goes to AR and 10 to AP.
 */
export function netUnsettled(facts: { dueNowPence: Pence; before: readonly SentBefore[] }): ToSend[] {
  const sent = sumPence(facts.before.map(({ valuePence }) => valuePence));
  return allocateToLedgers(subtractPence(facts.dueNowPence, sent), outstandingOf(facts.before));
}

/** What is still open on each side, as positive amounts. A side in credit has nothing open. */
export function outstandingOf(before: readonly SentBefore[]): Record<LedgerSide, Pence> {
  const unsettled = (ledger: LedgerSide) =>
    sumPence(
      before
        .filter((sent) => sent.ledger === ledger)
        .map(({ valuePence, settledPence }) => subtractPence(valuePence, settledPence)),
    );
  // DEFRA takes absolute values here, so that a side in credit reads as open; that is not taken over.
  return { AP: pence(Math.max(0, unsettled('AP'))), AR: pence(Math.max(0, negatePence(unsettled('AR')))) };
}

/** Puts a difference on the side where something is open, as far as that reaches, and the rest where it belongs. */
export function allocateToLedgers(
  amountPence: Pence,
  outstanding: Readonly<Record<LedgerSide, Pence>>,
): ToSend[] {
  const [own, other] = amountPence < 0 ? (['AR', 'AP'] as const) : (['AP', 'AR'] as const);
  const netted = pence(Math.sign(amountPence) * Math.min(Math.abs(amountPence), outstanding[other]));
  const parts = [
    { ledger: own, amountPence: subtractPence(amountPence, netted) },
    { ledger: other, amountPence: netted },
  ];
  return parts.filter((part) => part.amountPence !== 0);
}

/**
 * The part of each line that goes with a part of their total, in proportion, so that both invoices are exactly the sum of
 * their lines: 10 of lines of 50 and 50 is 5 and 5. A penny that is left over goes to the largest remainder.
 */
export function partOfLines(lines: readonly Pence[], partPence: Pence): Pence[] {
  const total = sumPence(lines);
  invariant(total !== 0, 'lines that come to nothing have no part');
  const divisor = BigInt(Math.abs(total));
  const shares = lines.map((line, index) => {
    const exact = BigInt(line) * BigInt(partPence) * BigInt(Math.sign(total));
    const remainder = ((exact % divisor) + divisor) % divisor;
    return { index, whole: Number((exact - remainder) / divisor), remainder };
  });
  const leftOver = partPence - shares.reduce((sum, { whole }) => sum + whole, 0);
  const byRemainder = shares.toSorted((left, right) => Number(right.remainder - left.remainder));
  const favoured = new Set(byRemainder.slice(0, leftOver).map(({ index }) => index));
  return shares.map(({ index, whole }) => pence(whole + (favoured.has(index) ? 1 : 0)));
}
