import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { reckonAccount, type AccountFacts } from '../../../domain/deferred/account.ts';
import type { InterestTerms } from '../../../domain/deferred/interest.ts';
import { ratesOver } from '../../../domain/deferred/rate-segments.ts';
import { pence } from '../../../domain/money.ts';

/**
 * Computed once by LibreOffice Calc 7.4 from `interest.ods` beside it, where the formulas can be read: the interest until the end
 * of each day in pounds, for each way of adding it. Months and simple interest count a day as a 366th in 2024.
 */
const sheet = readFileSync(new URL('spreadsheet/interest.csv', import.meta.url), 'utf8');
const [headings = '', ...rows] = sheet.trim().split('\n');
const day = calendarDate;
const range = { from: day('2024-01-01'), to: day('2025-06-30') };

/** The terms of the spreadsheet: weekly care, two charges, a repayment within the interest and one beyond it. */
function factsOf(interest: InterestTerms): AccountFacts {
  return {
    ...{ from: range.from, broughtForwardPence: pence(10_000_00) },
    interest: [{ ...interest, from: range.from, isOnCharges: true }],
    rates: ratesOver(range, [], []).segments,
    terms: [
      {
        ...{ from: range.from, weeklyCostPence: pence(812_35), topUpPence: pence(0) },
        ...{ incomePence: pence(0), allowancePence: pence(0) },
      },
    ],
    care: { from: range.from, to: null },
    charges: [
      { chargeId: 'C1', on: day('2024-02-15'), amountPence: pence(326_00), description: 'Valuation' },
      { chargeId: 'C2', on: day('2025-02-15'), amountPence: pence(281_90), description: 'Annual charge' },
    ],
    repayments: [
      { repaymentId: 'R1', on: day('2024-10-10'), amountPence: pence(150_00), from: 'Son' },
      { repaymentId: 'R2', on: day('2025-04-03'), amountPence: pence(12_500_00), from: 'Son' },
    ],
    limits: [{ from: range.from, equityLimitPence: pence(300_000_00) }],
  };
}

describe('Eighteen months of interest', () => {
  it.each([
    { compounding: 'daily', dayCount: 'fixed365' },
    { compounding: 'monthly', dayCount: 'actual' },
    { compounding: 'quarterly', dayCount: 'fixed365' },
    { compounding: 'simple', dayCount: 'actual' },
  ] as const)('are to the penny those of a spreadsheet on each day: $compounding', (terms) => {
    const column = headings.split(',').indexOf(terms.compounding);
    const theirs = rows.map((row) => Number(row.split(',')[column]?.replace('.', '')));
    const { interestThrough } = reckonAccount(factsOf(terms), range.to);
    expect(theirs).toHaveLength(547);
    expect(interestThrough).toEqual(theirs);
  });
});
