import type { CalendarDate } from '../calendar.ts';
import { contains, type DateRange } from '../date-range.ts';
import type { Arrangement } from './arrangement.ts';

/**
 * The Breathing Space somebody is in on a day: in it nobody is contacted about their debts, and nothing is taken for them (Debt
 * Respite Scheme Regulations 2020). It is the person’s own, and ends with a death.
 */
export function breathingSpaceOn(
  { breathingSpace }: Pick<Arrangement, 'breathingSpace'>,
  { diedOn, today }: { diedOn: CalendarDate | null; today: CalendarDate },
): DateRange | null {
  return diedOn === null && breathingSpace !== null && contains(breathingSpace, today)
    ? breathingSpace
    : null;
}
