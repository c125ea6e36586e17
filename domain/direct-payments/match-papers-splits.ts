import { formatPounds, pence } from '../money.ts';
import { datedAround, type DayWindow } from './match-papers-in-order.ts';
import { hasSum, type OpenPaper, type OpenPayment } from './match-papers-paper.ts';

/** Papers and payments that come to the same sum together; nobody is bound by it. */
export type PaperSuggestion = {
  papers: readonly string[];
  transactions: readonly number[];
  why: string;
};

/**
 * One paper that was paid in two parts, and two papers of one payee that were paid together, each paper and payment in one
 * suggestion at most: an invoice of £200.00 and payments of £120.00 and £80.00 to its payee.
 */
export function suggestSplits(
  papers: readonly OpenPaper[],
  payments: readonly OpenPayment[],
  window: DayWindow,
): PaperSuggestion[] {
  const free = new Set<OpenPaper | OpenPayment>([...papers, ...payments]);
  const isOpen = (paper: OpenPaper, payment: OpenPayment): boolean =>
    free.has(paper) && free.has(payment) && paper.named.has(payment.place);
  const summed = papers.filter(hasSum);
  const parts = summed.flatMap((paper) => {
    const own = datedAround(payments, paper.day, window).filter((payment) => isOpen(paper, payment));
    const pair = twoThatMake(paper.amountPence, own, ({ paid }) => paid);
    if (pair === null) return [];
    for (const each of [paper, ...pair]) free.delete(each);
    const [first, second] = pair.map(({ paid }) => formatPounds(pence(paid)));
    const why = `${first} and ${second} to ${paper.payee} come to the ${formatPounds(pence(paper.amountPence))} of its ${paper.kind}.`;
    return [{ papers: [paper.paperId], transactions: pair.map(({ transaction }) => transaction), why }];
  });
  const back = { fromDays: -window.toDays, toDays: -window.fromDays };
  const byPayee = [...Map.groupBy(summed, ({ payee }) => payee).values()];
  const together = payments.flatMap((payment) => {
    for (const papersOfOne of byPayee) {
      const own = datedAround(papersOfOne, payment.day, back).filter((paper) => isOpen(paper, payment));
      const pair = twoThatMake(payment.paid, own, ({ amountPence }) => amountPence);
      if (pair === null) continue;
      for (const each of [payment, ...pair]) free.delete(each);
      const [first, second] = pair.map(({ amountPence }) => formatPounds(pence(amountPence)));
      const why = `The ${formatPounds(pence(payment.paid))} paid to ${pair[0].payee} come to two papers of ${first} and ${second}.`;
      return [{ papers: pair.map(({ paperId }) => paperId), transactions: [payment.transaction], why }];
    }
    return [];
  });
  return [...parts, ...together];
}

/** The first two that come to a sum: the one that completes it soonest, with the first that it completes. */
function twoThatMake<T>(sum: number, items: readonly T[], valueOf: (item: T) => number): [T, T] | null {
  const seen = new Map<number, T>();
  for (const item of items) {
    const other = seen.get(sum - valueOf(item));
    if (other !== undefined) return [other, item];
    if (!seen.has(valueOf(item))) seen.set(valueOf(item), item);
  }
  return null;
}
