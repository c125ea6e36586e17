import { dateOf, yearMonthDay, type CalendarDate } from '../calendar.ts';
import { daysInMonth } from '../epoch-day.ts';
import { Decimal, exactPenceToPence, pence, subtractPence, type Pence } from '../money.ts';

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

/** The same day of a later month, or its last day: a month after 31 January is 28 February. */
function monthsLater(date: CalendarDate, months: number): CalendarDate {
  const { year, month, day } = yearMonthDay(date);
  const count = year * 12 + month - 1 + months;
  const later = { year: Math.floor(count / 12), month: (count % 12) + 1 };
  return dateOf({ ...later, day: Math.min(day, daysInMonth(later.year, later.month)) });
}
