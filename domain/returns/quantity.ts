import { Decimal, poundsToPence, type Pence } from '../money.ts';
import { halfUp } from '../pay/exact.ts';
import type { ServiceType } from '../records/service-type.ts';
import type { ReturnLine } from './return-line.ts';

const MINUTES_AN_HOUR = 60;
const TEN_THOUSANDTHS = 10_000;
const PENNY_OF_TEN_THOUSANDTHS = 100;

const MOST_DIGITS = 11;
const MOST_DECIMALS = 4;
const POINT = '.'.charCodeAt(0);
const ZERO = '0'.charCodeAt(0);
const NINE = '9'.charCodeAt(0);

/** Whole ten-thousandths of a plain decimal from nought; null where it is finer or too long to be reckoned so. */
export function tenThousandths(text: string): number | null {
  if (text.length > MOST_DIGITS) return null;
  let value = 0;
  let decimals = -1;
  // Read by hand: what a million lines come to is reckoned from it.
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === POINT && decimals === -1) decimals = 0;
    else if (code < ZERO || code > NINE) return null;
    else {
      value = value * 10 + code - ZERO;
      if (decimals !== -1) decimals += 1;
    }
  }
  if (decimals > MOST_DECIMALS) return null;
  for (let place = Math.max(0, decimals); place < MOST_DECIMALS; place += 1) value *= 10;
  return value;
}

/** Whether two rates are one amount, however they are written: `18.90` and `18.9`. */
export function sameRate(one: string, other: string): boolean {
  if (one === other) return true;
  const [left, right] = [tenThousandths(one), tenThousandths(other)];
  return left === null || right === null ? new Decimal(one).eq(other) : left === right;
}

/**
 * What a line comes to at a rate, half up: minutes of all carers at the price of an hour, visits at the price of a
 * visit, or units at the price of a unit. 45 minutes by two carers at £18.90 an hour are £28.35.
 */
export function claimedPence(
  line: Pick<ReturnLine, 'visit' | 'units'>,
  rate: string,
  unit: ServiceType['unit'],
): Pence {
  const { visit } = line;
  const each = tenThousandths(rate);
  if (visit !== null && unit === 'hour') {
    const minutes = visit.claimedMinutes * visit.carers;
    if (each !== null) return halfUp(minutes * each, MINUTES_AN_HOUR * PENNY_OF_TEN_THOUSANDTHS);
    return poundsToPence(new Decimal(rate).times(minutes).dividedBy(MINUTES_AN_HOUR), 'half-up');
  }
  const units = visit === null ? (line.units ?? '0') : String(visit.carers);
  return poundsToPence(new Decimal(rate).times(units), 'half-up');
}

/** Units of a stay as whole ten-thousandths, as commissioned units are counted. */
export function unitsClaimed({ units }: Pick<ReturnLine, 'units'>): number {
  return Math.round(Number(units ?? '0') * TEN_THOUSANDTHS);
}
