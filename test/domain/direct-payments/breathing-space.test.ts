import { expect, it } from 'vitest';
import { calendarDate as day } from '../../../domain/calendar.ts';
import { breathingSpaceOn } from '../../../domain/direct-payments/breathing-space.ts';

const breathingSpace = { from: day('2026-11-02'), to: day('2026-12-31') };
const on = (today: string, diedOn: string | null = null) =>
  breathingSpaceOn({ breathingSpace }, { today: day(today), diedOn: diedOn === null ? null : day(diedOn) });

it('A Breathing Space is that of its days, and of nobody who died', () => {
  expect(on('2026-11-02')).toBe(breathingSpace);
  expect(on('2026-12-31')).toBe(breathingSpace);
  expect(on('2027-01-01')).toBeNull();
  expect(on('2026-11-20', '2026-11-19')).toBeNull();
  const none = { breathingSpace: null };
  expect(breathingSpaceOn(none, { today: day('2026-11-20'), diedOn: null })).toBeNull();
});
