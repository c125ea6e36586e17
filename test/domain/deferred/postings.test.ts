import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarDate, type CalendarDate } from '../../../domain/calendar.ts';
import { reckonAccount, type AccountFacts } from '../../../domain/deferred/account.ts';
import { postingsDue, type DeferredPosting, type PostedAccount } from '../../../domain/deferred/postings.ts';
import { ratesOver } from '../../../domain/deferred/rate-segments.ts';
import { owedAfter } from '../../../domain/deferred/statement.ts';
import { pence, rateText } from '../../../domain/money.ts';

const day = calendarDate;
const start = day('2024-01-01');
const until = day('2025-06-30');

type Changes = {
  from?: CalendarDate;
  broughtForward?: number;
  percent?: string | undefined;
  weekly?: number;
} & Partial<Pick<AccountFacts, 'charges' | 'repayments'>>;

function account(
  through: string,
  { from = start, broughtForward = 1_000_00, percent, weekly = 0, ...others }: Changes = {},
) {
  const agreed = percent === undefined ? [] : [{ from: day('2024-03-10'), percent: rateText(percent) }];
  const facts: AccountFacts = {
    ...{ from, broughtForwardPence: pence(broughtForward) },
    interest: [{ from, compounding: 'daily', dayCount: 'fixed365', isOnCharges: true }],
    rates: ratesOver({ from, to: until }, agreed, []).segments,
    terms: [
      {
        from,
        weeklyCostPence: pence(weekly),
        topUpPence: pence(0),
        incomePence: pence(0),
        allowancePence: pence(0),
      },
    ],
    care: { from, to: null },
    ...{ charges: [], repayments: [], ...others },
    limits: [{ from: start, equityLimitPence: pence(50_000_00) }],
  };
  return reckonAccount(facts, day(through));
}
const summary = (postings: readonly DeferredPosting[]) =>
  postings.map(({ kind, from, to, amountPence, isReversal }) => [kind, from, to, amountPence, isReversal]);
const sum = (postings: readonly DeferredPosting[]) =>
  postings.reduce((total, { amountPence }) => total + amountPence, 0);

describe('What a night posts', () => {
  it('is the interest of the day that ended, and nothing the second time', () => {
    const first = postingsDue(account('2024-03-01'), null);
    const tonight = postingsDue(account('2024-03-02'), first.posted);
    expect(summary(tonight.postings)).toEqual([['interest', '2024-03-02', '2024-03-02', 13, false]]);
    expect(postingsDue(account('2024-03-02'), tonight.posted).postings).toEqual([]);
  });

  it('is what was brought forward and all the interest since, the first time', () => {
    expect(summary(postingsDue(account('2024-01-10'), null).postings)).toEqual([
      ['brought-forward', '2023-12-31', '2023-12-31', 1_000_00, false],
      ['interest', '2024-01-01', '2024-01-10', 1_27, false],
    ]);
  });

  it('catches up the nights that were missed', () => {
    const { posted } = postingsDue(account('2024-01-10'), null);
    expect(summary(postingsDue(account('2024-01-31'), posted).postings)).toEqual([
      ['interest', '2024-01-11', '2024-01-31', 2_69, false],
    ]);
  });

  it('posts a week’s care, a charge and a repayment once', () => {
    const facts = {
      ...{ weekly: 700_00, broughtForward: 0 },
      charges: [
        { chargeId: 'C1', on: day('2024-01-03'), amountPence: pence(50_00), description: 'Legal work' },
      ],
      repayments: [{ repaymentId: 'R1', on: day('2024-01-08'), amountPence: pence(20_00), from: 'Daughter' }],
    };
    const { postings, posted } = postingsDue(account('2024-01-08', facts), null);
    expect(summary(postings)).toEqual([
      ['charge', '2024-01-03', '2024-01-03', 50_00, false],
      ['drawdown', '2024-01-01', '2024-01-07', 700_00, false],
      ['repayment', '2024-01-08', '2024-01-08', -20_00, false],
      ['interest', '2024-01-01', '2024-01-08', 21, false],
    ]);
    expect(postingsDue(account('2024-01-08', facts), posted).postings).toEqual([]);
  });
});

describe('A correction', () => {
  it('of a rate takes back the days from the first that changed, and posts them anew', () => {
    const { posted } = postingsDue(account('2024-03-31'), null);
    const { postings } = postingsDue(account('2024-03-31', { percent: '2' }), posted);
    expect(summary(postings)).toEqual([
      ['interest', '2024-03-10', '2024-03-31', -2_83, true],
      ['interest', '2024-03-10', '2024-03-31', 1_22, false],
    ]);
  });

  it('of a week’s price takes back its drawdown and the interest since', () => {
    const { posted } = postingsDue(account('2024-01-14', { broughtForward: 0, weekly: 700_00 }), null);
    const { postings } = postingsDue(account('2024-01-14', { broughtForward: 0, weekly: 1_400_00 }), posted);
    expect(summary(postings).slice(0, 4)).toEqual([
      ['drawdown', '2024-01-01', '2024-01-07', -700_00, true],
      ['drawdown', '2024-01-08', '2024-01-14', -700_00, true],
      ['drawdown', '2024-01-01', '2024-01-07', 1_400_00, false],
      ['drawdown', '2024-01-08', '2024-01-14', 1_400_00, false],
    ]);
    expect(sum(postings)).toBe(1_400_00 + 81);
  });

  it('of the first day takes all back and posts all anew', () => {
    const { posted } = postingsDue(account('2024-01-31'), null);
    const moved = account('2024-01-31', { from: day('2024-01-20') });
    const { postings } = postingsDue(moved, posted);
    expect(summary(postings)).toEqual([
      ['brought-forward', '2023-12-31', '2023-12-31', -1_000_00, true],
      ['interest', '2024-01-01', '2024-01-31', -3_96, true],
      ['brought-forward', '2024-01-19', '2024-01-19', 1_000_00, false],
      ['interest', '2024-01-20', '2024-01-31', 1_53, false],
    ]);
  });

  it('takes back the interest of days that are not reckoned any more', () => {
    const { posted } = postingsDue(account('2024-01-31'), null);
    expect(summary(postingsDue(account('2024-01-30'), posted).postings)).toEqual([
      ['interest', '2024-01-31', '2024-01-31', -13, true],
    ]);
  });
});

describe('The ledger', () => {
  it('stands where the account stands after any nights and corrections', () => {
    const changes = fc.record({
      broughtForward: fc.integer({ min: 0, max: 40_000_00 }),
      percent: fc.constantFrom(undefined, '0', '1.5', '4'),
      weekly: fc.constantFrom(0, 700_00, 701_01),
      through: fc.integer({ min: 0, max: 300 }),
    });
    fc.assert(
      fc.property(fc.array(changes, { minLength: 1, maxLength: 5 }), (nights) => {
        let posted: PostedAccount | null = null;
        let ledger = 0;
        for (const { through, ...facts } of nights) {
          const last = addDays(start, through);
          const now = account(last, facts);
          const due = postingsDue(now, posted);
          ledger += sum(due.postings);
          posted = due.posted;
          expect(ledger).toBe(owedAfter(now, last));
          expect(postingsDue(now, posted).postings).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });
});
