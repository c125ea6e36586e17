import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { scheduleSums, whyDifferent, type ScheduleSums } from '../../../domain/managed-accounts/schedule.ts';
import { pence } from '../../../domain/money.ts';
import type { PayLine } from '../../../domain/pay/run/pay-line.ts';

const line = (kind: PayLine['kind'], amount: number, more: Partial<PayLine> = {}): PayLine => ({
  ...{ lineId: 'L1', packageId: 'DP1', personId: 'A1', payeeId: 'agreement:DP1', serviceType: null },
  ...{ component: 'cost', key: 'key', kind, quantity: null, rate: null, amountPence: pence(amount) },
  coding: {
    ...{ costCentre: null, costElement: null, subjectiveCode: null, taxCode: null },
    ...{ purchaseOrder: null, purchaseOrderLine: null },
  },
  ...{ from: calendarDate('2026-11-02'), to: calendarDate('2026-11-29'), heldBy: null },
  ...{ facts: [], explanation: [], ...more },
});

describe('what a payment for a client is made of', () => {
  it('is budget, contribution, one-offs and all else, which sum to it; what is held is no part of it', () => {
    const lines = [
      line('entitlement', 1000_00),
      line('entitlement', 250_00, { from: calendarDate('2026-11-30'), to: calendarDate('2026-12-06') }),
      line('contribution', -160_00),
      line('one-off', 75_00),
      line('expense', 5_00),
      line('adjustment', -20_00),
      line('entitlement', 999_00, { heldBy: 'H1', to: calendarDate('2027-01-01') }),
    ];
    const sums = scheduleSums({ amountPence: pence(1100_00), lines });
    expect(sums).toEqual({
      ...{ grossPence: 1250_00, contributionPence: -160_00, oneOffPence: 80_00, amountPence: 1100_00 },
      // £20.00 corrected, and £50.00 taken off for what is paid back.
      otherPence: -70_00,
      period: { from: '2026-11-02', to: '2026-12-06' },
    });
  });

  it('may be no budget at all', () => {
    expect(scheduleSums({ amountPence: pence(75_00), lines: [] })).toMatchObject({
      ...{ grossPence: 0, otherPence: 75_00, period: null },
    });
  });
});

describe('why a payment is not what the last one was', () => {
  const days = (from: string, to: string) => ({ from: calendarDate(from), to: calendarDate(to) });
  const sums = (more: Partial<ScheduleSums> = {}): ScheduleSums => ({
    ...{
      grossPence: pence(1000_00),
      contributionPence: pence(0),
      oneOffPence: pence(0),
      otherPence: pence(0),
    },
    ...{ amountPence: pence(1000_00), period: days('2026-11-02', '2026-11-29'), ...more },
  });
  const payOn = calendarDate('2026-11-02');

  it.each([
    ['The first payment for this client.', sums(), null],
    ['The same as on 2 November 2026.', sums(), sums()],
    [
      '£125.00 less than on 2 November 2026: the budget is £875.00 for 25 days, last time £1,000.00 for 28 days.',
      sums({
        grossPence: pence(875_00),
        amountPence: pence(875_00),
        period: days('2026-11-30', '2026-12-24'),
      }),
      sums(),
    ],
    [
      '£36.00 more than on 2 November 2026: the budget is £36.00 for 1 day, last time £0.00.',
      sums({ grossPence: pence(36_00), amountPence: pence(36_00), period: days('2026-11-02', '2026-11-02') }),
      sums({ grossPence: pence(0), amountPence: pence(0), period: null }),
    ],
    [
      'The same as on 2 November 2026: the contribution taken off is −£10.00, last time £0.00; one-offs come to £5.00, last time £0.00; corrections of earlier payments come to £5.00, last time £0.00.',
      sums({ contributionPence: pence(-10_00), oneOffPence: pence(5_00), otherPence: pence(5_00) }),
      sums(),
    ],
  ])('is said: %s', (sentence, now, before) => {
    expect(whyDifferent(now, before === null ? null : { payOn, sums: before })).toBe(sentence);
  });
});
