import { dateOf } from '../calendar.ts';
import { fromEpochDay } from '../epoch-day.ts';

/** The calendar month a day lies in, as `2026-10`: accepted care of a package is kept by it. */
export function monthOfDay(day: number): string {
  return dateOf(fromEpochDay(day)).slice(0, 7);
}

/** The id of a package’s month of accepted care. */
export function careMonthId(packageId: string, month: string): string {
  return `${packageId}~${month}`;
}

/** The package and the month that an id of accepted care names. */
export function readCareMonthId(id: string): { packageId: string; month: string } {
  const [packageId = '', month = ''] = id.split('~');
  return { packageId, month };
}

/** The months from one day through another, first to last. */
export function monthsBetween(first: number, last: number): string[] {
  const from = fromEpochDay(first);
  const to = fromEpochDay(last);
  const count = (to.year - from.year) * 12 + to.month - from.month + 1;
  return Array.from({ length: Math.max(0, count) }, (_, place) => {
    const month = from.year * 12 + from.month - 1 + place;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  });
}
