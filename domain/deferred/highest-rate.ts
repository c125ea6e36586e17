import { dateOf, yearMonthDay, type CalendarDate } from '../calendar.ts';
import { Decimal, rateText, type RateText } from '../money.ts';

/** What a council may charge above the rate of gilts, in percent a year (SI 2014/2671 regulation 9(3)). */
const ABOVE_GILTS = '0.15';

/**
 * The most a council may charge a year for a half-year, from the rate of conventional gilts: gilts at 1% allow 1.15%. The
 * rate is the one for the financial year in which the half-year starts, in the newest report of the Office for Budget
 * Responsibility published before it starts (regulation 9(4)).
 */
export function highestRateOf(giltPercent: RateText): RateText {
  return rateText(new Decimal(giltPercent).plus(ABOVE_GILTS).toString());
}

/** 30 June or 31 December: the ends of the periods for which a highest rate is set (regulation 9(5)). */
export function endOfHalfYear(day: CalendarDate): CalendarDate {
  const { year, month } = yearMonthDay(day);
  return dateOf(month <= 6 ? { year, month: 6, day: 30 } : { year, month: 12, day: 31 });
}
