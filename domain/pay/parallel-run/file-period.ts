import { maxDate, minDate, type CalendarDate } from '../../calendar.ts';
import type { ClosedRange } from '../../date-range.ts';

/**
 * The days a payment file is about: from the earliest to the latest day on which many of its lines begin and end. Many is
 * more than half as often as the commonest, so a correction of an earlier month does not stretch the file over it, and a
 * month of weekly lines is still a month.
 */
export function filePeriod(rows: readonly ClosedRange[]): ClosedRange | null {
  const [from, ...froms] = common(rows.map((row) => row.from));
  const [to, ...tos] = common(rows.map((row) => row.to));
  if (from === undefined || to === undefined) return null;
  const first = minDate(from, ...froms);
  return { from: first, to: maxDate(first, to, ...tos) };
}

function common(days: readonly CalendarDate[]): CalendarDate[] {
  const counts = new Map<CalendarDate, number>();
  for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1);
  let most = 0;
  for (const count of counts.values()) most = Math.max(most, count);
  return [...counts].filter(([, count]) => count * 2 > most).map(([day]) => day);
}
