import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarDate } from '../../../domain/calendar.ts';
import {
  contingencyOf,
  paidInAdvance,
  surplusOf,
  type AdvanceTerms,
  type PaidIn,
  type SurplusFacts,
} from '../../../domain/direct-payments/surplus.ts';
import { pence, rateText, sumPence } from '../../../domain/money.ts';
import type { DirectPaymentAgreement } from '../../../domain/records/direct-payment-agreement.ts';

const day = calendarDate;
const pounds = (amount: number) => pence(Math.round(amount * 100));
const facts = (fields: Partial<SurplusFacts> = {}): SurplusFacts => ({
  ...{ balancePence: pounds(2000), balanceOn: day('2026-04-12'), earmarked: [], uncleared: [] },
  ...{ paidInAdvancePence: pounds(0), ownMoneyPence: pounds(0), contingencyPence: pounds(0) },
  ...fields,
});

describe('a surplus', () => {
  it('is the balance less all that belongs in the account', () => {
    const told = facts({
      earmarked: [{ what: 'redundancy', amountPence: pounds(300) }],
      paidInAdvancePence: pounds(400),
      uncleared: [
        { what: 'wages of March', amountPence: pounds(100) },
        { what: 'HMRC', amountPence: pounds(50) },
      ],
      ownMoneyPence: pounds(25),
      contingencyPence: pounds(1000),
    });
    expect(surplusOf(told)).toEqual({
      surplusPence: pounds(125),
      shortfallPence: 0,
      parts: [
        { name: 'balance', pence: 200_000, why: 'The balance on 12 April 2026 was £2,000.00.' },
        { name: 'earmarked', pence: -30_000, why: '£300.00 is kept for redundancy.' },
        { name: 'paid-in-advance', pence: -40_000, why: '£400.00 was paid for days after 12 April 2026.' },
        { name: 'uncleared', pence: -10_000, why: '£100.00 is still to go out: wages of March.' },
        { name: 'uncleared', pence: -5_000, why: '£50.00 is still to go out: HMRC.' },
        { name: 'own-money', pence: -2_500, why: '£25.00 is the person’s own money.' },
        {
          ...{ name: 'contingency', pence: -100_000 },
          why: '£1,000.00 may stay in the account as agreed for emergencies.',
        },
      ],
    });
  });

  it('is never below zero: what lacks is told as a shortfall', () => {
    expect(surplusOf(facts({ contingencyPence: pounds(2500) }))).toMatchObject({
      ...{ surplusPence: 0, shortfallPence: 50_000 },
    });
    expect(surplusOf(facts({ balancePence: pounds(-10) }))).toMatchObject({ shortfallPence: 1000 });
  });

  it('is the sum of its parts, whatever they are', () => {
    const amount = fc.nat({ max: 1_000_000 }).map(pence);
    fc.assert(
      fc.property(
        fc.integer({ min: -500_000, max: 1_000_000 }).map(pence),
        amount,
        amount,
        amount,
        (balancePence, a, b, c) => {
          const { surplusPence, shortfallPence, parts } = surplusOf(
            facts({
              balancePence,
              paidInAdvancePence: a,
              contingencyPence: b,
              uncleared: [{ what: 'wages', amountPence: c }],
            }),
          );
          expect(sumPence(parts.map((part) => part.pence))).toBe(surplusPence - shortfallPence);
          expect(Math.min(surplusPence, shortfallPence)).toBe(0);
        },
      ),
    );
  });

  it('takes nothing off that is below zero', () => {
    expect(() => surplusOf(facts({ contingencyPence: pounds(-1) }))).toThrow('contingency');
  });

  it('leaves the weeks of the budget that were agreed, else the usual ones', () => {
    const weeklyBudgetPence = pence(25_001);
    const left = (weeks: string | null) =>
      contingencyOf(
        {
          ...{ weeklyBudgetPence, frequency: 'weekly' },
          contingencyWeeks: weeks === null ? null : rateText(weeks),
        },
        '8',
      );
    expect([left('4'), left('2.5'), left(null)]).toEqual([100_004, 62_503, 200_008]);
  });

  it('leaves nothing of a single sum for weeks to come, unless weeks were agreed', () => {
    const left = (contingencyWeeks: DirectPaymentAgreement['contingencyWeeks']) =>
      contingencyOf({ weeklyBudgetPence: pence(25_000), frequency: 'once', contingencyWeeks }, '8');
    expect([left(null), left(rateText('2'))]).toEqual([0, 50_000]);
  });
});

type Told = Partial<AdvanceTerms['agreement']> & { months?: AdvanceTerms['months']; died?: string };
function inAdvance(payments: PaidIn[], balanceOn: string, { months, died, ...agreement }: Told = {}) {
  const terms: AdvanceTerms = {
    agreement: { frequency: 'four-weekly', startDate: day('2026-01-05'), endDate: null, ...agreement },
    diedOn: died === undefined ? null : day(died),
    months: months ?? 'days-of-the-month',
  };
  return paidInAdvance(terms, payments, day(balanceOn));
}
const paid = (dueOn: string, amount: number, days?: [string, string]): PaidIn => ({
  ...{ dueOn: day(dueOn), amountPence: pounds(amount) },
  ...(days === undefined ? {} : { days: { from: day(days[0]), to: day(days[1]) } }),
});

describe('what was paid in advance', () => {
  it.each<[string, PaidIn[], string, Told, number]>([
    ['of four weeks after the first', [paid('2026-04-06', 1120)], '2026-04-12', {}, 840],
    ['of four weeks on their last day', [paid('2026-04-06', 1120)], '2026-05-03', {}, 0],
    ['of four weeks long gone', [paid('2026-04-06', 1120)], '2026-07-03', {}, 0],
    ['of a payment after the balance', [paid('2026-04-13', 1120)], '2026-04-12', {}, 0],
    ['of a week', [paid('2026-04-06', 70)], '2026-04-07', { frequency: 'weekly' }, 50],
    ['of what is paid once', [paid('2026-04-06', 70)], '2026-04-06', { frequency: 'once' }, 0],
    [
      'of a month, in which its day lies',
      [paid('2026-04-06', 300)],
      '2026-04-20',
      { frequency: 'monthly' },
      100,
    ],
    [
      'of a month in which the agreement began',
      [paid('2026-01-20', 110)],
      '2026-01-26',
      { frequency: 'monthly', startDate: day('2026-01-21') },
      50,
    ],
    [
      'of a month paid before it began',
      [paid('2026-01-01', 110)],
      '2026-01-26',
      { frequency: 'monthly', startDate: day('2026-01-21') },
      50,
    ],
    [
      'of a month that counts as every other',
      [paid('2026-02-02', 280)],
      '2026-02-18',
      { frequency: 'monthly', months: 'equal-months' },
      100,
    ],
    [
      'of a quarter from the day it began',
      [paid('2026-04-05', 910)],
      '2026-05-04',
      { frequency: 'quarterly' },
      610,
    ],
    [
      'of a quarter that counts as three equal months',
      [paid('2026-02-01', 900)],
      '2026-03-31',
      { frequency: 'quarterly', startDate: day('2026-02-01'), months: 'equal-months' },
      300,
    ],
    [
      'of four weeks, which no month changes',
      [paid('2026-02-16', 280)],
      '2026-02-28',
      { months: 'equal-months' },
      150,
    ],
    [
      'of a year paid before it began',
      [paid('2025-12-30', 365)],
      '2026-12-04',
      { frequency: 'annually' },
      31,
    ],
    [
      'of the days a payment says',
      [paid('2026-04-06', 100, ['2026-04-13', '2026-04-22'])],
      '2026-04-12',
      {},
      100,
    ],
    [
      'not of days after the end',
      [paid('2026-04-06', 1120)],
      '2026-04-12',
      { endDate: day('2026-04-14') },
      80,
    ],
    [
      'not of days after a death',
      [paid('2026-04-06', 1120)],
      '2026-04-12',
      { endDate: day('2026-06-30'), died: '2026-04-13' },
      40,
    ],
    ['of nothing', [], '2026-04-12', {}, 0],
  ])('%s', (_, payments, balanceOn, told, expected) => {
    expect(inAdvance(payments, balanceOn, told)).toBe(pounds(expected));
  });

  it('is rounded once, half up, and not by the payment', () => {
    const weeks = [paid('2026-04-06', 0.07), paid('2026-04-06', 0.07), paid('2026-04-06', 0.01)];
    // 3 of 7 days of 15 pence: 6.43; each by itself would come to 3, 3 and 0.
    expect(inAdvance(weeks, '2026-04-09', { frequency: 'weekly' })).toBe(6);
    expect(
      inAdvance([paid('2026-04-06', 0.14), paid('2026-04-06', 0.14)], '2026-04-10', { frequency: 'weekly' }),
    ).toBe(8);
    expect(
      inAdvance(
        [paid('2026-04-06', 0.02), paid('2026-04-06', 0.02), paid('2026-04-06', 0.02)],
        '2026-04-09',
        { frequency: 'weekly' },
      ),
    ).toBe(3);
    // 3 of 28 days of 14 pence are exactly 1.5.
    expect(inAdvance([paid('2026-04-06', 0.14)], '2026-04-30')).toBe(2);
  });

  it('makes four-weekly pay that is spent day by day no surplus on any day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 111 }), (days) => {
        const start = day('2026-01-05');
        const balanceOn = addDays(start, days);
        const payments = [0, 28, 56, 84].map((offset) => paid(addDays(start, offset), 280));
        const received = payments.filter(({ dueOn }) => dueOn <= balanceOn).length * 28_000;
        const balancePence = pence(received - (days + 1) * 1000);
        const paidInAdvancePence = inAdvance(payments, balanceOn);
        expect(surplusOf(facts({ balancePence, balanceOn, paidInAdvancePence }))).toMatchObject({
          ...{ surplusPence: 0, shortfallPence: 0 },
        });
      }),
    );
  });
});
