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

/** Interest is kept to 10⁻¹² of a penny where it is added to the debt, and exactly until then. */
const UNITS_PER_PENNY = 10n ** 12n;
/** The smallest rate’s interest for a day of a year, whether of 365 or of 366 days, is a whole number of these parts of a unit. */
const SHARES = 365n * 366n * 100n * 10_000n;
const SHARES_PER_PENNY = SHARES * UNITS_PER_PENNY;
const SHARES_OF_365 = 366n;
const SHARES_OF_366 = 365n;
export const MOST_RATE_DECIMALS = 4;

/** A rate a year as the number the book of interest counts with. */
export type CountedRate = bigint;

/** Counts a percentage a year; throws at more than four decimals, which no rate has. */
export function countRate(percent: RateText): CountedRate {
  const value = new Decimal(percent);
  invariant(value.decimalPlaces() <= MOST_RATE_DECIMALS, `${percent} has more decimals than a rate`);
  return BigInt(value.times(10_000).toFixed(0));
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
  /** Goes on by other terms from the next day that passes; interest that was not added yet is added when they say so, at once or later. */
  goOnBy: (terms: InterestTerms) => void;
};

/** Opens the book of interest at the beginning of a day. */
export function openInterest(terms: InterestTerms, from: CalendarDate): InterestBook {
  let { compounding, dayCount } = terms;
  let { year, month, day } = yearMonthDay(from);
  let monthDays = daysInMonth(year, month);
  let sharesOfDay = sharesIn(year, dayCount);
  let base = { pence: 0, units: 0n };
  let added = 0n;
  let accrued = 0n;
  let paid = 0;
  const owed = (): number =>
    Number(
      accrued === 0n
        ? roundUnits(added, UNITS_PER_PENNY)
        : roundUnits(added * SHARES + accrued, SHARES_PER_PENNY),
    );

  const goToNextDay = (): void => {
    day += 1;
    if (day > monthDays) {
      day = 1;
      month = month === 12 ? 1 : month + 1;
      if (month === 1) year += 1;
      monthDays = daysInMonth(year, month);
      sharesOfDay = sharesIn(year, dayCount);
    }
  };

  /** Adds the interest until now to the debt, where the terms say that it is added at the beginning of this day. */
  const addInTurn = (): void => {
    const isMonthly = compounding === 'monthly' || (compounding === 'quarterly' && month % 3 === 1);
    if (compounding !== 'daily' && !(isMonthly && day === 1)) return;
    added += roundUnits(accrued, SHARES);
    accrued = 0n;
  };

  return {
    passDay: (basePence, rate) => {
      if (base.pence !== basePence) base = { pence: basePence, units: BigInt(basePence) * UNITS_PER_PENNY };
      const bearing = base.units + added;
      if (bearing > 0n) accrued += bearing * rate * sharesOfDay;
      goToNextDay();
      addInTurn();
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
    goOnBy: (others) => {
      ({ compounding, dayCount } = others);
      sharesOfDay = sharesIn(year, dayCount);
      addInTurn();
    },
  };
}

function sharesIn(year: number, dayCount: InterestTerms['dayCount']): bigint {
  return dayCount === 'actual' && daysInMonth(year, 2) === 29 ? SHARES_OF_366 : SHARES_OF_365;
}

/**
 * Divides by what is above nothing, half up. What is left of a payment may lie up to half a penny below nothing, and is
 * then nothing.
 */
function roundUnits(value: bigint, divisor: bigint): bigint {
  const raised = value + divisor / 2n;
  // Division drops what is left towards nothing, which below nothing is the wrong way.
  return raised < 0n && raised % divisor !== 0n ? raised / divisor - 1n : raised / divisor;
}

function smallerOf(left: bigint, right: bigint): bigint {
  return left < right ? left : right;
}
