import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { accountFactsOf } from '../../../domain/deferred/account-facts.ts';
import { explainLine } from '../../../domain/deferred/statement-words.ts';
import {
  limitOn,
  owedOnMorning,
  interestOn,
  reckonedUntil,
  shareOfValue,
  standings,
} from '../../../domain/deferred/reckoned.ts';
import { owedAfter, statementOver } from '../../../domain/deferred/statement.ts';
import { regularPeriodOn } from '../../../domain/deferred/statements-due.ts';
import { pence } from '../../../domain/money.ts';
import { deferredFacts, sinceEver } from '../../support/a-deferred-agreement.ts';

const day = calendarDate;
const opening = (date: string, amount: number) => ({ date: day(date), amountPence: pence(amount) });

describe('An account that is reckoned until a day', () => {
  const known = deferredFacts({ opening: opening('2024-01-31', 10_000_00), diedOn: day('2024-01-31') });

  it('stands on its eve, at the end of each month and on the last day, beside the equity limit', () => {
    const found = standings(reckonedUntil(known, day('2024-04-10')));
    expect(found.map(({ date, equityLimitPence }) => [date, equityLimitPence])).toEqual([
      ...[['2024-01-31', 134_250_00]],
      ...[['2024-02-29', 134_250_00]],
      ...[['2024-03-31', 134_250_00]],
      ...[['2024-04-10', 134_250_00]],
    ]);
    expect(found[0]?.owedPence).toBe(10_000_00);
    expect(found.at(-1)?.owedPence).toBeGreaterThan(10_000_00);
  });

  it('owes on a morning what it owed the evening before, where nothing happens that day', () => {
    const { account } = reckonedUntil(known, day('2024-04-10'));
    expect(owedOnMorning(account, day('2024-04-10'))).toBe(owedAfter(account, day('2024-04-09')));
    expect(owedOnMorning(account, day('2024-02-01'))).toBe(10_000_00);
  });

  it('ends with the day on which it was closed', () => {
    const closed = deferredFacts({ record: { closedOn: day('2024-03-01') } });
    expect(accountFactsOf(closed, day('2024-06-01')).through).toBe('2024-03-01');
    expect(accountFactsOf(closed, day('2024-02-01')).through).toBe('2024-02-01');
  });

  it('has no equity limit before the first day of one', () => {
    expect(limitOn([{ from: day('2024-02-01'), equityLimitPence: pence(5) }], day('2024-01-31'))).toBeNull();
  });

  it('says which share of the value is owed, but of no value none', () => {
    expect(shareOfValue(pence(12_345), pence(100_000))).toBe('12.3');
    expect(shareOfValue(pence(12_345), pence(0))).toBeNull();
  });
});

describe('The terms of interest', () => {
  it('are those of the day, and the first before there were any', () => {
    const first = {
      from: day('2024-01-01'),
      compounding: 'daily',
      dayCount: 'actual',
      isOnCharges: true,
    } as const;
    const second = { ...first, from: day('2024-03-01'), compounding: 'simple' } as const;
    const termsOf = (date: string) => interestOn([first, second], day(date)).compounding;
    expect(['2023-12-31', '2024-02-29', '2024-03-01'].map(termsOf)).toEqual(['daily', 'daily', 'simple']);
  });
});

describe('The regular period of a statement', () => {
  it('is the one a day lies in, and the first before there was one', () => {
    const terms = sinceEver({ statementMonths: 6 });
    const first = { from: '2024-01-31', to: '2024-07-30' };
    expect(regularPeriodOn(day('2024-01-31'), terms, day('2024-07-30'))).toEqual(first);
    expect(regularPeriodOn(day('2024-01-31'), terms, day('2024-07-31')).from).toBe('2024-07-31');
    expect(regularPeriodOn(day('2024-01-31'), terms, day('2023-01-01'))).toEqual(first);
  });
});

describe('A line of a statement in a sentence', () => {
  const known = deferredFacts({
    agreement: { propertyValuePence: pence(16_700_00) },
    record: {
      charges: [
        {
          ...{ chargeId: 'C1', kind: 'one-off', description: 'Setting up', amountPence: pence(100_00) },
          ...{ from: day('2024-01-02'), to: null, toldOn: day('2024-01-01'), isAdded: true },
        },
      ],
      repayments: [{ repaymentId: 'R1', on: day('2024-01-03'), amountPence: pence(50_00), from: 'her son' }],
    },
  });
  const { account } = reckonedUntil(known, day('2024-01-14'));
  const said = statementOver(account, { from: day('2024-01-01'), to: day('2024-01-14') }).lines;

  it('says what it is, for which days, at which rate, and what the equity limit kept out', () => {
    expect(said.map((line) => explainLine(line, 'daily'))).toEqual([
      'On 2 January 2024 £100.00 was added as an administration charge: Setting up.',
      'From 1 January 2024 to 2 January 2024 (2 days) interest of £0.01 at 4% a year, added each day.',
      'On 3 January 2024 £50.00 was repaid by her son.',
      'From 1 January 2024 to 7 January 2024 care for £700.00 was deferred: £700.00 a week, towards which nothing was paid.',
      'From 8 January 2024 to 14 January 2024 care for £29.39 was deferred: £700.00 a week, towards which nothing was paid. Another £670.61 could not be deferred, as the equity limit was reached.',
      'From 3 January 2024 to 14 January 2024 (12 days) interest of £0.68 at 4% a year, added each day.',
    ]);
  });

  it('says of care the limit kept out whole that none of it was deferred', () => {
    const { account: later } = reckonedUntil(known, day('2024-01-21'));
    const { lines } = statementOver(later, { from: day('2024-01-21'), to: day('2024-01-21') });
    expect(explainLine(lines[0]!, 'daily')).toBe(
      'From 15 January 2024 to 21 January 2024 care for £700.00 could not be deferred, as the equity limit was reached.',
    );
  });

  it('tells of interest for a single day', () => {
    const { lines } = statementOver(account, { from: day('2024-01-14'), to: day('2024-01-14') });
    expect(lines.map((line) => explainLine(line, 'simple'))).toContain(
      'On 14 January 2024 (1 day) interest of £0.08 at 4% a year, on the debt without earlier interest.',
    );
  });
});
