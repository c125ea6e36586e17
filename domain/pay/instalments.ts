import type { CalendarDate } from '../calendar.ts';
import { Decimal, exactPenceToPence, pence, subtractPence, type Pence } from '../money.ts';
import { monthsLater } from '../periods.ts';

export type Instalment = {
  dueOn: CalendarDate;
  amountPence: Pence;
  /** What is to have been given back by then, this instalment included. */
  cumulativePence: Pence;
  /** Whether what was given back so far does not reach it. */
  isOutstanding: boolean;
};

/**
 * Splits a sum over equal instalments some months apart. What is due by each is rounded half up, so that the instalments
 * never drift from the sum: 100 in 3 is 33, 67 and 100 by then, that is 33, 34 and 33.
 */
export function instalmentsOf(plan: {
  totalPence: Pence;
  count: number;
  firstOn: CalendarDate;
  everyMonths: number;
  settledPence: Pence;
}): Instalment[] {
  let before = pence(0);
  return Array.from({ length: plan.count }, (_, index) => {
    const share = new Decimal(plan.totalPence).times(index + 1).dividedBy(plan.count);
    const cumulativePence = exactPenceToPence(share, 'half-up');
    const amountPence = subtractPence(cumulativePence, before);
    before = cumulativePence;
    return {
      dueOn: monthsLater(plan.firstOn, index * plan.everyMonths),
      amountPence,
      cumulativePence,
      isOutstanding: plan.settledPence < cumulativePence,
    };
  });
}
