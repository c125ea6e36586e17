import { Decimal as DecimalConstructor } from 'decimal.js';
import * as z from 'zod';
import { isPlainDecimal, plainHundredths, readDecimalParts } from './decimal-text.ts';
import { invariant, InvariantError, type Reading } from './outcome.ts';

/** Whole pence: the only form in which money is kept, added and sent. */
export const penceSchema = z.int().brand<'Pence'>();
export type Pence = z.infer<typeof penceSchema>;

/** Exact intermediate values (rates, quantities, interest). A clone, so that nobody's global settings reach ours. */
export const Decimal = DecimalConstructor.clone({
  precision: 34,
  rounding: DecimalConstructor.ROUND_HALF_UP,
});
export type Decimal = DecimalConstructor;

const rateTextPattern = /^(?:0|-?[1-9]\d*|-?(?:0|[1-9]\d*)\.\d*[1-9])$/;

/** A rate or quantity as canonical decimal text: `18.9`, never `18.90` or `018.9`. */
export const rateTextSchema = z.string().regex(rateTextPattern).brand<'RateText'>();
export type RateText = z.infer<typeof rateTextSchema>;

/** Vouches for a text of ours as a rate; throws if it is not canonical. */
export function rateText(text: string): RateText {
  if (!isRateText(text)) throw new InvariantError(`${text} is not a rate in canonical form`);
  return text;
}

function isPlainRate(text: string, maximumDecimals: number): text is RateText {
  return isPlainDecimal(text, maximumDecimals);
}

function isRateText(text: string): text is RateText {
  return rateTextPattern.test(text);
}

/** Vouches for a number as pence; throws if it is not a whole number. */
export function pence(amount: number): Pence {
  const positiveZero = amount + 0;
  if (!isPence(positiveZero)) throw new InvariantError(`${amount} is not a whole number of pence`);
  return positiveZero;
}

function isPence(amount: number): amount is Pence {
  return Number.isSafeInteger(amount);
}

export function addPence(augend: Pence, addend: Pence): Pence {
  return pence(augend + addend);
}

export function subtractPence(minuend: Pence, subtrahend: Pence): Pence {
  return pence(minuend - subtrahend);
}

export function negatePence(amount: Pence): Pence {
  return pence(0 - amount);
}

export function sumPence(amounts: Iterable<Pence>): Pence {
  let total = 0;
  for (const amount of amounts) total = pence(total + amount);
  return pence(total);
}

/** `half-up` rounds a half away from zero, so that a reversal is exactly the negative of what it reverses. */
const roundings = {
  'half-up': DecimalConstructor.ROUND_HALF_UP,
  'towards-zero': DecimalConstructor.ROUND_DOWN,
  'away-from-zero': DecimalConstructor.ROUND_UP,
} as const;
export type Rounding = keyof typeof roundings;

const poundsRules = { noun: 'an amount', maximumDecimals: 2, allowNegative: true, allowPoundSign: true };

/** Reads an amount in pounds as files and people write it: `1234.5`, `£1,234.50`, `-12`; `1e3` and `12,34` are refused. */
export function readPounds(text: string): Reading<Pence> {
  const plain = plainHundredths(text);
  if (isPence(plain)) return { ok: true, value: plain };
  const reading = readDecimalParts(text, poundsRules);
  if (!reading.ok) return reading;
  const { negative, whole, decimals } = reading.value;
  const amount = Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
  return { ok: true, value: pence(negative ? -amount : amount) };
}

export type RateRules = { maximumDecimals: number; allowNegative?: boolean };

/** Reads a rate in pounds: `£27.18` is `27.18`, `18.9000` is `18.9`. */
export function readRate(text: string, rules: RateRules): Reading<RateText> {
  return readDecimalText(text, rules, { noun: 'a rate', allowPoundSign: true });
}

/** Reads a number that is no money (units a week, a percentage): as a rate, but `£5` is refused. */
export function readQuantity(text: string, rules: RateRules): Reading<RateText> {
  return readDecimalText(text, rules, { noun: 'a number', allowPoundSign: false });
}

function readDecimalText(
  text: string,
  { maximumDecimals, allowNegative = false }: RateRules,
  kind: { noun: string; allowPoundSign: boolean },
): Reading<RateText> {
  if (isPlainRate(text, maximumDecimals)) return { ok: true, value: text };
  const reading = readDecimalParts(text, { maximumDecimals, allowNegative, ...kind });
  if (!reading.ok) return reading;
  const { negative, whole, decimals } = reading.value;
  const kept = decimals.replace(/0+$/, '');
  const digits = `${whole.replace(/^0+(?=\d)/, '')}${kept === '' ? '' : `.${kept}`}`;
  return { ok: true, value: rateText(negative && digits !== '0' ? `-${digits}` : digits) };
}

/** Rounds an exact amount in pounds to pence: 4.725 half up is 473. */
export function poundsToPence(pounds: Decimal, rounding: Rounding): Pence {
  return exactPenceToPence(pounds.times(100), rounding);
}

/** Rounds an exact amount in pence to whole pence: 472.5 half up is 473. */
export function exactPenceToPence(exactPence: Decimal, rounding: Rounding): Pence {
  return pence(exactPence.toDecimalPlaces(0, roundings[rounding]).toNumber());
}

/** The exact pounds of an amount, for arithmetic with rates. */
export function penceToPounds(amount: Pence): Decimal {
  return new Decimal(amount).dividedBy(100);
}

/**
 * The pence of days `firstDay`..`lastDay` of a segment priced per week, counted from 1 at its first day: the rounded
 * value through the last day less the rounded value through the day before the first, half up. So slices of a
 * segment add up to the whole however it is cut: 254.06 a week paid day by day is still 254.06.
 */
export function cumulativeProRata(slice: {
  weeklyPence: Pence | Decimal;
  firstDay: number;
  lastDay: number;
}): Pence {
  const { weeklyPence, firstDay, lastDay } = slice;
  invariant(
    Number.isSafeInteger(firstDay) && Number.isSafeInteger(lastDay) && firstDay >= 1 && lastDay >= firstDay,
    `Days ${firstDay} to ${lastDay} are not days of a segment`,
  );
  return subtractPence(penceThroughDay(weeklyPence, lastDay), penceThroughDay(weeklyPence, firstDay - 1));
}

const DAYS_PER_WEEK = 7;

function penceThroughDay(weeklyPence: Pence | Decimal, day: number): Pence {
  // Whole weeks of whole pence need no rounding.
  if (typeof weeklyPence === 'number' && day % DAYS_PER_WEEK === 0) {
    return pence(weeklyPence * (day / DAYS_PER_WEEK));
  }
  return exactPenceToPence(new Decimal(weeklyPence).times(day).dividedBy(DAYS_PER_WEEK), 'half-up');
}

/**
 * Splits a total in proportion to whole-number weights so that the parts sum to it exactly: each gets its share
 * rounded down, and the pennies left over go to the largest remainders (the earlier first where equal).
 */
export function allocatePence(total: Pence, weights: readonly number[]): Pence[] {
  const weightTotal = weights.reduce((sum, weight) => sum + exactWeight(weight), 0n);
  invariant(weightTotal > 0n, 'Money is allocated over weights of which one at least is above 0');
  if (total < 0) return allocatePence(negatePence(total), weights).map(negatePence);
  const shares = weights.map((weight, index) => {
    const numerator = BigInt(total) * BigInt(weight);
    return { index, whole: numerator / weightTotal, remainder: numerator % weightTotal };
  });
  const parts = shares.map((share) => pence(Number(share.whole)));
  const leftOver = subtractPence(total, sumPence(parts));
  const byRemainder = shares.toSorted((left, right) => Number(right.remainder - left.remainder));
  const favoured = new Set(byRemainder.slice(0, leftOver).map((share) => share.index));
  return parts.map((part, index) => (favoured.has(index) ? pence(part + 1) : part));
}

function exactWeight(weight: number): bigint {
  invariant(Number.isSafeInteger(weight) && weight >= 0, `${weight} is not a weight: a whole number from 0`);
  return BigInt(weight);
}

/** Money as people read it: `−£1,234.50`. */
export function formatPounds(amount: Pence): string {
  const grouped = poundsText(pence(Math.abs(amount))).replace(/\B(?=(?:\d{3})+\.)/g, ',');
  return `${amount < 0 ? '−' : ''}£${grouped}`;
}

/** Money as files carry it: `-1234.50`. */
export function poundsText(amount: Pence): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
