import { addDays, formatDate, type CalendarDate } from '../../calendar.ts';
import { refuse, type Reading } from '../../outcome.ts';
import { paymentDatesOf, type PaymentTimetable } from '../../periods.ts';
import { workingDayOnOrAfter } from '../../working-days.ts';
import { periodOf, type PayCalendar } from './pay-calendar.ts';

/** Bacs takes a file up to so many days before it processes it, and no ledger pays what it is sent months before. */
export const MOST_DAYS_AHEAD = 30;

/**
 * The day the money of a run that is issued today is in the bank: the one its calendar names for the period, but never
 * before Bacs reaches it (submitted, processed on the next working day, in the bank on the third) and never on a day
 * banks are closed. Refused where the bank holidays are not known.
 */
export function payDayOf({
  today,
  throughDate,
  calendar,
}: {
  today: CalendarDate;
  throughDate: CalendarDate;
  calendar: (PayCalendar & PaymentTimetable) | null;
}): Reading<CalendarDate> {
  const submission = workingDayOnOrAfter(today);
  if (!submission.ok) return submission;
  const processing = workingDayOnOrAfter(addDays(submission.value, 1));
  if (!processing.ok) return processing;
  const reached = addDays(processing.value, 1);
  const named =
    calendar === null ? reached : paymentDatesOf(periodOf(calendar, throughDate), calendar).inBankOn;
  return workingDayOnOrAfter(named > reached ? named : reached);
}

/** Refused as long as a run’s pay day is so far ahead that Bacs would not take its file yet. */
export function nearEnough(payOn: CalendarDate, today: CalendarDate): Reading<CalendarDate> {
  const from = addDays(payOn, -MOST_DAYS_AHEAD);
  if (today >= from) return { ok: true, value: payOn };
  return refuse(
    'too-early',
    `The run pays on ${formatDate(payOn)}. Its payments can be made from ${formatDate(from)}, ${MOST_DAYS_AHEAD} days before.`,
  );
}
