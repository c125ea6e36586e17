import { addDays, type CalendarDate } from '../../calendar.ts';
import type { Reading } from '../../outcome.ts';
import { paymentDatesOf, type PaymentTimetable } from '../../periods.ts';
import { workingDayOnOrAfter } from '../../working-days.ts';
import { periodOf, type PayCalendar } from './pay-calendar.ts';

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
