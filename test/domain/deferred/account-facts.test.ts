import { describe, expect, it } from 'vitest';
import { calendarDate, type CalendarDate } from '../../../domain/calendar.ts';
import { accountFactsOf, type DeferredFacts } from '../../../domain/deferred/account-facts.ts';
import { accountFlags } from '../../../domain/deferred/account-flags.ts';
import { reckonAccount } from '../../../domain/deferred/account.ts';
import { addedCharges } from '../../../domain/deferred/admin-charges.ts';
import type { AdminCharge, Valuation } from '../../../domain/deferred/account-record.ts';
import { owedAfter } from '../../../domain/deferred/statement.ts';
import { pence, rateText } from '../../../domain/money.ts';
import { deferredFacts, sinceEver } from '../../support/a-deferred-agreement.ts';
import { redemptionOn } from '../../../domain/deferred/reckoned.ts';
import { usualDeferredTerms } from '../../../domain/deferred/deferred-terms.ts';

const day = calendarDate;

const charge = (changes: Partial<AdminCharge> = {}): AdminCharge => ({
  ...{ chargeId: 'C1', kind: 'one-off', description: 'Setting up', amountPence: pence(670_00) },
  ...{ from: day('2024-01-01'), to: null, toldOn: day('2023-12-20'), isAdded: true },
  ...changes,
});
const valued = (valuedOn: string, value: number, encumbrances = 0): Valuation => ({
  ...{ valuationId: `V-${valuedOn}`, requestedOn: day(valuedOn), remindedOn: [] },
  received: {
    ...{ on: day(valuedOn), valuedOn: day(valuedOn), valuer: 'Larkford Surveyors' },
    ...{ valuePence: pence(value), encumbrancesPence: pence(encumbrances) },
  },
});
const awaited = (requestedOn: string, ...remindedOn: string[]): Valuation => ({
  ...{ valuationId: 'V-A', requestedOn: day(requestedOn), remindedOn: remindedOn.map(day), received: null },
});

describe('Administration charges', () => {
  const daysOf = (changes: Partial<AdminCharge>, through: string) =>
    addedCharges([charge(changes)], day(through)).map(({ on }) => on);

  it.each(['one-off', 'at-cost', 'event'] as const)('are added once where they are %s', (kind) => {
    expect(daysOf({ kind }, '2026-01-01')).toEqual(['2024-01-01']);
  });

  it('come again each year on their day, a leap day on the last of February', () => {
    expect(daysOf({ kind: 'annual', from: day('2024-02-29') }, '2026-03-01')).toEqual([
      ...['2024-02-29', '2025-02-28', '2026-02-28'],
    ]);
  });

  it('come again each week until the last day', () => {
    expect(daysOf({ kind: 'weekly', to: day('2024-01-20') }, '2024-12-31')).toEqual([
      '2024-01-07',
      '2024-01-14',
    ]);
  });

  it('wait for their day, and are not in the debt where they are paid separately', () => {
    expect(daysOf({ from: day('2024-06-01') }, '2024-05-31')).toEqual([]);
    expect(daysOf({ isAdded: false }, '2024-05-31')).toEqual([]);
  });
});

describe('What an account is reckoned from', () => {
  const owed = (known: DeferredFacts, until: string) => {
    const { facts, through } = accountFactsOf(known, day(until));
    return owedAfter(reckonAccount(facts, through), through);
  };

  it('begins on the day after what was brought forward, with the weeks counted from there', () => {
    const opening = { date: day('2024-03-31'), amountPence: pence(9_000_00) };
    const { facts } = accountFactsOf(deferredFacts({ opening }), day('2024-06-30'));
    expect(facts).toMatchObject({
      from: '2024-04-01',
      broughtForwardPence: 9_000_00,
      care: { from: '2024-04-01' },
    });
  });

  it('takes the terms of the extract from the first day and those of officers from theirs', () => {
    const later = {
      ...{ from: day('2024-04-01'), weeklyCostPence: pence(770_00), topUpPence: pence(0) },
      ...{ incomePence: pence(0), allowancePence: pence(0) },
    };
    const termsOf = (from: string) =>
      accountFactsOf(
        deferredFacts({ record: { terms: [{ ...later, from: day(from) }] } }),
        day('2024-06-30'),
      ).facts.terms.map(({ from, weeklyCostPence }) => [from, weeklyCostPence]);
    expect(termsOf('2024-04-01')).toEqual([
      ['2024-01-01', 700_00],
      ['2024-04-01', 770_00],
    ]);
    expect(termsOf('2024-01-01')).toEqual([['2024-01-01', 770_00]]);
    const none = deferredFacts({ agreement: { weeklyCostPence: null } });
    expect(accountFactsOf(none, day('2024-06-30')).facts.terms).toEqual([]);
  });

  it('reads what a week is deferred from the extract', () => {
    const agreement = {
      ...{ weeklyCostPence: pence(1_200_00), weeklyTopUpPence: pence(45_00) },
      ...{ weeklyIncomePence: pence(300_00), weeklyAllowancePence: pence(144_00) },
    };
    const { events } = reckonAccount(
      accountFactsOf(deferredFacts({ agreement }), day('2024-01-07')).facts,
      day('2024-01-07'),
    );
    expect(events).toMatchObject([{ kind: 'drawdown', amountPence: 1_089_00 }]);
  });

  it('adds interest by the setting of each day, where the agreement itself says nothing', () => {
    const simple = { ...usualDeferredTerms, compounding: 'simple' as const };
    const terms = [
      ...sinceEver(),
      { from: day('2024-02-01'), value: { ...usualDeferredTerms, statementMonths: 3 } },
      { from: day('2024-03-01'), value: simple },
    ];
    const { facts } = accountFactsOf({ ...deferredFacts(), terms }, day('2024-07-31'));
    expect(facts.interest).toMatchObject([
      { from: '2024-01-01', compounding: 'daily' },
      { from: '2024-03-01', compounding: 'simple' },
    ]);
    expect(facts.rates.map(({ from, to }) => [from, to])).toEqual([
      ['2024-01-01', '2024-02-29'],
      ['2024-03-01', '2024-06-30'],
      ['2024-07-01', '2024-07-31'],
    ]);
    const quarterly = deferredFacts({ agreement: { compounding: 'quarterly' } });
    expect(accountFactsOf({ ...quarterly, terms }, day('2024-07-31')).facts.interest).toHaveLength(1);
    // Before the first day of a setting the usual terms hold.
    const [, ...later] = terms;
    expect(accountFactsOf({ ...deferredFacts(), terms: later }, day('2024-07-31')).facts.interest).toEqual(
      facts.interest,
    );
  });

  it('adds interest as the agreement says, else as the council does', () => {
    const interestOf = (agreement: DeferredFacts['agreement'] | object) =>
      accountFactsOf(deferredFacts({ agreement }), day('2024-01-31')).facts.interest[0];
    expect(interestOf({})).toMatchObject({ compounding: 'daily', dayCount: 'fixed365', isOnCharges: true });
    expect(interestOf({ compounding: 'quarterly', dayCount: 'actual' })).toMatchObject({
      ...{ compounding: 'quarterly', dayCount: 'actual' },
    });
  });

  it('takes the highest rate where none was agreed, and what officers agreed later from its day', () => {
    const none = deferredFacts({ agreement: { annualRatePercent: null } });
    expect(accountFactsOf(none, day('2024-01-31')).facts.rates).toMatchObject([{ percent: '4.65' }]);
    const later = deferredFacts({ record: { rates: [{ from: day('2024-01-15'), percent: rateText('3') }] } });
    expect(accountFactsOf(later, day('2024-01-31')).facts.rates).toMatchObject([
      { percent: '4' },
      { percent: '3' },
    ]);
  });

  it('ends before the first half-year whose rate is not known', () => {
    const { through, missing } = accountFactsOf(deferredFacts(), day('2025-12-31'));
    expect(through).toBe('2025-06-30');
    expect(missing).toContain('1 July 2025');
  });

  it('is nothing yet where the capital limit of a valuation is not known', () => {
    const known = deferredFacts({ agreement: { valuedOn: day('1995-01-01') } });
    const { through, missing } = accountFactsOf(known, day('2024-06-30'));
    expect([through, missing?.includes('capital limit')]).toEqual(['2023-12-31', true]);
  });

  it('follows each valuation from its day, the first from the first day of the agreement', () => {
    const valuations = [valued('2025-01-10', 200_000_00, 5_000_00), awaited('2025-06-01')];
    const known = deferredFacts({ agreement: { valuedOn: day('2024-02-01') }, record: { valuations } });
    expect(accountFactsOf(known, day('2025-06-30')).facts.limits).toEqual([
      { from: '2024-01-01', equityLimitPence: 134_250_00 },
      { from: '2025-01-10', equityLimitPence: 160_750_00 },
    ]);
  });

  it('follows what earlier extracts said of the value until the day of the newest, and not what it took back', () => {
    const worth = (valuedOn: string, pounds: number) => ({
      ...{ valuedOn: day(valuedOn), valuePence: pence(pounds * 100), encumbrancesPence: pence(0) },
    });
    const earlierValuations = [worth('2023-12-01', 165_000), worth('2025-11-01', 999_000)];
    const known = deferredFacts({
      earlierValuations,
      agreement: { valuedOn: day('2024-12-01'), propertyValuePence: pence(205_000_00) },
    });
    expect(accountFactsOf(known, day('2025-06-30')).facts.limits).toEqual([
      { from: '2023-12-01', equityLimitPence: 134_250_00 },
      { from: '2024-12-01', equityLimitPence: 170_250_00 },
    ]);
  });

  it('defers care until it ends, the person dies, or the eve of the day all is repaid, whichever comes first', () => {
    const [first, second] = [day('2024-03-01'), day('2024-05-01')];
    const lastDay = (
      endDate: CalendarDate | null,
      diedOn: CalendarDate | null,
      closedOn: CalendarDate | null = null,
    ) =>
      accountFactsOf(
        deferredFacts({ agreement: { endDate }, diedOn, record: { closedOn } }),
        day('2024-06-30'),
      ).facts.care.to;
    expect(lastDay(null, null)).toBeNull();
    expect(lastDay(first, null)).toBe(first);
    expect(lastDay(null, second)).toBe(second);
    expect(lastDay(second, first)).toBe(first);
    expect(lastDay(null, null, second)).toBe('2024-04-30');
    expect(lastDay(second, null, first)).toBe('2024-02-29');
    expect(lastDay(first, null, first)).toBe(first);
    expect(owed(deferredFacts({ diedOn: day('2024-01-03') }), '2024-01-03')).toBe(300_03);
  });
});

describe('What people have to look at', () => {
  const rulesOn = (known: DeferredFacts, today: string) => {
    const { facts, through, missing } = accountFactsOf(known, day(today));
    const flags = accountFlags(known, reckonAccount(facts, through), { missing, today: day(today) });
    for (const { message } of flags) expect(message).toMatch(/^[A-Z£].*\.$/);
    return flags.map(({ rule }) => rule);
  };
  const owing = (pounds: number) => ({ date: day('2024-01-01'), amountPence: pence(pounds * 100) });

  it('is nothing where all is well', () => {
    expect(rulesOn(deferredFacts(), '2024-06-01')).toEqual([]);
  });

  it('is a rate that nobody knows', () => {
    expect(rulesOn(deferredFacts({ agreement: { valuedOn: day('2025-06-01') } }), '2025-07-02')).toEqual([
      'account-not-reckoned',
    ]);
  });

  it.each([
    ['requested', 'The charge on the property was requested'],
    ['none', 'No charge'],
    [null, 'No charge'],
  ] as const)('is a debt whose charge is %s', (chargeStatus, words) => {
    const known = deferredFacts({ agreement: { chargeStatus } });
    expect(rulesOn(known, '2024-03-01')).toEqual(['debt-unsecured']);
    const { facts, through } = accountFactsOf(known, day('2024-03-01'));
    const [flag] = accountFlags(known, reckonAccount(facts, through), {
      missing: null,
      today: day('2024-03-01'),
    });
    expect(flag?.message).toContain(words);
    expect(rulesOn(known, '2024-01-02')).toEqual([]);
  });

  it.each([
    [82_000, []],
    [82_500, ['revaluation-due']],
    [115_000, ['revaluation-due']],
    [115_500, ['review-with-person', 'revaluation-due']],
  ])('is a debt of £%i against £165,000: %j', (pounds, rules) => {
    const agreement = { weeklyCostPence: pence(0), annualRatePercent: rateText('0') };
    expect(rulesOn(deferredFacts({ agreement, opening: owing(pounds) }), '2024-02-01')).toEqual(rules);
  });

  it('is no property that was valued since the debt reached its share, and still the review', () => {
    const agreement = { weeklyCostPence: pence(0), annualRatePercent: rateText('0') };
    const record = { valuations: [valued('2024-01-20', 165_000_00)] };
    expect(rulesOn(deferredFacts({ agreement, record, opening: owing(90_000) }), '2024-02-01')).toEqual([]);
    expect(rulesOn(deferredFacts({ agreement, record, opening: owing(120_000) }), '2024-02-01')).toEqual([
      'review-with-person',
    ]);
  });

  it('is an agreement that may not be made, by what was recorded', () => {
    const eligibility = {
      ...{ decidedOn: day('2024-01-01'), needsMetIn: 'care-home' as const, otherCapitalPence: pence(0) },
      ...{ isHomeDisregarded: false, defersTopUp: false, toldOfInterestOn: day('2023-12-20') },
    } as const;
    const under = (security: 'first-charge' | 'other' | 'none', chargeStatus: 'registered' | 'none') =>
      rulesOn(
        deferredFacts({ agreement: { chargeStatus }, record: { eligibility: { ...eligibility, security } } }),
        '2024-02-01',
      );
    expect(under('none', 'registered')).toEqual(['not-eligible']);
    expect(under('first-charge', 'none')).toEqual(['debt-unsecured']);
    // Of other security the land register says nothing.
    expect(under('other', 'none')).toEqual([]);
  });

  it('is care that the equity limit kept from being deferred, until the account is closed', () => {
    const record = {
      closedOn: day('2024-01-15'),
      repayments: [{ repaymentId: 'R1', on: day('2024-01-15'), amountPence: pence(1), from: 'Sale' }],
    };
    expect(rulesOn(deferredFacts({ opening: owing(134_000), record }), '2024-01-20')).not.toContain(
      'equity-limit-reached',
    );
    expect(rulesOn(deferredFacts({ opening: owing(134_000) }), '2024-01-20')).toContain(
      'equity-limit-reached',
    );
  });

  it('is a debt that is due after a death, and one that is late', () => {
    const known = deferredFacts({ diedOn: day('2024-02-01') });
    expect(rulesOn(known, '2024-05-01')).toEqual(['due-after-death']);
    expect(rulesOn(known, '2024-05-02')).toEqual(['overdue-after-death']);
  });

  it('is a valuation that is too old, unless a new one is awaited', () => {
    expect(rulesOn(deferredFacts(), '2024-11-30')).toEqual([]);
    expect(rulesOn(deferredFacts(), '2024-12-01')).toEqual(['valuation-too-old']);
    expect(rulesOn(deferredFacts({ record: { valuations: [awaited('2024-11-20')] } }), '2024-12-01')).toEqual(
      [],
    );
    const asked = deferredFacts({ record: { valuations: [awaited('2024-10-20', '2024-11-10')] } });
    expect(rulesOn(asked, '2024-12-01')).toEqual([]);
    expect(rulesOn(asked, '2024-12-08')).toEqual(['valuation-awaited']);
    expect(
      rulesOn(deferredFacts({ record: { valuations: [valued('2024-11-01', 1_000_000_00)] } }), '2025-06-01'),
    ).toEqual([]);
  });

  it('is an account that can be closed, or was repaid too much', () => {
    const agreement = { weeklyCostPence: pence(0), annualRatePercent: rateText('0') };
    const repaid = (pounds: number) => [
      { repaymentId: 'R1', on: day('2024-03-01'), amountPence: pence(pounds * 100), from: 'Sale' },
    ];
    const after = (pounds: number, closedOn: string | null = null) =>
      rulesOn(
        deferredFacts({
          ...{ agreement, opening: owing(500) },
          record: { repayments: repaid(pounds), closedOn: closedOn === null ? null : day(closedOn) },
        }),
        '2025-03-02',
      );
    expect(after(500)).toEqual(['valuation-too-old', 'to-be-closed']);
    expect(after(501)).toEqual(['valuation-too-old', 'repaid-too-much']);
    expect(after(500, '2024-03-05')).toEqual([]);
    expect(after(499, '2024-03-05')).toEqual(['owed-after-closing']);
  });

  it('is an account that can be closed where a repayment took in the care of a week that is not over', () => {
    const known = deferredFacts({ record: { repayments: [] } });
    const { owedPence } = redemptionOn(known, day('2024-03-02'));
    const repayments = [{ repaymentId: 'R1', on: day('2024-03-02'), amountPence: owedPence, from: 'Sale' }];
    expect(rulesOn(deferredFacts({ record: { repayments } }), '2024-03-02')).toEqual(['to-be-closed']);
  });
});
