import { addDays, type CalendarDate } from '../../calendar.ts';
import { paymentDatesOf, type PaymentTimetable } from '../../periods.ts';
import { periodOf, type PayCalendar } from './pay-calendar.ts';
import { paysProvider, type CouncilCalendar } from './payee-calendar.ts';

/** When a provider is paid next what is accepted today: through which day, and when it is in its account. */
export type NextPayment = { through: CalendarDate; inBankOn: CalendarDate };

/**
 * The next payment that takes up what is accepted today: of the calendars that pay the provider, the first whose list of a
 * period is not final yet.
 */
export function nextPayment(
  payGroup: string | null,
  calendars: readonly (CouncilCalendar & PayCalendar & PaymentTimetable)[],
  today: CalendarDate,
): NextPayment | null {
  const dates = calendars
    .filter(({ name }) => paysProvider(name, payGroup, calendars))
    .map((calendar) => nextOf(calendar, today));
  const [first, ...others] = dates;
  if (first === undefined) return null;
  return others.reduce((best, each) => (each.inBankOn < best.inBankOn ? each : best), first);
}

/** Of one calendar: its first period whose list is final later than today. */
function nextOf(calendar: PayCalendar & PaymentTimetable, today: CalendarDate): NextPayment {
  const finished = periodOf(calendar, addDays(today, -calendar.finaliseAfterDays));
  const period = periodOf(calendar, addDays(finished.to, 1));
  return { through: period.to, inBankOn: paymentDatesOf(period, calendar).inBankOn };
}
