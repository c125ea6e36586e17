import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { reminderDue, returnRemindersSchema } from '../../../domain/returns/return-reminders.ts';

const october = (on: string, isLast = false) => ({ month: '2026-10', on, isLast });

describe('the reminder of a month’s returns, five and ten days after it,', () => {
  it.each([
    ['2026-11-04', null],
    ['2026-11-05', october('2026-11-05')],
    ['2026-11-07', october('2026-11-05')],
    ['2026-11-08', null],
    ['2026-11-10', october('2026-11-10', true)],
    ['2026-11-12', october('2026-11-10', true)],
    ['2026-11-13', null],
    ['2026-11-30', null],
    ['2027-01-05', { month: '2026-12', on: '2027-01-05', isLast: false }],
  ])('on %s is %j', (today, due) => {
    expect(reminderDue(calendarDate(today), { daysAfterMonthEnd: [5, 10] })).toEqual(due);
  });

  it('gives way to the next one that comes before it is made up for', () => {
    const days = { daysAfterMonthEnd: [5, 6] };
    expect(reminderDue(calendarDate('2026-11-06'), days)).toEqual(october('2026-11-06', true));
  });

  it('is none where no days are set', () => {
    expect(reminderDue(calendarDate('2026-11-05'), { daysAfterMonthEnd: [] })).toBeNull();
  });
});

describe('the setting of reminders', () => {
  const value = { daysAfterMonthEnd: [5, 10], contact: 'the payments team', portalAddress: null };

  it.each([
    ['as it is', {}],
    ['without days', { daysAfterMonthEnd: [] }],
    ['with an address', { portalAddress: 'https://care.example/portal' }],
  ])('is taken %s', (_, more) => {
    expect(returnRemindersSchema.safeParse({ ...value, ...more }).success).toBe(true);
  });

  it.each([
    ['days that fall', { daysAfterMonthEnd: [10, 5] }],
    ['a day twice', { daysAfterMonthEnd: [5, 5] }],
    ['a day of the month after next', { daysAfterMonthEnd: [29] }],
    ['nobody to ask', { contact: ' ' }],
    ['an address without TLS', { portalAddress: 'http://care.example' }],
  ])('refuses %s', (_, more) => {
    expect(returnRemindersSchema.safeParse({ ...value, ...more }).success).toBe(false);
  });
});
