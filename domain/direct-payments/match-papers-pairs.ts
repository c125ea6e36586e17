import { inOrderOf } from '../in-order-of.ts';
import { pairInOrder, datedAround, type DayWindow } from './match-papers-in-order.ts';
import {
  hasSum,
  type OpenPaper,
  type OpenPayment,
  type PaperPair,
  type SummedPaper,
} from './match-papers-paper.ts';

type Pairing = (
  papers: readonly OpenPaper[],
  payments: readonly OpenPayment[],
  window: DayWindow,
) => PaperPair[];

/** Papers and payments of the same sum, whoever was paid. */
export const pairBySum: Pairing = (papers, payments, window) =>
  ofEachSum(papers, payments, window, pairInOrder);

/** Papers and payments of the same sum to the same payee. */
export const pairBySumAndPayee: Pairing = (papers, payments, window) =>
  ofEachSum(papers, payments, window, pairByPayee);

function ofEachSum(...[papers, payments, window, pair]: [...Parameters<Pairing>, Pairing]): PaperPair[] {
  const ofSum = Map.groupBy(payments, ({ paid }) => paid);
  const bySum = Map.groupBy(papers.filter(hasSum), ({ amountPence }) => amountPence);
  return [...bySum].flatMap(([sum, own]) => pair(own, ofSum.get(sum) ?? [], window));
}

/**
 * Papers and payments to the same payee, whatever was paid. A payment belongs to the payee of whose name its text has the
 * most; of two with as much, to the first in the alphabet.
 */
export function pairByPayee(...[papers, payments, window]: Parameters<Pairing>): PaperPair[] {
  const byPayee = inOrderOf([...Map.groupBy(papers, ({ payee }) => payee)], ([payee]) => payee);
  const names = inOrderOf([...new Map(papers.map(({ payee, named }) => [payee, named]))], ([payee]) => payee);
  const best = new Map<number, { payee: string; share: number }>();
  for (const [payee, named] of names) {
    for (const [place, share] of named) {
      const before = best.get(place);
      if (before === undefined || share > before.share) best.set(place, { payee, share });
    }
  }
  const ofPayee = Map.groupBy(payments, ({ place }) => best.get(place)?.payee);
  return byPayee.flatMap(([payee, own]) => pairInOrder(own, ofPayee.get(payee) ?? [], window));
}

/** For each paper the payment to its payee that is off the least, within so many percent of it; of two, the nearest. */
export function pairThatDiffer(
  papers: readonly OpenPaper[],
  payments: readonly OpenPayment[],
  { window, differsPercent }: { window: DayWindow; differsPercent: number },
): PaperPair<SummedPaper>[] {
  const taken = new Set<OpenPayment>();
  return papers.filter(hasSum).flatMap((paper) => {
    const { amountPence, named, day } = paper;
    const offBy = ({ paid }: OpenPayment): number => Math.abs(paid - amountPence);
    const [nearest] = datedAround(payments, day, window)
      .filter(
        (payment) =>
          named.has(payment.place) &&
          !taken.has(payment) &&
          offBy(payment) * 100 <= amountPence * differsPercent,
      )
      .toSorted(
        (one, other) => offBy(one) - offBy(other) || Math.abs(one.day - day) - Math.abs(other.day - day),
      );
    if (nearest === undefined) return [];
    taken.add(nearest);
    return [[paper, nearest] as const];
  });
}
