import { addDays, type CalendarDate } from '../calendar.ts';
import { negatePence, sumPence } from '../money.ts';
import { financialYearOf } from '../periods.ts';
import { makeEntry, reversalOf, type Entry } from './journal-entry.ts';
import { summariseByCoding, type CodedAmount } from './journal-summary.ts';

/**
 * Care of the year that ended which is not paid yet, booked on 31 March as cost against accruals and taken back on
 * 1 April, so that the payment falls into the new year and the cost into the old one. Null where nothing is unpaid.
 */
export function yearEndAccrual(facts: {
  yearOf: CalendarDate;
  unpaid: readonly CodedAmount[];
}): { accrual: Entry; reversal: Entry } | null {
  const year = financialYearOf(facts.yearOf);
  const cost = summariseByCoding(facts.unpaid).filter(({ amountPence }) => amountPence !== 0);
  const owed = negatePence(sumPence(cost.map(({ amountPence }) => amountPence)));
  if (cost.length === 0) return null;
  const accrual = makeEntry({
    entryId: `year-end-accrual:${year.name}`,
    date: year.to,
    description: `Care of ${year.name} not paid by its end`,
    source: { kind: 'year-end', id: year.name },
    postings: [
      ...cost.map(({ coding, amountPence }) => ({
        account: 'expenditure' as const,
        party: null,
        amountPence,
        coding,
      })),
      ...(owed === 0 ? [] : [{ account: 'accruals' as const, party: null, amountPence: owed, coding: null }]),
    ],
  });
  return { accrual, reversal: reversalOf(accrual, addDays(year.to, 1)) };
}
