import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarDate, type CalendarDate } from '../../../domain/calendar.ts';
import { reckonAccount, type AccountFacts } from '../../../domain/deferred/account.ts';
import { ratesOver } from '../../../domain/deferred/rate-segments.ts';
import { owedAfter, statementOver } from '../../../domain/deferred/statement.ts';
import { pence, rateText } from '../../../domain/money.ts';

const day = calendarDate;
const until = day('2025-06-30');

/** £700 a week of care from Monday 1 January 2024, at the published rates, added daily. */
function facts(changes: Partial<AccountFacts> = {}): AccountFacts {
  const from = changes.from ?? day('2024-01-01');
  return {
    ...{ from, broughtForwardPence: pence(0) },
    interest: [{ from, compounding: 'daily', dayCount: 'fixed365', isOnCharges: true }],
    rates: ratesOver({ from, to: until }, [], []).segments,
    terms: [
      {
        ...{ from: day('2024-01-01'), weeklyCostPence: pence(700_00), topUpPence: pence(0) },
        ...{ incomePence: pence(0), allowancePence: pence(0) },
      },
    ],
    care: { from: day('2024-01-01'), to: null },
    ...{ charges: [], repayments: [] },
    limits: [{ from: day('2020-01-01'), equityLimitPence: pence(200_000_00) }],
    ...changes,
  };
}
const noCare = { terms: [] };
const repaid = (on: string, amount: number) => ({
  ...{ repaymentId: `R-${on}`, on: day(on), amountPence: pence(amount), from: 'Sale of the house' },
});
const charged = (on: string, amount: number) => ({
  ...{ chargeId: `C-${on}`, on: day(on), amountPence: pence(amount), description: 'Valuation' },
});
const owed = (of: AccountFacts, through: string) => owedAfter(reckonAccount(of, day(through)), day(through));

describe('An account of a deferred payment agreement', () => {
  it('owes the care of each week from its last day, with interest from that day', () => {
    expect([owed(facts(), '2024-01-06'), owed(facts(), '2024-01-07'), owed(facts(), '2024-01-14')]).toEqual([
      0,
      // A day of £700 at 4.65% is 8.9 pence; seven days of it 62.4, and a day of £1,400 17.8.
      700_09, 1_400_80,
    ]);
  });

  it('bears interest on what was brought forward as golden case 7 has it', () => {
    const of = facts({ ...noCare, broughtForwardPence: pence(10_000_00) });
    expect(owed(of, '2024-06-30')).toBe(10_234_56);
  });

  it('goes on by other terms from their day, and leaves the interest until then as it was', () => {
    const daily = {
      from: day('2024-01-01'),
      compounding: 'daily',
      dayCount: 'fixed365',
      isOnCharges: true,
    } as const;
    const simple = { ...daily, from: day('2024-04-01'), compounding: 'simple' } as const;
    const debt = { ...noCare, broughtForwardPence: pence(10_000_00) };
    const of = (...interest: AccountFacts['interest']) =>
      reckonAccount(facts({ ...debt, interest }), day('2024-06-30'));
    const [kept, changed] = [of(daily), of(daily, simple)];
    expect(changed.interestThrough.slice(0, 91)).toEqual(kept.interestThrough.slice(0, 91));
    // £10,116.60 bears £1.29 a day for 91 days, and its interest bears none.
    expect([kept.interestPence, changed.interestPence]).toEqual([234_56, 233_88]);
    expect(of(simple, { ...daily, from: day('2024-07-01') }).interestPence).toBe(231_86);
  });

  it('adds the interest that was kept apart once the terms say so, and counts days as they say', () => {
    const simple = {
      from: day('2024-01-01'),
      compounding: 'simple',
      dayCount: 'fixed365',
      isOnCharges: true,
    } as const;
    const debt = { ...noCare, broughtForwardPence: pence(10_000_00) };
    const owedOn = (...interest: AccountFacts['interest']) =>
      owed(facts({ ...debt, interest }), '2024-06-30');
    // £115.93 of 91 days bear with the rest from 1 April on.
    expect(owedOn(simple, { ...simple, from: day('2024-04-01'), compounding: 'daily' })).toBe(10_233_88);
    // Of £1.2740 a day, for 91 days a 366th.
    expect(owedOn(simple, { ...simple, from: day('2024-04-01'), dayCount: 'actual' })).toBe(10_231_55);
  });

  it('adds charges, and leaves them without interest where that was agreed', () => {
    const charges = [charged('2024-02-01', 365_00)];
    const on = facts({ ...noCare, charges });
    const off = facts({ ...noCare, charges, interest: [{ ...on.interest[0], isOnCharges: false }] });
    expect([owed(on, '2024-02-10'), owed(off, '2024-02-10')]).toEqual([365_47, 365_00]);
  });

  it('takes interest, charges and care off in that order when money comes in', () => {
    const of = facts({
      ...{ ...noCare, broughtForwardPence: pence(10_000_00), charges: [charged('2024-02-01', 100_00)] },
      repayments: [repaid('2024-07-01', 300_00)],
    });
    const account = reckonAccount(of, day('2024-07-01'));
    const interest = account.interestThrough.at(-2) ?? 0;
    expect(account.chargesPence).toBe(100_00 - (300_00 - interest));
    expect([account.careCostsPence, account.interestPence]).toEqual([10_000_00, 1_11]);
  });

  it('is nothing and stays nothing once all is repaid', () => {
    const debt = facts({
      broughtForwardPence: pence(12_345_67),
      care: { from: day('2024-01-01'), to: day('2024-03-01') },
    });
    const [morning, eve] = ['2024-09-01', '2024-08-31'];
    const all = { ...debt, repayments: [repaid(morning, owed(debt, eve))] };
    expect([owed(all, morning), owed(all, '2025-06-30')]).toEqual([0, 0]);
  });

  it('in credit bears no interest', () => {
    const over = facts({ ...noCare, repayments: [repaid('2024-03-01', 50_00)] });
    expect(owed(over, '2025-01-01')).toBe(-50_00);
  });

  it('defers no care beyond the equity limit, tells what was not, and goes on with interest and charges', () => {
    const limits = [
      { from: day('2024-01-01'), equityLimitPence: pence(1_000_00) },
      { from: day('2024-01-28'), equityLimitPence: pence(1_500_00) },
    ];
    const { lines } = statementOver(
      reckonAccount(facts({ limits, charges: [charged('2024-01-15', 40_00)] }), day('2024-01-28')),
      { from: day('2024-01-01'), to: day('2024-01-28') },
    );
    const drawn = lines.filter(({ kind }) => kind === 'drawdown');
    expect(drawn.map(({ amountPence, notDeferredPence }) => [amountPence, notDeferredPence])).toEqual([
      [700_00, 0],
      [299_38, 400_62],
      [0, 700_00],
      [458_14, 241_86],
    ]);
    expect(lines.at(-1)?.balancePence).toBe(1_500_19);
  });

  it('defers nothing before the first valuation', () => {
    const account = reckonAccount(facts({ limits: [] }), day('2024-01-07'));
    expect(account.events).toMatchObject([{ amountPence: 0, notDeferredPence: 700_00 }]);
  });

  it('that has not begun owes what was brought forward', () => {
    expect(owed(facts({ broughtForwardPence: pence(5) }), '2023-12-31')).toBe(5);
  });

  it('is not reckoned without a rate for each day', () => {
    const [first, ...others] = facts().rates;
    expect(() => reckonAccount(facts({ rates: others }), until)).toThrow('no rate for 2024-01-01');
    expect(() => reckonAccount(facts({ rates: first === undefined ? [] : [first] }), until)).toThrow(
      'no rate for 2024-07-01',
    );
  });
});

describe('A statement', () => {
  const whole = { from: day('2024-01-01'), to: until };

  it('shows interest by month and rate with the days and the rate, and what was owed after each line', () => {
    const account = reckonAccount(facts({ ...noCare, broughtForwardPence: pence(10_000_00) }), until);
    const { openingPence, lines, closingPence } = statementOver(account, {
      ...{ from: day('2024-05-16'), to: day('2024-07-31') },
    });
    expect(openingPence).toBe(10_174_76);
    expect(lines).toMatchObject([
      { from: '2024-05-16', date: '2024-05-31', days: 16, ratePercent: '4.65', amountPence: 20_76 },
      { from: '2024-06-01', date: '2024-06-30', days: 30, ratePercent: '4.65', balancePence: 10_234_56 },
      { from: '2024-07-01', date: '2024-07-31', days: 31, ratePercent: '4.05', amountPence: 35_26 },
    ]);
    expect(closingPence).toBe(lines.at(-1)?.balancePence);
  });

  it('shows the interest until a repayment before it, so that what is repaid in full leaves nothing', () => {
    const debt = facts({ ...noCare, broughtForwardPence: pence(10_000_00) });
    const all = { ...debt, repayments: [repaid('2024-02-12', owed(debt, '2024-02-11'))] };
    const { lines } = statementOver(reckonAccount(all, until), whole);
    expect(lines.map(({ kind, date, balancePence }) => [kind, date, balancePence])).toEqual([
      ['interest', '2024-01-31', 10_039_57],
      ['interest', '2024-02-11', 10_053_65],
      ['repayment', '2024-02-12', 0],
    ]);
    expect(lines.at(-1)).toMatchObject({ description: 'Sale of the house', amountPence: -10_053_65 });
  });

  it('makes the closing balance of the opening one wherever it is cut, and the parts make the whole', () => {
    const dates = fc.integer({ min: 0, max: 546 }).map((days) => addDays(whole.from, days));
    const money = fc.integer({ min: 1, max: 30_000_00 });
    const moves = fc.array(fc.tuple(dates, money), { maxLength: 5 });
    fc.assert(
      fc.property(
        ...[dates, moves, moves, fc.constantFrom('simple', 'daily', 'monthly', 'quarterly'), fc.boolean()],
        (cut: CalendarDate, charges, repayments, compounding, isOnCharges) => {
          const of = facts({
            interest: [{ from: whole.from, compounding, dayCount: 'actual', isOnCharges }],
            charges: charges.map(([on, amount]) => charged(on, amount)),
            repayments: repayments.map(([on, amount]) => repaid(on, amount)),
            limits: [{ from: whole.from, equityLimitPence: pence(20_000_00) }],
          });
          const account = reckonAccount(of, until);
          const all = statementOver(account, whole);
          const first = statementOver(account, { from: whole.from, to: cut });
          const second = statementOver(account, { from: addDays(cut, 1), to: until });
          const sum = [...first.lines, ...second.lines].reduce(
            (total, { amountPence }) => total + amountPence,
            0,
          );
          expect([first.closingPence, second.closingPence]).toEqual([second.openingPence, all.closingPence]);
          expect(all.openingPence + sum).toBe(all.closingPence);
          expect(owedAfter(reckonAccount(of, cut), cut)).toBe(first.closingPence);
        },
      ),
    );
  });
});

describe('A drawdown', () => {
  it('is never more than is left to the equity limit, and what is deferred and what is not make the week', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000_00 }), (limit) => {
        const limits = [{ from: day('2024-01-01'), equityLimitPence: pence(limit) }];
        const { events } = reckonAccount(facts({ limits }), until);
        const drawn = events.filter((event) => event.kind === 'drawdown');
        expect(drawn.every((each) => each.amountPence + each.notDeferredPence === 700_00)).toBe(true);
        expect(drawn.reduce((sum, { amountPence }) => sum + amountPence, 0)).toBeLessThanOrEqual(limit);
      }),
      { numRuns: 20 },
    );
  });
});

describe('A rate that is corrected', () => {
  it('changes the interest from its first day only', () => {
    const agreed = [{ from: day('2024-03-01'), percent: rateText('2') }];
    const rates = ratesOver({ from: day('2024-01-01'), to: until }, agreed, []).segments;
    const [before, after] = [reckonAccount(facts(), until), reckonAccount(facts({ rates }), until)];
    const first = before.interestThrough.findIndex((each, index) => each !== after.interestThrough[index]);
    expect(addDays(before.from, first)).toBe('2024-03-01');
  });
});
