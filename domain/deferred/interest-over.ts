import { rangeDays, type ClosedRange } from '../date-range.ts';
import { addPence, pence, subtractPence, type Pence, type RateText } from '../money.ts';
import { countRate, openInterest, type InterestTerms } from './interest.ts';

/** Days with one rate a year. */
export type RatedDays = ClosedRange & { percent: RateText };

/** What so many days at one rate came to. */
export type InterestSegment = RatedDays & { days: number; interestPence: Pence };

/**
 * The interest on a sum that does not change, from the first day to the last of the rates: 10,000 from 1 January to 30 June 2024
 * at 4.65% a year added daily is 234.56. The parts sum to the whole; it is rounded half up at the end of each.
 */
export function interestOver(
  principalPence: Pence,
  terms: InterestTerms,
  rates: readonly RatedDays[],
): { interestPence: Pence; balancePence: Pence; segments: InterestSegment[] } {
  const [first] = rates;
  if (first === undefined) return { interestPence: pence(0), balancePence: principalPence, segments: [] };
  const book = openInterest(terms, first.from);
  const segments = rates.map(({ from, to, percent }): InterestSegment => {
    const [before, days, rate] = [book.charged(), rangeDays({ from, to }), countRate(percent)];
    for (let day = 0; day < days; day += 1) book.passDay(principalPence, rate);
    return { from, to, days, percent, interestPence: subtractPence(book.charged(), before) };
  });
  const interestPence = book.charged();
  return { interestPence, balancePence: addPence(principalPence, interestPence), segments };
}
