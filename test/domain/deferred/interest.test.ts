import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarDate } from '../../../domain/calendar.ts';
import { interestOver } from '../../../domain/deferred/interest-over.ts';
import { countRate, openInterest, type InterestTerms } from '../../../domain/deferred/interest.ts';
import { ratesOver } from '../../../domain/deferred/rate-segments.ts';
import { Decimal, pence, rateText } from '../../../domain/money.ts';

const published = (from: string, to: string) => {
  const { segments, missing } = ratesOver({ from: calendarDate(from), to: calendarDate(to) }, [], []);
  expect(missing).toBeNull();
  return segments;
};
const compoundings: InterestTerms['compounding'][] = ['simple', 'daily', 'monthly', 'quarterly'];
const dayCounts: InterestTerms['dayCount'][] = ['fixed365', 'actual'];

describe('interest at the published rates (golden case 7, derived)', () => {
  const cases = [
    {
      what: '10,000 from 1 January to 1 July 2024',
      ...{ principal: 10_000_00, rates: published('2024-01-01', '2024-06-30') },
      fixed365: [10_231_86, 10_234_56, 10_234_11, 10_233_21],
      actual: [10_231_23, 10_233_91, 10_233_47, 10_232_57],
    },
    {
      what: '30,000 from 1 December 2020 to 1 February 2021',
      ...{ principal: 30_000_00, rates: published('2020-12-01', '2021-01-31') },
      fixed365: [30_038_22, 30_038_24, 30_038_23, 30_038_23],
      actual: [30_038_15, 30_038_17, 30_038_16, 30_038_16],
    },
  ].flatMap((each) =>
    dayCounts.flatMap((dayCount) =>
      compoundings.map((compounding, place) => ({
        ...each,
        ...{ dayCount, compounding, balance: each[dayCount][place] },
      })),
    ),
  );

  it.each(cases)('on $what, $compounding by $dayCount, makes $balance pence', (each) => {
    const { principal, rates, compounding, dayCount, balance } = each;
    const answer = interestOver(pence(principal), { compounding, dayCount }, rates);
    expect(answer.balancePence).toBe(balance);
    expect(answer.segments.reduce((sum, { interestPence }) => sum + interestPence, 0)).toBe(
      answer.interestPence,
    );
  });
});

describe('Interest', () => {
  const from = calendarDate('2023-11-15');
  const terms = fc.record({
    compounding: fc.constantFrom(...compoundings),
    dayCount: fc.constantFrom(...dayCounts),
  });

  it('is that of exact arithmetic with 34 digits, whatever the terms', () => {
    fc.assert(
      fc.property(
        terms,
        fc.integer({ min: 0, max: 400_000_00 }),
        fc.integer({ min: 0, max: 1_500 }),
        fc.integer({ min: 1, max: 900 }),
        ({ compounding, dayCount }, principal, hundredths, days) => {
          const percent = new Decimal(hundredths).dividedBy(100);
          let added = new Decimal(0);
          let accrued = new Decimal(0);
          for (let day = from; day < addDays(from, days); day = addDays(day, 1)) {
            const yearDays = dayCount === 'actual' && day.startsWith('2024') ? 366 : 365;
            accrued = accrued.plus(
              added
                .plus(principal)
                .times(percent)
                .dividedBy(100 * yearDays),
            );
            const next = addDays(day, 1);
            const isMonth = next.endsWith('-01');
            const isQuarter = /-(01|04|07|10)-01$/.test(next);
            if (
              compounding === 'daily' ||
              (compounding === 'monthly' && isMonth) ||
              (compounding === 'quarterly' && isQuarter)
            ) {
              added = added.plus(accrued);
              accrued = new Decimal(0);
            }
          }
          const range = { from, to: addDays(from, days - 1) };
          const { interestPence } = interestOver(pence(principal), { compounding, dayCount }, [
            { ...range, percent: rateText(percent.toString()) },
          ]);
          const exact = added.plus(accrued);
          expect(Math.abs(exact.minus(interestPence).toNumber())).toBeLessThanOrEqual(0.5 + 1e-9);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of a day that ends on half a penny exactly is rounded up', () => {
    const day = calendarDate('2023-05-04');
    const rates = [{ from: day, to: day, percent: rateText('5.05') }];
    expect(interestOver(pence(3_650_00), { compounding: 'simple', dayCount: 'fixed365' }, rates)).toEqual({
      ...{ interestPence: 51, balancePence: 3_650_51 },
      segments: [{ ...rates[0], days: 1, interestPence: 51 }],
    });
  });

  it('of 73 days that end on half a penny exactly is rounded up, though no day does', () => {
    const rates = [{ from, to: addDays(from, 72), percent: rateText('2.5') }];
    const terms = { compounding: 'simple', dayCount: 'fixed365' } as const;
    expect(interestOver(pence(1_01_00), terms, rates).interestPence).toBe(51);
  });

  it('of no days is none', () => {
    expect(interestOver(pence(5), { compounding: 'daily', dayCount: 'actual' }, [])).toEqual({
      ...{ interestPence: 0, balancePence: 5, segments: [] },
    });
  });

  it('that is paid bears none any more, and what is left below a penny stays', () => {
    fc.assert(
      fc.property(terms, fc.integer({ min: 1, max: 400 }), (terms, days) => {
        const book = openInterest(terms, from);
        const rate = countRate(rateText('4.65'));
        for (let day = 0; day < days; day += 1) book.passDay(20_000_00, rate);
        const owed = book.owed();
        book.pay(owed);
        expect([book.owed(), book.charged()]).toEqual([0, owed]);
        book.passDay(0, rate);
        expect(Math.abs(book.owed())).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('of an account in credit is none', () => {
    const book = openInterest({ compounding: 'daily', dayCount: 'actual' }, from);
    book.passDay(-5_000_00, countRate(rateText('4.65')));
    expect(book.charged()).toBe(0);
  });

  it('counts no rate of more than four decimals', () => {
    expect(() => countRate(rateText('4.12345'))).toThrow('more decimals');
  });
});
