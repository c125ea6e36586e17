import { Decimal, type Decimal as Exact, rateText, type RateText } from '../money.ts';
import { refuse, type Reading } from '../outcome.ts';
import type { RateChange } from './uplift-rules.ts';
import type { UpliftTerms } from './uplift-terms.ts';

/** A rate after a change, with a sentence that says how it came about. */
export type NewRate = { rate: RateText; why: string };

/** The rate a change makes of another, or why that is none: it would be nothing or less. */
export function newRateOf(
  change: RateChange,
  oldRate: RateText,
  { rateDecimals }: Pick<UpliftTerms, 'rateDecimals'>,
): Reading<NewRate> {
  if ('toRate' in change)
    return {
      ok: true,
      value: { rate: change.toRate, why: `To ${formatRate(change.toRate)}, as the rule says.` },
    };
  if ('floor' in change) return { ok: true, value: atLeast(change.floor, oldRate) };
  const before = new Decimal(oldRate);
  const { by, said } = movementOf(change, before);
  const exact = before.plus(by);
  const rate = roundedRate(exact, before, rateDecimals);
  if (Number(rate) < 0 || (rate === '0' && oldRate !== '0'))
    return refuse(
      'rate-below-zero',
      `${said} would leave nothing of ${formatRate(oldRate)}. Change the rule.`,
    );
  return { ok: true, value: { rate, why: `${said}${roundingSaid(exact, rate)}` } };
}

function atLeast(floor: RateText, oldRate: RateText): NewRate {
  if (new Decimal(oldRate).gte(floor))
    return {
      rate: oldRate,
      why: `${formatRate(oldRate)} is not below the floor of ${formatRate(floor)}.`,
    };
  return { rate: floor, why: `Raised to the floor of ${formatRate(floor)}.` };
}

function movementOf(
  change: Extract<RateChange, { percent: RateText } | { amount: RateText }>,
  before: Exact,
): { by: Exact; said: string } {
  if ('amount' in change) {
    const by = new Decimal(change.amount);
    const direction = by.isNegative() ? 'less' : 'more';
    return {
      by,
      said: `${formatRate(by.abs().toFixed())} ${direction} than ${formatRate(before.toFixed())}`,
    };
  }
  const by = before.times(change.percent).dividedBy(100);
  return {
    by,
    said: `${change.percent.replace('-', '−')}% of ${formatRate(before.toFixed())} is ${formatRate(by.toFixed())}`,
  };
}

function roundingSaid(exact: Exact, rate: RateText): string {
  if (exact.eq(rate)) return `: ${formatRate(rate)}.`;
  return `: ${formatRate(exact.toFixed())}, which is ${formatRate(rate)}, half up.`;
}

/** The one place where a new rate is rounded, half up: to so many decimals, or as many as the rate before had. */
function roundedRate(exact: Exact, before: Exact, decimals: number): RateText {
  return rateText(exact.toDecimalPlaces(Math.max(decimals, before.decimalPlaces())).toFixed());
}

/** A rate as people read it: `£27.18`, `£0.4725`, `−£0.50`. */
export function formatRate(rate: string): string {
  const [whole = '', decimals = ''] = rate.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${rate.startsWith('-') ? '−' : ''}£${grouped}.${decimals.padEnd(2, '0')}`;
}
