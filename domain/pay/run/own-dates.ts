import { addDays, yearMonthDay, type CalendarDate } from '../../calendar.ts';
import type { ClosedRange } from '../../date-range.ts';
import { calendarMonthOf, monthsLater } from '../../periods.ts';
import type { DirectPaymentAgreement } from '../../records/direct-payment-agreement.ts';
import { dayNumber, type Span } from '../span.ts';
import { startsInside } from './pay-calendar.ts';

type Agreement = Pick<DirectPaymentAgreement, 'frequency' | 'startDate'>;

/** As far as a run pays what is newly due, and where it cuts it. */
export type Due = { through: number; periodStarts: (days: Span) => readonly number[] };

/**
 * What a run through a day pays of a direct payment agreement. Direct payments are made in advance: a month, quarter or
 * year of the agreement’s own that has begun by then is paid whole, and nothing more before the next begins. Quarterly
 * from 1 April, a run through 3 May pays through 30 June, and one through 31 May finds nothing new. Weeks and four weeks
 * have no dates of their own: they are paid as far as the run goes, which its calendar says.
 */
export function dueInAdvance(
  agreement: Agreement,
  run: { throughDate: CalendarDate; periodStarts: Due['periodStarts']; cutsAtPeriods: boolean },
): Due {
  const periodOn = ownPeriods(agreement);
  if (periodOn === null || run.throughDate < agreement.startDate)
    return { through: dayNumber(run.throughDate), periodStarts: run.periodStarts };
  return {
    through: dayNumber(periodOn(run.throughDate).to),
    periodStarts: run.cutsAtPeriods ? startsInside(periodOn) : run.periodStarts,
  };
}

/** The agreement’s own months, quarters or years; null where it is paid by the week or once. */
function ownPeriods({ frequency, startDate }: Agreement): ((day: CalendarDate) => ClosedRange) | null {
  switch (frequency) {
    case 'monthly':
      return calendarMonthOf;
    case 'quarterly':
      return (day) => periodFrom(startDate, 3, day);
    case 'annually':
      return (day) => periodFrom(startDate, 12, day);
    case 'weekly':
    case 'four-weekly':
    case 'once':
      return null;
  }
}

/** Periods of so many months, counted from the first day of all: quarterly from 15 April begins on 15 July, 15 October… */
function periodFrom(start: CalendarDate, months: number, day: CalendarDate): ClosedRange {
  const [began, now] = [yearMonthDay(start), yearMonthDay(day)];
  const whole = Math.floor(((now.year - began.year) * 12 + now.month - began.month) / months);
  const place = monthsLater(start, whole * months) <= day ? whole : whole - 1;
  return {
    from: monthsLater(start, place * months),
    to: addDays(monthsLater(start, (place + 1) * months), -1),
  };
}
