import { formatDate, type CalendarDate } from '../calendar.ts';
import { finding, type Finding } from './finding.ts';

/** A range that ends before it starts cannot be true; `field` is the one that holds its last day. */
export function checkDatesInOrder(
  { from, to }: { from: CalendarDate; to: CalendarDate | null },
  field: 'endDate' | 'to',
): Finding[] {
  if (to === null || to >= from) return [];
  const message = `The end, ${formatDate(to)}, is before the start, ${formatDate(from)}.`;
  return [finding('error', 'end-before-start', message, { field, value: to })];
}
