import { addDays, type CalendarDate } from '../../calendar.ts';
import { paymentDatesOf, type PaymentTimetable } from '../../periods.ts';
import { periodOf, type PayCalendar } from './pay-calendar.ts';
import { paysProvider, type CouncilCalendar } from './payee-calendar.ts';

/** When a provider is paid next what is accepted today: through which day, and when it is in its account. */
export type NextPayment = { through: CalendarDate; inBankOn: CalendarDate };

/** Calendars have a period at least every month: the next final list is in one of these. */
const PERIODS_AHEAD = 3;

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
    .flatMap((calendar) => nextOf(calendar, today) ?? []);
  const [first, ...others] = dates;
  if (first === undefined) return null;
  return others.reduce((best, each) => (each.inBankOn < best.inBankOn ? each : best), first);
}

function nextOf(calendar: PayCalendar & PaymentTimetable, today: CalendarDate): NextPayment | null {
  let period = periodOf(calendar, addDays(today, -calendar.finaliseAfterDays - 1));
  for (let ahead = 0; ahead < PERIODS_AHEAD; ahead += 1) {
    const { finaliseOn, inBankOn } = paymentDatesOf(period, calendar);
    if (finaliseOn > today) return { through: period.to, inBankOn };
    period = periodOf(calendar, addDays(period.to, 1));
  }
  return null;
}
