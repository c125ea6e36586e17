import * as z from 'zod';
import { addDays, formatDate, type CalendarDate } from '../calendar.ts';
import { negatePence, penceSchema, sumPence } from '../money.ts';
import { financialYearOf } from '../periods.ts';
import { accountSchema } from './accounts.ts';
import { codingSummarySchema, makeEntry, reversalOf, type Entry } from './journal-entry.ts';
import { summariseByCoding, type CodedAmount } from './journal-summary.ts';

/** The accounts by which the lines of a run are coded: cost, what people put towards it, what the NHS bears. */
const accruedAccountSchema = accountSchema.extract(['expenditure', 'client-income', 'nhs-income']);

export type AccruedAmount = CodedAmount & { account: z.infer<typeof accruedAccountSchema> };

/** What care that is not paid comes to on one account and coding; a debit above nothing. */
export const accruedTotalSchema = z.object({
  account: accruedAccountSchema,
  coding: codingSummarySchema,
  amountPence: penceSchema,
  lineCount: z.int(),
});
export type AccruedTotal = z.infer<typeof accruedTotalSchema>;

/** Amounts by account, and within it by cost centre, subjective and tax code, as a run’s journal is summed up. */
export function accruedTotals(unpaid: readonly AccruedAmount[]): AccruedTotal[] {
  const byAccount = Map.groupBy(unpaid, ({ account }) => account);
  return accruedAccountSchema.options.flatMap((account) =>
    summariseByCoding(byAccount.get(account) ?? [])
      .filter(({ amountPence }) => amountPence !== 0)
      .map((total) => ({ account, ...total })),
  );
}

/**
 * Care of the year that ended which is not paid yet, booked on 31 March against accruals and taken back on 1 April, so
 * that the payment falls into the new year and the cost into the old one. The entries are named by what is accrued and
 * the year, so that neither is ever booked again. They name no party: what is owed to whom is said by the payments, and
 * what the NHS bears is taken off what is accrued. Null where nothing is unpaid.
 */
export function yearEndAccrual(facts: {
  /** What is accrued, such as a kind of run: `providers`. */
  of: string;
  yearOf: CalendarDate;
  totals: readonly AccruedTotal[];
}): { accrual: Entry; reversal: Entry } | null {
  const year = financialYearOf(facts.yearOf);
  const totals = facts.totals.filter(({ amountPence }) => amountPence !== 0);
  const owed = negatePence(sumPence(totals.map(({ amountPence }) => amountPence)));
  if (totals.length === 0) return null;
  const accrual = makeEntry({
    entryId: `year-end-accrual:${facts.of}:${year.name}`,
    date: year.to,
    description: `Care of ${year.name} not paid by ${formatDate(year.to)} (${facts.of})`,
    source: { kind: 'year-end', id: year.name },
    postings: [
      ...totals.map(({ account, coding, amountPence }) => ({ account, party: null, amountPence, coding })),
      ...(owed === 0 ? [] : [{ account: 'accruals' as const, party: null, amountPence: owed, coding: null }]),
    ],
  });
  return { accrual, reversal: reversalOf(accrual, addDays(year.to, 1)) };
}
