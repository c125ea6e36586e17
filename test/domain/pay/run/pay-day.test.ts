import { expect, it } from 'vitest';
import { calendarDate as day } from '../../../../domain/calendar.ts';
import { nearEnough, payDayOf } from '../../../../domain/pay/run/pay-day.ts';

const fourWeekly = {
  ...{ period: 'four-weekly' as const, firstDay: day('2026-04-04') },
  ...{ lastAmendmentAfterDays: 3, finaliseAfterDays: 4, inBankAfterDays: 10 },
};

it.each([
  ['on a Monday: Wednesday', '2026-11-23', '2026-11-25'],
  ['on a Saturday: the file leaves on Monday', '2026-11-21', '2026-11-25'],
  ['on a Friday: the weekend does not count', '2026-11-20', '2026-11-24'],
  ['before Easter: both holidays are waited for', '2026-04-02', '2026-04-08'],
])('a run without a calendar is in the bank on the third working day: issued %s', (_, today, paid) => {
  const told = { today: day(today), throughDate: day('2026-11-22'), calendar: null };
  expect(payDayOf(told)).toEqual({ ok: true, value: paid });
});

it('a run of a calendar is in the bank on the day its calendar names, not before', () => {
  const told = { throughDate: day('2026-05-01'), calendar: fourWeekly };
  expect(payDayOf({ ...told, today: day('2026-04-08') })).toEqual({ ok: true, value: '2026-04-14' });
});

it('a run that is issued too late for the day of its calendar is in the bank as soon as Bacs gets there', () => {
  const told = { throughDate: day('2026-05-01'), calendar: fourWeekly };
  expect(payDayOf({ ...told, today: day('2026-04-13') })).toEqual({ ok: true, value: '2026-04-15' });
});

it.each(['1990-01-02', '2028-12-29', '2028-12-31', '2099-12-24'])(
  'on %s nobody knows when banks are closed',
  (today) => {
    const told = { today: day(today), throughDate: day(today), calendar: null };
    expect(payDayOf(told)).toMatchObject({ ok: false });
  },
);

it.each([
  ['2026-11-23', '2026-12-23', true],
  ['2026-11-22', '2026-12-23', false],
  ['2026-11-23', '2026-11-25', true],
])('payments of a run are made at most 30 days ahead: on %s for %s, %s', (today, payOn, isNear) => {
  const near = nearEnough(day(payOn), day(today));
  expect(near).toMatchObject(isNear ? { ok: true, value: payOn } : { rule: 'too-early' });
  if (!near.ok) expect(near.message).toContain('from 23 November 2026');
});
