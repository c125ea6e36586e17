import {
  addDays,
  dateOf,
  dayOfWeek,
  DAYS_PER_WEEK,
  daysBetween,
  weekdaySchema,
  yearMonthDay,
  type CalendarDate,
  type Weekday,
} from './calendar.ts';
import { intersect, type ClosedRange } from './date-range.ts';
import { daysInMonth, modulo } from './epoch-day.ts';
import { invariant } from './outcome.ts';

/** The week a day lies in. The first day is a setting: pay weeks often start on Saturday, charge weeks on Monday. */
export function weekOf(date: CalendarDate, firstDay: Weekday): ClosedRange {
  const order = weekdaySchema.options;
  const daysIn = modulo(order.indexOf(dayOfWeek(date)) - order.indexOf(firstDay), DAYS_PER_WEEK);
  const from = addDays(date, -daysIn);
  return { from, to: addDays(from, DAYS_PER_WEEK - 1) };
}

const DAYS_PER_FOUR_WEEKS = 28;

/** The four-weekly period a day lies in, counted both ways from a day on which one began. */
export function fourWeeklyPeriodOf(date: CalendarDate, anchor: CalendarDate): ClosedRange {
  const from = addDays(date, -modulo(daysBetween(anchor, date), DAYS_PER_FOUR_WEEKS));
  return { from, to: addDays(from, DAYS_PER_FOUR_WEEKS - 1) };
}

export function calendarMonthOf(date: CalendarDate): ClosedRange {
  const { year, month } = yearMonthDay(date);
  return {
    from: dateOf({ year, month, day: 1 }),
    to: dateOf({ year, month, day: daysInMonth(year, month) }),
  };
}

/** The same day of a later month, or its last day: a month after 31 January is 28 February. */
export function monthsLater(date: CalendarDate, months: number): CalendarDate {
  const { year, month, day } = yearMonthDay(date);
  const count = year * 12 + month - 1 + months;
  const later = { year: Math.floor(count / 12), month: (count % 12) + 1 };
  return dateOf({ ...later, day: Math.min(day, daysInMonth(later.year, later.month)) });
}

/** The financial year, 1 April to 31 March, named `2026-27`. */
export function financialYearOf(date: CalendarDate): ClosedRange & { name: string } {
  const { year, month } = yearMonthDay(date);
  const firstYear = month >= 4 ? year : year - 1;
  return {
    name: `${firstYear}-${String(firstYear + 1).slice(-2)}`,
    from: dateOf({ year: firstYear, month: 4, day: 1 }),
    to: dateOf({ year: firstYear + 1, month: 3, day: 31 }),
  };
}

/** Cuts a range where periods end: 30 March to 2 April by months is 30 to 31 March and 1 to 2 April. */
export function cutAtPeriods(
  range: ClosedRange,
  periodOf: (date: CalendarDate) => ClosedRange,
): ClosedRange[] {
  const pieces: ClosedRange[] = [];
  let from = range.from;
  while (from <= range.to) {
    const period = periodOf(from);
    const piece = intersect({ from, to: range.to }, period);
    invariant(piece, `The period of ${from} contains it`);
    pieces.push(piece);
    from = addDays(period.to, 1);
  }
  return pieces;
}

/** How long after a payment period begins each step falls, in days. */
export type PaymentTimetable = {
  lastAmendmentAfterDays: number;
  finaliseAfterDays: number;
  inBankAfterDays: number;
};

export type PaymentDates = {
  lastAmendmentOn: CalendarDate;
  finaliseOn: CalendarDate;
  inBankOn: CalendarDate;
};

/** The days of a period's payment: a period from Saturday 8 February 2020 with 3, 4 and 10 is in the bank on the 18th. */
export function paymentDatesOf(period: ClosedRange, timetable: PaymentTimetable): PaymentDates {
  return {
    lastAmendmentOn: addDays(period.from, timetable.lastAmendmentAfterDays),
    finaliseOn: addDays(period.from, timetable.finaliseAfterDays),
    inBankOn: addDays(period.from, timetable.inBankAfterDays),
  };
}
