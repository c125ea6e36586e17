import { dayNumber, dateOfDay, type Span } from '../span.ts';
import { calendarMonthOf, fourWeeklyPeriodOf, weekOf } from '../../periods.ts';
import { addDays, dayOfWeek, type CalendarDate } from '../../calendar.ts';
import type { ClosedRange } from '../../date-range.ts';

/** The periods in which payees of a calendar are paid. */
export type PayCalendar =
  | { period: 'four-weekly'; firstDay: CalendarDate }
  | { period: 'calendar-month' }
  | { period: 'weekly'; firstDay: CalendarDate };

export function periodOf(calendar: PayCalendar, day: CalendarDate): ClosedRange {
  switch (calendar.period) {
    case 'four-weekly':
      return fourWeeklyPeriodOf(day, calendar.firstDay);
    case 'calendar-month':
      return calendarMonthOf(day);
    case 'weekly':
      return weekOf(day, dayOfWeek(calendar.firstDay));
  }
}

/** The first days of the calendar’s periods inside some days: where a run cuts what is newly due. */
export function periodStartsIn(calendar: PayCalendar | null): (days: Span) => number[] {
  return calendar === null ? () => [] : startsInside((day) => periodOf(calendar, day));
}

/** The first days of periods inside some days. */
export function startsInside(periodOn: (day: CalendarDate) => ClosedRange): (days: Span) => number[] {
  return ({ first, last }) => {
    const starts: number[] = [];
    let next = dayNumber(addDays(periodOn(dateOfDay(first)).to, 1));
    while (next <= last) {
      starts.push(next);
      next = dayNumber(addDays(periodOn(dateOfDay(next)).to, 1));
    }
    return starts;
  };
}
