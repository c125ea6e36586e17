import { formatDate, type CalendarDate } from '../calendar.ts';
import { finding, type Finding } from './finding.ts';

/** What is said to have happened on a day that is still to come. */
export function tooLate(field: string, day: CalendarDate, today: CalendarDate): Finding[] {
  if (day <= today) return [];
  const message = `${formatDate(day)} is still to come. Record what happened once it has.`;
  return [finding('error', 'day-in-the-future', message, { field, value: day })];
}
