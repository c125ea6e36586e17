import { addDays, type CalendarDate } from '../../../domain/calendar.ts';
import { payDayOf } from '../../../domain/pay/run/pay-day.ts';
import type { PayRun } from '../../../domain/pay/run/pay-run.ts';
import type { StoredFact } from '../../store/items.ts';
import { findCalendar } from './council-rules.ts';

/** Where the bank holidays of a year are not published yet, money is given three days. */
const DAYS_WITHOUT_HOLIDAYS = 3;

/** The day the payments of a run are in the bank if they are made today. */
export function payDayOfRun(
  { calendar: name, throughDate }: Pick<PayRun, 'calendar' | 'throughDate'>,
  { settings, today }: { settings: ReadonlyMap<string, StoredFact<'setting'>>; today: CalendarDate },
): CalendarDate {
  const calendar = name === null ? null : (findCalendar(settings, name, today) ?? null);
  const day = payDayOf({ today, throughDate, calendar });
  return day.ok ? day.value : addDays(today, DAYS_WITHOUT_HOLIDAYS);
}
