import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { daysReceived } from '../../../domain/direct-payments/days-received.ts';
import type { BankStatement } from '../../../domain/statements/statement.ts';
import { aStatement } from '../../support/a-bank-statement.ts';

const terms = { unstatedGapDays: 10, receivedOn: calendarDate('2026-07-20') };
const of = (period: BankStatement['period']): BankStatement => ({
  ...aStatement([]),
  ...{ period, opening: null, closing: null },
});
const between = (from: string, to: string, isStated: boolean) =>
  of({ from: calendarDate(from), to: calendarDate(to), isStated });

describe('the days for which a statement counts as sent', () => {
  it('are those the bank states', () => {
    const days = daysReceived(between('2026-04-07', '2026-07-06', true), terms);
    expect(days).toEqual({ from: '2026-04-07', to: '2026-07-06' });
  });

  it('are a few more where it shows only movements, so that two with few days between leave none out', () => {
    const days = daysReceived(between('2026-04-09', '2026-07-02', false), terms);
    expect(days).toEqual({ from: '2026-04-04', to: '2026-07-07' });
  });

  it('end with the day it came', () => {
    const days = daysReceived(between('2026-04-09', '2026-07-18', false), terms);
    expect(days?.to).toBe('2026-07-20');
  });

  it('are none where it tells of no days, or only of days to come', () => {
    expect(daysReceived(of(null), terms)).toBeNull();
    expect(daysReceived(between('2026-07-21', '2026-07-30', true), terms)).toBeNull();
  });
});
