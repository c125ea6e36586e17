import type { ShownStatement } from '../../../events/api/statements.ts';
import { counted, formatDate, formatMoney } from '../words/format.ts';

/** What was in the account on a day: after a transaction, or as the statement opens. */
export type BalancePoint = { date: string; pence: number; number: number | null };

/** The balance from its opening on, as far as the statement gives it; empty where no transaction has one. */
export function balancePoints({ from, openingPence, transactions }: ShownStatement): BalancePoint[] {
  const after = transactions.flatMap(({ date, balancePence, number }): BalancePoint[] =>
    balancePence === null ? [] : [{ date, pence: balancePence, number }],
  );
  if (after.length === 0 || from === null || openingPence === null) return after;
  return [{ date: from, pence: openingPence, number: null }, ...after];
}

/** How the balance went, in words. */
export function balanceInWords(points: readonly BalancePoint[], statement: ShownStatement): string {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return '';
  const least = points.reduce((low, point) => (point.pence < low.pence ? point : low));
  const { contingencyPence, nextCursor, transactions } = statement;
  const sentences = [
    nextCursor === null ? '' : `Of the first ${counted(transactions.length, 'transaction')}:`,
    `The account ${first.number === null ? 'opened with' : 'held'} ${formatMoney(first.pence)} on ${formatDate(first.date)} and ${nextCursor === null ? 'closed with' : 'held'} ${formatMoney(last.pence)} on ${formatDate(last.date)}.`,
    `The least it held was ${formatMoney(least.pence)}, on ${formatDate(least.date)}.`,
    `The contingency is ${formatMoney(contingencyPence)}.`,
  ];
  return sentences.filter(Boolean).join(' ');
}

const STEPS = [1, 2, 5];

/** Round amounts from below the least to above the most, some four of them. */
export function roundAmounts(least: number, most: number): number[] {
  const rough = Math.max(100, (most - least) / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((each) => each * power >= rough) ?? 10) * power;
  const first = Math.floor(least / step);
  const count = Math.max(1, Math.ceil(most / step) - first);
  return Array.from({ length: count + 1 }, (_, place) => (first + place) * step);
}
