import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { accruedTotals, yearEndAccrual, type AccruedAmount } from '../../../domain/ledger/accruals.ts';
import { pence, sumPence } from '../../../domain/money.ts';

const amount = (account: AccruedAmount['account'], pounds: number, costCentre = 'CC100'): AccruedAmount => ({
  account,
  amountPence: pence(pounds * 100),
  coding: { costCentre, subjectiveCode: '41010', taxCode: null },
});
const yearOf = calendarDate('2027-02-10');
const accrue = (...unpaid: AccruedAmount[]) =>
  yearEndAccrual({ of: 'providers', yearOf, totals: accruedTotals(unpaid) });

describe('what is accrued', () => {
  it('is summed by account and coding, as the journal of a run is', () => {
    const totals = accruedTotals([
      amount('nhs-income', -300),
      amount('expenditure', 700),
      amount('expenditure', 40, 'CC200'),
      amount('client-income', -100),
      amount('expenditure', -50),
    ]);
    expect(
      totals.map(({ account, coding, amountPence, lineCount }) => [
        account,
        coding.costCentre,
        amountPence,
        lineCount,
      ]),
    ).toEqual([
      ['expenditure', 'CC100', 65_000, 2],
      ['expenditure', 'CC200', 4_000, 1],
      ['client-income', 'CC100', -10_000, 1],
      ['nhs-income', 'CC100', -30_000, 1],
    ]);
  });

  it('leaves out what comes to nothing', () => {
    expect(accruedTotals([amount('expenditure', 5), amount('expenditure', -5)])).toEqual([]);
  });
});

describe('the year-end accrual', () => {
  it('books unpaid care on 31 March and takes it back on 1 April, named by kind and year', () => {
    const booked = accrue(
      amount('expenditure', 700),
      amount('client-income', -100),
      amount('nhs-income', -200),
    );
    expect(booked?.accrual).toMatchObject({
      entryId: 'year-end-accrual:providers:2026-27',
      date: '2027-03-31',
      description: 'Care of 2026-27 not paid by 31 March 2027 (providers)',
      source: { kind: 'year-end', id: '2026-27' },
      postings: [
        { account: 'expenditure', amountPence: 70_000, coding: { costCentre: 'CC100' } },
        { account: 'client-income', amountPence: -10_000 },
        { account: 'nhs-income', amountPence: -20_000 },
        { account: 'accruals', amountPence: -40_000, coding: null },
      ],
    });
    expect(booked?.reversal).toMatchObject({
      entryId: 'reversal:year-end-accrual:providers:2026-27',
      date: '2027-04-01',
    });
    const both = [...(booked?.accrual.postings ?? []), ...(booked?.reversal.postings ?? [])];
    expect(sumPence(both.map(({ amountPence }) => amountPence))).toBe(0);
  });

  it('moves cost only where unpaid lines come to nothing, and is none where nothing is unpaid', () => {
    const moved = accrue(amount('expenditure', 5), amount('expenditure', -5, 'X'));
    expect(moved?.accrual.postings.map(({ account }) => account)).toEqual(['expenditure', 'expenditure']);
    expect(accrue(amount('expenditure', 5), amount('expenditure', -5))).toBeNull();
    const nothing = { ...amount('expenditure', 0), lineCount: 2 };
    expect(yearEndAccrual({ of: 'carers', yearOf, totals: [nothing] })).toBeNull();
  });
});
