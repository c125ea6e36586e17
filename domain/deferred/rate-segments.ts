import { addDays, formatDate, minDate, type CalendarDate } from '../calendar.ts';
import type { ClosedRange } from '../date-range.ts';
import { inOrderOf } from '../in-order-of.ts';
import { Decimal, type RateText } from '../money.ts';
import type { CouncilRow } from '../reference/reference-row.ts';
import { referenceValueOn } from '../reference/reference-value.ts';
import { endOfHalfYear } from './highest-rate.ts';

/** A rate a year that was agreed, from a day until the next. */
export type AgreedRate = { from: CalendarDate; percent: RateText };

/** Days with one rate, why it is this one, and the most it may be. */
export type RateSegment = ClosedRange & {
  percent: RateText;
  /** The rate that was agreed, or the highest the law allows where less was not agreed. */
  basis: 'agreed' | 'ceiling';
  ceilingPercent: RateText;
  source: string;
};

/** Days whose rate nobody knows: interest ends before them and says so. */
type RateMissing = { from: CalendarDate; message: string };

export type Rates = { segments: RateSegment[]; missing: RateMissing | null };

/**
 * The rates of a deferred payment agreement over some days. The most a council may charge is set for each half-year
 * (SI 2014/2671 regulation 9): where it falls below what was agreed, it holds instead, and where less was agreed that
 * holds. The first half-year without a known ceiling ends what is reckoned: it is never taken as nothing.
 */
export function ratesOver(
  { from, to }: ClosedRange,
  agreed: readonly AgreedRate[],
  councilRows: readonly CouncilRow[],
): Rates {
  const segments: RateSegment[] = [];
  for (let day = from; day <= to;) {
    const ceiling = referenceValueOn(
      { kind: 'deferred-rate-ceiling', category: 'standard', date: day },
      councilRows,
    );
    if (ceiling.outcome === 'missing') return { segments, missing: missingFrom(day) };
    const half = { from: day, to: minDate(ceiling.row.to ?? to, endOfHalfYear(day), to) };
    const highest = { ceilingPercent: ceiling.value, source: ceiling.row.source };
    for (const { percent, ...range } of agreedOver(half, agreed)) {
      const isCeiling = percent === null || new Decimal(percent).greaterThan(ceiling.value);
      segments.push({
        ...range,
        ...highest,
        percent: isCeiling ? ceiling.value : percent,
        basis: isCeiling ? 'ceiling' : 'agreed',
      });
    }
    day = addDays(half.to, 1);
  }
  return { segments, missing: null };
}

function missingFrom(day: CalendarDate): RateMissing {
  const message = `The highest interest rate from ${formatDate(day)} to ${formatDate(endOfHalfYear(day))} is not known, so no interest is reckoned from that day. Enter it on the page of reference values.`;
  return { from: day, message };
}

/** Some days cut where another rate was agreed, each with what was agreed for it: null before the first. */
export function agreedOver(
  range: ClosedRange,
  agreed: readonly AgreedRate[],
): (ClosedRange & { percent: RateText | null })[] {
  const rates = inOrderOf(agreed, (rate) => rate.from);
  const before = rates.findLast((rate) => rate.from <= range.from);
  const within = rates.filter((rate) => rate.from > range.from && rate.from <= range.to);
  const starts = [{ from: range.from, percent: before?.percent ?? null }, ...within];
  return starts.map(({ from, percent }, place) => {
    const next = starts[place + 1];
    return { from, to: next === undefined ? range.to : addDays(next.from, -1), percent };
  });
}
