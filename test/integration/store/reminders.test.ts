import { describe, expect, it } from 'vitest';
import { calendarDate, instant } from '../../../domain/calendar.ts';
import { reminderStore, type ReminderClaim } from '../../../functions/store/reminder-store.ts';
import { testTable } from '../../support/test-table.ts';

const at = (time: string) => instant(`2026-11-05T${time}:00Z`);
const aClaim = (more: Partial<ReminderClaim> = {}): ReminderClaim => ({
  ...{ providerId: 'P001', month: '2026-10', on: calendarDate('2026-11-05'), askedBy: 'careledger' },
  ...{ claimedUntil: at('08:15'), ...more },
});

describe('AP37 when a provider was reminded of a month', () => {
  it('gives its reminders of that month by day, and none of another month or provider', async () => {
    const reminders = reminderStore(await testTable());
    const days = ['2026-11-05', '2026-11-10'].map(calendarDate);
    for (const on of days.toReversed()) await reminders.claim(aClaim({ on }), at('08:00'));
    await reminders.claim(aClaim({ month: '2026-09' }), at('08:00'));
    await reminders.claim(aClaim({ providerId: 'P0011' }), at('08:00'));
    const found = await reminders.remindersOf('P001', '2026-10');
    expect(found.map(({ on }) => on)).toEqual(days);
    expect(found[0]).toEqual({ ...aClaim(), state: 'sending' });
    expect(await reminders.remindersOf('P002', '2026-10')).toEqual([]);
  });
});

describe('W31 a reminder is claimed', () => {
  it('by one of those who try at the same moment, and by nobody until its time is over', async () => {
    const reminders = reminderStore(await testTable());
    const tries = Array.from({ length: 4 }, () => reminders.claim(aClaim(), at('08:00')));
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
    expect(await reminders.claim(aClaim(), at('08:14'))).toBe(false);
    expect(await reminders.claim(aClaim({ claimedUntil: at('08:30') }), at('08:15'))).toBe(true);
    expect(await reminders.claim(aClaim(), at('08:29'))).toBe(false);
  });

  it('never again once it was sent, and at once where it surely was not', async () => {
    const reminders = reminderStore(await testTable());
    const other = aClaim({ providerId: 'P002' });
    for (const claim of [aClaim(), other]) await reminders.claim(claim, at('08:00'));
    await reminders.settle(aClaim(), 'sent');
    await reminders.settle(other, 'failed');
    expect(await reminders.claim(aClaim(), at('23:00'))).toBe(false);
    expect(await reminders.claim(other, at('08:01'))).toBe(true);
  });
});

describe('W32 what became of a reminder', () => {
  it('is said once, and only by whoever has claimed it', async () => {
    const reminders = reminderStore(await testTable());
    const later = aClaim({ claimedUntil: at('08:30') });
    await reminders.claim(aClaim(), at('08:00'));
    await reminders.claim(later, at('08:20'));
    expect(await reminders.settle(aClaim(), 'sent')).toBe(false);
    expect(await reminders.settle(later, 'sent')).toBe(true);
    expect(await reminders.settle(later, 'failed')).toBe(false);
    expect(await reminders.remindersOf('P001', '2026-10')).toMatchObject([{ state: 'sent' }]);
  });
});
