import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { pence } from '../../../domain/money.ts';
import { InvariantError } from '../../../domain/outcome.ts';
import { proRata } from '../../../domain/pay/pro-rata.ts';

describe('pro rata of a weekly price', () => {
  it.each([
    [70_000, '2022-12-01', '2022-12-03', 3, 30_000],
    [70_000, '2022-12-01', '2022-12-31', 31, 310_000],
    [85_317, '2026-04-01', '2026-04-01', 1, 12_188],
    [85_317, '2026-04-01', '2026-04-04', 4, 48_753],
    [115_300, '2026-04-01', '2026-04-06', 6, 98_829],
    [70_001, '2026-04-01', '2026-04-07', 7, 70_001],
    [25_406, '2026-04-01', '2026-04-07', 7, 25_406],
    [-70_000, '2026-04-01', '2026-04-02', 2, -20_000],
    [0, '2026-04-01', '2026-04-02', 2, 0],
  ])('%d pence a week from %s to %s is %d days and %d pence', (weekly, from, to, days, amountPence) => {
    expect(proRata({ weeklyPence: pence(weekly), from: calendarDate(from), to: calendarDate(to) })).toEqual({
      days,
      amountPence,
    });
  });

  it('has no period that ends before it starts', () => {
    expect(() =>
      proRata({ weeklyPence: pence(1), from: calendarDate('2026-04-02'), to: calendarDate('2026-04-01') }),
    ).toThrow(InvariantError);
  });
});
