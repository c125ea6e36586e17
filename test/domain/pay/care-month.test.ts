import { expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { careMonthId, monthOfDay, monthsBetween, readCareMonthId } from '../../../domain/pay/care-month.ts';
import { dayNumber } from '../../../domain/pay/span.ts';

const day = (date: string) => dayNumber(calendarDate(date));

it.each([
  ['2026-12-31', '2026-12'],
  ['2027-01-01', '2027-01'],
])('a day lies in its calendar month: %s in %s', (date, month) => {
  expect(monthOfDay(day(date))).toBe(month);
});

it('the id of a month of care names the package and the month', () => {
  expect(readCareMonthId(careMonthId('PK1', '2026-10'))).toEqual({ packageId: 'PK1', month: '2026-10' });
});

it.each<[string, string, string[]]>([
  ['2026-11-30', '2027-02-01', ['2026-11', '2026-12', '2027-01', '2027-02']],
  ['2026-10-05', '2026-10-06', ['2026-10']],
  ['2026-12-31', '2026-12-31', ['2026-12']],
  ['2026-10-05', '2026-08-01', []],
])('the months from %s through %s are counted over the end of a year', (first, last, months) => {
  expect(monthsBetween(day(first), day(last))).toEqual(months);
});
