import { rangeDays, type ClosedRange } from '../date-range.ts';
import { cumulativeProRata, type Pence } from '../money.ts';

/** What a weekly price comes to over whole days, first and last included: £700 over three days is £300, half up. */
export function proRata({ weeklyPence, from, to }: ClosedRange & { weeklyPence: Pence }): {
  days: number;
  amountPence: Pence;
} {
  const days = rangeDays({ from, to });
  return { days, amountPence: cumulativeProRata({ weeklyPence, firstDay: 1, lastDay: days }) };
}
