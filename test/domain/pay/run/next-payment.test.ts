import { expect, it } from 'vitest';
import { calendarDate as day } from '../../../../domain/calendar.ts';
import { nextPayment } from '../../../../domain/pay/run/next-payment.ts';

const timetable = { lastAmendmentAfterDays: 3, finaliseAfterDays: 4, inBankAfterDays: 10 };
/** Periods of four weeks from Saturday 10 October 2026, final on Wednesday, paid the Tuesday after. */
const fourWeekly = {
  ...{ name: 'four', period: 'four-weekly' as const, firstDay: day('2026-10-10'), payGroups: ['FOUR'] },
  ...timetable,
};
const monthly = { name: 'month', period: 'calendar-month' as const, ...timetable };
const weekly = { name: 'week', period: 'weekly' as const, firstDay: day('2026-10-10'), ...timetable };
const next = (payGroup: string | null, on: string, calendars = [fourWeekly, monthly]) =>
  nextPayment(payGroup, calendars, day(on));

it.each([
  ['the day before its list is final it is taken up', '2026-10-13', '2026-11-06', '2026-10-20'],
  ['on the day its list is final the next one takes it up', '2026-10-14', '2026-12-04', '2026-11-17'],
  ['the day after as well', '2026-10-15', '2026-12-04', '2026-11-17'],
])('what is accepted today is paid by the next final list: %s', (_, today, through, inBankOn) => {
  expect(next('FOUR', today)).toEqual({ through, inBankOn });
});

it('a provider is paid by its own calendar, others by the one that names nobody', () => {
  expect(next('SIX', '2026-10-06')).toEqual({ through: '2026-11-30', inBankOn: '2026-11-11' });
  expect(next(null, '2026-10-04')).toEqual({ through: '2026-10-31', inBankOn: '2026-10-11' });
});

it.each([[[fourWeekly, weekly]], [[weekly, fourWeekly]]])(
  'of several calendars the first payment in the bank is the next one',
  (calendars) => {
    expect(next('FOUR', '2026-10-15', calendars as never)).toEqual({
      through: '2026-10-23',
      inBankOn: '2026-10-27',
    });
  },
);

it('without a calendar nobody knows when', () => {
  expect(next(null, '2026-10-06', [])).toBeNull();
});
