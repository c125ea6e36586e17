import * as z from 'zod';
import { yearMonthDay, type CalendarDate } from '../calendar.ts';
import { daysInMonth } from '../epoch-day.ts';
import { Decimal, pence, type Pence, type RateText } from '../money.ts';
import { invariant } from '../outcome.ts';

/** How the interest of a deferred payment agreement grows. No law says; every council says it in its agreements. */
export const interestTermsSchema = z.strictObject({
  compounding: z
    .enum(['simple', 'daily', 'monthly', 'quarterly'])
    .describe(
      'When interest begins to bear interest: never, the next day, month or quarter of the calendar.',
    ),
  dayCount: z
    .enum(['fixed365', 'actual'])
    .describe('What part of a year a day is: always a 365th, or a 366th in a leap year.'),
});
export type InterestTerms = z.infer<typeof interestTermsSchema>;

/** Interest is kept to 10⁻¹⁸ of a penny where it is added to the debt, and exactly until then. */
const UNITS_PER_PENNY = 10n ** 18n;
/** A millionth of a percent of a day of a year, whether of 365 or of 366 days, divides into this without remainder. */
const SHARES = 365n * 366n * 100n * 1_000_000n;
const SHARES_OF_365 = 366n;
const SHARES_OF_366 = 365n;
const MOST_DECIMALS = 6;

/** A rate a year as the number the book of interest counts with. */
export type CountedRate = bigint;

/** Counts a percentage a year; throws at more than six decimals, which no rate has. */
export function countRate(percent: RateText): CountedRate {
  const value = new Decimal(percent);
  invariant(value.decimalPlaces() <= MOST_DECIMALS, `${percent} has more decimals than a rate`);
  return BigInt(value.times(1_000_000).toFixed(0));
}

/**
 * The interest of one account, day after day: what a day bears is counted exactly, added to what bears interest when the
 * terms say so, and rounded to pence only where it is told, half up.
 */
export type InterestBook = {
  /** Lets the next day pass, on which so much bears interest beside the interest that was added to it. */
  passDay: (basePence: number, rate: CountedRate) => void;
  /** All the interest there was until now, paid or not. */
  charged: () => Pence;
  /** What of it is not paid. */
  owed: () => Pence;
  /** Takes off what was paid of it. */
  pay: (amount: Pence) => void;
};

/** Opens the book of interest at the beginning of a day. */
export function openInterest({ compounding, dayCount }: InterestTerms, from: CalendarDate): InterestBook {
  let { year, month, day } = yearMonthDay(from);
  let monthDays = daysInMonth(year, month);
  let added = 0n;
  let accrued = 0n;
  let paid = 0;
  const owed = (): number => Number(roundUnits(added * SHARES + accrued, SHARES * UNITS_PER_PENNY));

  /** Moves to the next day; true where interest is added to the debt at its beginning. */
  const isAddedAfterToday = (): boolean => {
    day += 1;
    if (day > monthDays) {
      day = 1;
      month = month === 12 ? 1 : month + 1;
      if (month === 1) year += 1;
      monthDays = daysInMonth(year, month);
    }
    if (compounding === 'daily') return true;
    if (compounding === 'simple' || day > 1) return false;
    return compounding === 'monthly' || month % 3 === 1;
  };

  return {
    passDay: (basePence, rate) => {
      const shares = dayCount === 'actual' && daysInMonth(year, 2) === 29 ? SHARES_OF_366 : SHARES_OF_365;
      const bearing = BigInt(basePence) * UNITS_PER_PENNY + added;
      if (bearing > 0n) accrued += bearing * rate * shares;
      if (!isAddedAfterToday()) return;
      added += roundUnits(accrued, SHARES);
      accrued = 0n;
    },
    charged: () => pence(paid + owed()),
    owed: () => pence(owed()),
    pay: (amount) => {
      const units = BigInt(amount) * UNITS_PER_PENNY;
      const ofAdded = smallerOf(added, units);
      added -= ofAdded;
      accrued -= (units - ofAdded) * SHARES;
      paid += amount;
    },
  };
}

/** Divides by what is above nothing, half up: away from nothing, as all rounding of money here. */
function roundUnits(value: bigint, divisor: bigint): bigint {
  return value < 0n ? -roundUnits(-value, divisor) : (value + divisor / 2n) / divisor;
}

function smallerOf(left: bigint, right: bigint): bigint {
  return left < right ? left : right;
}
