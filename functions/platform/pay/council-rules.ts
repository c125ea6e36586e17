import { calendarDate, formatDate, type CalendarDate } from '../../../domain/calendar.ts';
import type { CouncilRules } from '../../../domain/pay/entitlement/package-facts.ts';
import { periodStartsIn, type PayCalendar } from '../../../domain/pay/run/pay-calendar.ts';
import { isPaidByMonth, paysProvider } from '../../../domain/pay/run/payee-calendar.ts';
import type { PaymentTimetable } from '../../../domain/periods.ts';
import { dayNumber, type Span } from '../../../domain/pay/span.ts';
import type { FactRef } from '../../../domain/pay/component.ts';
import { councilRowsOf, referenceSettingName } from '../../../domain/settings/reference-settings.ts';
import { valueOn } from '../../../domain/settings/setting-definition.ts';
import { settings } from '../../../domain/settings/settings.ts';
import { bankHolidays } from '../../../domain/working-days.ts';
import type { StoredFact } from '../../store/items.ts';

/** The settings a run reads. */
export const runSettingNames: readonly string[] = [
  settings.goLive.name,
  settings.eventRules.name,
  settings.daysInMonth.name,
  settings.calendars.name,
  settings.agreementNeeded.name,
  referenceSettingName('funded-nursing-care'),
];

/** What the council’s settings say about pay on a day. */
export type PayRules = CouncilRules & {
  /** No day before it is paid or adjusted. */
  goLive: number;
  periodStarts: (days: Span) => readonly number[];
  /** Whether the run cuts what is newly due at all: one that was begun by hand may name no calendar. */
  cutsAtPeriods: boolean;
  /** The same rules, as long as a month is for a provider of a pay group. */
  forPayGroup: (payGroup: string | null) => CouncilRules;
  /** Whether the run’s calendar pays a provider of a pay group what is newly due. */
  paysGroup: (payGroup: string | null) => boolean;
  /** Whether an order is held until its provider agreed to it. */
  agreementNeeded: boolean;
  on: CalendarDate;
  /** The versions of the settings it all comes from. */
  versions: readonly FactRef[];
};

const EVER = dayNumber(calendarDate('1900-01-01'));

/** Settings as a run uses them, each with the version it has. */
export function payRules(
  stored: ReadonlyMap<string, StoredFact<'setting'>>,
  { on, calendar }: { on: CalendarDate; calendar: string | null },
): PayRules {
  const entries = (name: string) => stored.get(name)?.body.entries ?? [];
  const ref = (name: string): FactRef | null => {
    const fact = stored.get(name);
    return fact === undefined ? null : { kind: 'setting', id: name, version: fact.version };
  };
  const fncName = referenceSettingName('funded-nursing-care');
  const goLive = valueOn(settings.goLive, entries(settings.goLive.name), on);
  const calendars = valueOn(settings.calendars, entries(settings.calendars.name), on);
  const months = valueOn(settings.daysInMonth, entries(settings.daysInMonth.name), on);
  const monthRefs = [settings.daysInMonth.name, settings.calendars.name].flatMap((name) => ref(name) ?? []);
  const rules: CouncilRules = {
    eventRules: valueOn(settings.eventRules, entries(settings.eventRules.name), on),
    fncRows: councilRowsOf('funded-nursing-care', entries(fncName).at(-1)?.value),
    bankHolidays: holidays,
    months,
    refs: {
      eventRules: ref(settings.eventRules.name),
      fncRows: ref(fncName),
      ...(months === 'equal-months' && { months: monthRefs }),
    },
  };
  const byDays: CouncilRules = { ...rules, months: 'days-of-the-month' };
  return {
    ...rules,
    goLive: goLive === null ? EVER : dayNumber(goLive),
    periodStarts: periodStartsIn(calendarNamed(stored, calendar, on)),
    cutsAtPeriods: calendar !== null,
    forPayGroup: (payGroup) => (isPaidByMonth(payGroup, calendars) ? rules : byDays),
    paysGroup: (payGroup) => paysProvider(calendar, payGroup, calendars),
    agreementNeeded: valueOn(settings.agreementNeeded, entries(settings.agreementNeeded.name), on),
    on,
    versions: runSettingNames.flatMap((name) => ref(name) ?? []),
  };
}

const holidays: ReadonlySet<number> = new Set(bankHolidays.map(({ date }) => dayNumber(date)));

/** The calendar of a name on a day; null for no name, and undefined where there is no such calendar. */
export function findCalendar(
  stored: ReadonlyMap<string, StoredFact<'setting'>>,
  name: string,
  on: CalendarDate,
): (PayCalendar & PaymentTimetable) | undefined {
  const entries = stored.get(settings.calendars.name)?.body.entries ?? [];
  return valueOn(settings.calendars, entries, on).find((each) => each.name === name);
}

function calendarNamed(
  stored: ReadonlyMap<string, StoredFact<'setting'>>,
  name: string | null,
  on: CalendarDate,
): PayCalendar | null {
  if (name === null) return null;
  const calendar = findCalendar(stored, name, on);
  if (calendar === undefined)
    throw new Error(`The calendar of the run is not in the settings of ${formatDate(on)}.`);
  return calendar;
}
