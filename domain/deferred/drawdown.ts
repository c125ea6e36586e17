import { addDays, DAYS_PER_WEEK, maxDate, minDate, type CalendarDate } from '../calendar.ts';
import { rangeDays, type ClosedRange, type DateRange } from '../date-range.ts';
import { inOrderOf } from '../in-order-of.ts';
import { cumulativeProRata, formatPounds, pence, type Pence } from '../money.ts';

/** What a week costs and what the person pays towards it, from a day until the next terms. */
export type WeeklyTerms = {
  weeklyCostPence: Pence;
  /** What the person or another adds for a dearer home, where it was agreed that it is deferred as well. */
  topUpPence: Pence;
  incomePence: Pence;
  /** What the person keeps of the income each week, at most the disposable income allowance. */
  allowancePence: Pence;
};
export type DatedTerms = WeeklyTerms & { from: CalendarDate };

/**
 * What is deferred each week: the cost and the agreed top-up, less what the person pays out of income beyond the allowance.
 * 1,200.00, 300.00 and 144.00 give 1,044.00 (practice.md 2). Where income covers the cost it is nothing.
 */
export function weeklyDrawdown({
  weeklyCostPence,
  topUpPence,
  incomePence,
  allowancePence,
}: WeeklyTerms): Pence {
  const paid = Math.max(0, incomePence - allowancePence);
  return pence(Math.max(0, weeklyCostPence + topUpPence - paid));
}

/** The care of some days that is deferred on the last of them, by the terms of a week. */
export type Drawdown = ClosedRange & { amountPence: Pence; weekly: WeeklyTerms };

/**
 * What is drawn week by week, on the last day of each week of care counted from the agreement’s first day: care that was not
 * given yet bears no interest. New terms and the end of care cut a week, and its parts are drawn on their last days. Terms
 * that change within a week count by its days.
 */
export function drawdownsOver(
  terms: readonly DatedTerms[],
  care: DateRange,
  through: CalendarDate,
): Drawdown[] {
  const last = care.to === null ? through : minDate(care.to, through);
  const ordered = inOrderOf(terms, ({ from }) => from);
  return ordered.flatMap((each, place) => {
    const next = ordered[place + 1];
    const ends = next === undefined ? care.to : addDays(next.from, -1);
    const to = ends === null ? last : minDate(ends, last);
    const range = { from: maxDate(each.from, care.from), to };
    return weeksOf(range, { anchor: care.from, isCutShort: to === ends || to === care.to }, each);
  });
}

/** A week that is not over by the last day is drawn when it is, unless care or its terms end there. */
function weeksOf(
  range: ClosedRange,
  { anchor, isCutShort }: { anchor: CalendarDate; isCutShort: boolean },
  terms: WeeklyTerms,
): Drawdown[] {
  const { weeklyCostPence, topUpPence, incomePence, allowancePence } = terms;
  const weekly = { weeklyCostPence, topUpPence, incomePence, allowancePence };
  const weeklyPence = weeklyDrawdown(weekly);
  const drawn: Drawdown[] = [];
  let firstDay = 1;
  for (let from = range.from; from <= range.to;) {
    const dayOfWeek = (rangeDays({ from: anchor, to: from }) - 1) % DAYS_PER_WEEK;
    const weekEnd = addDays(from, DAYS_PER_WEEK - 1 - dayOfWeek);
    if (weekEnd > range.to && !isCutShort) break;
    const to = minDate(weekEnd, range.to);
    const lastDay = firstDay + rangeDays({ from, to }) - 1;
    drawn.push({ from, to, weekly, amountPence: cumulativeProRata({ weeklyPence, firstDay, lastDay }) });
    firstDay = lastDay + 1;
    from = addDays(to, 1);
  }
  return drawn;
}

/** How a week’s sum comes about: `£1,200.00 a week, less £156.00 paid of an income of £300.00, of which £144.00 is kept`. */
export function costInWords(
  { weeklyCostPence, topUpPence, incomePence, allowancePence }: WeeklyTerms,
  days: number,
): string {
  const paid = pence(Math.max(0, incomePence - allowancePence));
  const topUp = topUpPence === 0 ? '' : ` and a top-up of ${formatPounds(topUpPence)}`;
  const income =
    paid === 0
      ? ', towards which nothing was paid'
      : `, less ${formatPounds(paid)} paid of an income of ${formatPounds(incomePence)}, of which ${formatPounds(allowancePence)} is kept`;
  const part = days === DAYS_PER_WEEK ? '' : `, for ${days} of ${DAYS_PER_WEEK} days`;
  return `${formatPounds(weeklyCostPence)} a week${topUp}${income}${part}`;
}
