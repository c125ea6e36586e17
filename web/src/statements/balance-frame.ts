import type { ShownStatement } from '../../../events/api/statements.ts';
import { scaleOf, xOf, type Scale } from '../timeline/scale.ts';
import { roundAmounts, type BalancePoint } from './balance-line.ts';

/** Pixels: the drawing is as wide as there is room for, and so high everywhere. */
export const HEIGHT = 220;
const TOP = 30;
export const BOTTOM = 10;

/** Where days and amounts lie in the drawing. */
export type Frame = { scale: Scale; amounts: readonly number[]; y: (pence: number) => number };

/** Of a statement: its days, and every balance beside the contingency. */
export function frameOf(
  { from, to, contingencyPence }: ShownStatement,
  points: readonly BalancePoint[],
): Frame {
  const days = { from: from ?? points[0]?.date ?? '', to: to ?? points.at(-1)?.date ?? '' };
  return frameOver(days, [contingencyPence, ...points.map(({ pence }) => pence)]);
}

/** Of some days and amounts: nothing is always among them. */
export function frameOver(days: { from: string; to: string }, shown: readonly number[]): Frame {
  const amounts = [0, ...shown];
  const least = amounts.reduce((low, pence) => Math.min(low, pence));
  const most = amounts.reduce((high, pence) => Math.max(high, pence));
  const round = roundAmounts(least, most);
  const low = round[0] ?? 0;
  const high = round.at(-1) ?? 0;
  const room = HEIGHT - TOP - BOTTOM;
  return {
    scale: scaleOf(days),
    amounts: round,
    y: (pence) => TOP + ((high - pence) / Math.max(1, high - low)) * room,
  };
}

/** How far to the right a day begins, in hundredths. */
export function shareOfWidth(scale: Scale, date: string): number {
  return (xOf(scale, date) / scale.width) * 100;
}
