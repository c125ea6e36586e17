import { formatDate, type CalendarDate } from '../calendar.ts';
import { monthsLater } from '../periods.ts';
import { finding, type Finding } from '../records/finding.ts';

/** Years before and after today in which new rates may begin: what is further off is a slip of a digit. */
const MOST_YEARS = 10;

/** What cannot be meant of a first day of new rates that was named in a field, such as 2126 for 2026. */
export function checkFirstDay(named: { day: CalendarDate; field: string }, today: CalendarDate): Finding[] {
  const { day, field } = named;
  const [earliest, latest] = [monthsLater(today, -12 * MOST_YEARS), monthsLater(today, 12 * MOST_YEARS)];
  if (earliest <= day && day <= latest) return [];
  const message = `New rates begin at most ${MOST_YEARS} years before or after today, and not on ${formatDate(day)}. Give a day from ${formatDate(earliest)} to ${formatDate(latest)}.`;
  return [finding('error', 'first-day-too-far', message, { field, value: day })];
}
