import { addDays, yearMonthDay, type CalendarDate } from '../../domain/calendar.ts';
import { accountFactsOf, type Reckonable } from '../../domain/deferred/account-facts.ts';
import { daysInMonth } from '../../domain/epoch-day.ts';
import { Decimal } from '../../domain/money.ts';
import { known, from, through } from './deferred-agreements.ts';
import type { DeferredOutcome } from './deferred-job.ts';

/** The days of ten years, written down once: no loop shall be slow by its calendar. */
const calendar: { day: CalendarDate; daysOfYear: number; isMonthEnd: boolean; isQuarterEnd: boolean }[] = [];
for (let day = from; day <= through; day = addDays(day, 1)) {
  const next = yearMonthDay(addDays(day, 1));
  const isMonthEnd = next.day === 1;
  const daysOfYear = daysInMonth(yearMonthDay(day).year, 2) === 29 ? 366 : 365;
  calendar.push({ day, daysOfYear, isMonthEnd, isQuarterEnd: isMonthEnd && next.month % 3 === 1 });
}

/** The loop anybody would write: a day at a time in Decimal, a week’s care each seventh day; no limit, nothing to post. */
function reckonPlainly({ interest: [interest], rates, terms }: Reckonable['facts']): {
  days: number;
  owedPence: number;
} {
  const weekPence = terms[0]?.weeklyCostPence ?? 0;
  let bearing = new Decimal(0);
  let accrued = new Decimal(0);
  let drawnPence = 0;
  let segment = 0;
  const interestThrough: number[] = [];
  for (const { day, daysOfYear, isMonthEnd, isQuarterEnd } of calendar) {
    while (day > (rates[segment]?.to ?? day)) segment += 1;
    if ((interestThrough.length + 1) % 7 === 0) {
      bearing = bearing.plus(weekPence);
      drawnPence += weekPence;
    }
    const divisor = interest.dayCount === 'actual' ? daysOfYear : 365;
    accrued = accrued.plus(bearing.times(rates[segment]?.percent ?? 0).dividedBy(divisor * 100));
    const isAdded = { simple: false, daily: true, monthly: isMonthEnd, quarterly: isQuarterEnd };
    if (isAdded[interest.compounding]) {
      bearing = bearing.plus(accrued);
      accrued = new Decimal(0);
    }
    interestThrough.push(bearing.plus(accrued).minus(drawnPence).toDecimalPlaces(0).toNumber());
  }
  return { days: interestThrough.length, owedPence: drawnPence + (interestThrough.at(-1) ?? 0) };
}

const startedAt = performance.now();
let days = 0;
let owedPence = 0;
for (const facts of known) {
  const account = reckonPlainly(accountFactsOf(facts, through).facts);
  days += account.days;
  owedPence += account.owedPence;
}
const seconds = (performance.now() - startedAt) / 1000;
// Kilobytes on Linux.
const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({ seconds, days, owedPence, peakMegabytes } satisfies DeferredOutcome));
