import type { PayCalendar } from './pay-calendar.ts';

/** A calendar of the settings, with the pay groups of the providers it pays. */
export type CouncilCalendar = PayCalendar & { name: string; payGroups?: readonly string[] | undefined };

/**
 * The calendars that pay a provider: those that name its pay group; where none does, those that name nobody, or all if
 * each names somebody, so that nobody is left out. With a four-weekly calendar for `FOUR` and a monthly one that names
 * nobody, `FOUR` is paid by the first and all others by the second.
 */
function calendarsOf(
  payGroup: string | null,
  calendars: readonly CouncilCalendar[],
): readonly CouncilCalendar[] {
  const naming = calendars.filter(({ payGroups = [] }) => payGroup !== null && payGroups.includes(payGroup));
  const open = calendars.filter(({ payGroups = [] }) => payGroups.length === 0);
  return [naming, open, calendars].find((some) => some.length > 0) ?? [];
}

/**
 * Whether a provider is paid by calendar months, so that a month of its weekly price may be 365/84 weeks: four weeks and
 * single weeks are always their days / 7. Who no calendar names is paid by the month wherever the council pays by months.
 */
export function isPaidByMonth(payGroup: string | null, calendars: readonly CouncilCalendar[]): boolean {
  return calendarsOf(payGroup, calendars).some(({ period }) => period === 'calendar-month');
}

/**
 * Whether a run of a calendar pays a provider what is newly due; a run by hand names no calendar and pays everybody. A
 * weekly calendar that names nobody takes up what every other calendar’s runs left.
 */
export function paysProvider(
  calendar: string | null,
  payGroup: string | null,
  calendars: readonly CouncilCalendar[],
): boolean {
  const own = calendarsOf(payGroup, calendars);
  const catchingUp = calendars.filter(
    ({ period, payGroups = [] }) => period === 'weekly' && payGroups.length === 0,
  );
  return calendar === null || [...own, ...catchingUp].some(({ name }) => name === calendar);
}
