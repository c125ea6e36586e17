import * as z from 'zod';
import { invariant } from '../outcome.ts';
import { percentChange, type UpliftLine } from './uplift-line.ts';
import type { UpliftTerms } from './uplift-terms.ts';

export const outlierSchema = z.object({
  lineId: z.string(),
  percent: z.number().describe('By how many percent its rate changes.'),
  why: z.string(),
});
/** A rate that changes by much more or less than the others of its service type. */
export type Outlier = z.infer<typeof outlierSchema>;

/** The rates far from the median of their service type, the farthest first. */
export function outliersOf(
  lines: readonly UpliftLine[],
  { outlierPoints }: Pick<UpliftTerms, 'outlierPoints'>,
): Outlier[] {
  const moves = lines.flatMap(({ lineId, serviceType, oldRate, newRate }) =>
    oldRate === null || newRate === null
      ? []
      : [{ lineId, serviceType, percent: percentChange(oldRate, newRate) }],
  );
  const found = [...Map.groupBy(moves, ({ serviceType }) => serviceType)].flatMap(([serviceType, own]) => {
    const median = medianOf(own.map(({ percent }) => percent));
    return own.map(({ lineId, percent }) => ({
      ...{ lineId, percent, points: Math.abs(percent - median) },
      why: `It changes by ${percentText(percent)}, where the median of ${serviceType} is ${percentText(median)}.`,
    }));
  });
  return found
    .sort((left, right) => right.points - left.points)
    .flatMap(({ points, ...outlier }) => (points > outlierPoints ? [outlier] : []));
}

/** The lower one of the two in the middle where there are two, so that it is a change that somebody has. */
function medianOf(numbers: readonly number[]): number {
  const median = numbers.toSorted((left, right) => left - right)[Math.floor((numbers.length - 1) / 2)];
  invariant(median !== undefined, 'there is a change to compare');
  return median;
}

function percentText(percent: number): string {
  return `${percent < 0 ? '−' : ''}${Math.abs(percent)}%`;
}
