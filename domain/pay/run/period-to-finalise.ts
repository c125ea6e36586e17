import { addDays, type CalendarDate } from '../../calendar.ts';
import type { ClosedRange } from '../../date-range.ts';
import { paymentDatesOf, type PaymentTimetable } from '../../periods.ts';
import { periodOf, type PayCalendar } from './pay-calendar.ts';

/** A day on which nothing ran is made up for within this time: Easter is four days, and somebody may find out a day late. */
const MADE_UP_FOR_DAYS = 5;

/**
 * The period whose final list is due today, or was due within the last days: four-weekly from 6 April 2026, finalised
 * after 4 days, gives on 10 April the period from 6 April to 3 May.
 */
export function periodToFinalise(
  calendar: PayCalendar & PaymentTimetable,
  today: CalendarDate,
): ClosedRange | null {
  const period = periodOf(calendar, addDays(today, -calendar.finaliseAfterDays));
  const { finaliseOn } = paymentDatesOf(period, calendar);
  return addDays(finaliseOn, MADE_UP_FOR_DAYS) > today ? period : null;
}
