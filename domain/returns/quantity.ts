import { Decimal, poundsToPence, type Pence } from '../money.ts';
import { halfUp } from '../pay/exact.ts';
import type { ServiceType } from '../records/service-type.ts';
import type { ReturnLine } from './return-line.ts';

const MINUTES_AN_HOUR = 60;
const TEN_THOUSANDTHS = 10_000;
const PENNY_OF_TEN_THOUSANDTHS = 100;

const MOST_DIGITS = 11;
const MOST_DECIMALS = 4;

/** Whole ten-thousandths of a plain decimal from nought; null where it is finer or too long to be reckoned so. */
export function tenThousandths(text: string): number | null {
  const point = text.indexOf('.');
  const decimals = point === -1 ? 0 : text.length - point - 1;
  if (text.length > MOST_DIGITS || decimals > MOST_DECIMALS || text.startsWith('-')) return null;
  return Math.round(Number(text) * TEN_THOUSANDTHS);
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
