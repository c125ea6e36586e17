import { Decimal, pence, poundsToPence, type Pence } from '../money.ts';
import { halfUp } from '../pay/exact.ts';
import type { ServiceType } from '../records/service-type.ts';
import type { Commissioned } from './commissioned.ts';
import { tenThousandths, sameRate } from './quantity.ts';
import type { ReturnLine } from './return-line.ts';

const TEN_THOUSANDTHS = 10_000;

/** How care is counted: visits in minutes of all carers, all else in ten-thousandths of its unit. */
export type Measure = 'minutes' | 'units';

/** What one line of a return comes to by each that has a say in it, and at what price. */
export type Claim = {
  measure: Measure;
  claimed: number;
  delivered: number;
  commissioned: number;
  /** The rate and the amount that are claimed; null where the line names none. */
  rate: string | null;
  amountPence: Pence | null;
  /** The agreed rate of its day as it was known when the line was checked; null where there is none. */
  agreedRate: string | null;
  /** Whether the service is paid by what is delivered; else it is paid by its plan, and a return only tells of it. */
  isPaid: boolean;
};

/**
 * What of a line is paid: a quantity at the agreed rate of its day, which moves when that is corrected; at a rate of its
 * own; or an amount whatever the rate.
 */
export type Payable = { quantity: number; rate: string | null; amountPence: Pence | null };

/** What an officer may say of a line: contracts.md, `decision`. */
export const lineDecisions = ['accept', 'pay-commissioned', 'amend', 'reject', 'refuse', 'query'] as const;
export type LineDecision = (typeof lineDecisions)[number];

/** What was claimed, and what of it was recorded, before anybody knows what was commissioned of it. */
export function claimOf(line: ReturnLine, pack: Commissioned): Omit<Claim, 'commissioned'> {
  const measure = measureOf(line, pack.serviceType.unit);
  const { claimed, delivered } = quantitiesOf(line, measure);
  const { rate, amountPence } = line;
  const agreedRate = pack.rateOn(line.first);
  const isPaid = pack.serviceType.basis === 'actuals';
  return { measure, claimed, delivered, rate, amountPence, agreedRate, isPaid };
}

function quantitiesOf({ visit, units }: ReturnLine, measure: Measure): Pick<Claim, 'claimed' | 'delivered'> {
  if (visit === null) {
    const claimed = Math.round(Number(units ?? '0') * TEN_THOUSANDTHS);
    return { claimed, delivered: claimed };
  }
  const { carers, claimedMinutes, actualMinutes } = visit;
  if (measure === 'units') {
    const claimed = carers * TEN_THOUSANDTHS;
    return { claimed, delivered: actualMinutes === 0 ? 0 : claimed };
  }
  return { claimed: claimedMinutes * carers, delivered: (actualMinutes ?? claimedMinutes) * carers };
}

function measureOf({ visit }: Pick<ReturnLine, 'visit'>, unit: ServiceType['unit']): Measure {
  return visit !== null && unit === 'hour' ? 'minutes' : 'units';
}

/** A line that nobody asks about is paid as claimed, at the agreed rate. */
export function asClaimed({ claimed }: Pick<Claim, 'claimed'>): Payable {
  return { quantity: claimed, rate: null, amountPence: null };
}

/**
 * While a line is in question the lowest of what was claimed, delivered and commissioned is paid, and the difference is
 * held (practice.md 1). What has no agreed rate is not paid before somebody says at which.
 */
export function whileInQuestion(claim: Claim): Payable {
  const quantity = Math.min(claim.claimed, claim.delivered, claim.commissioned);
  const lowest = { quantity, rate: null, amountPence: null };
  if (claim.agreedRate === null) return { ...lowest, quantity: 0 };
  const worth = payablePence(lowest, claim);
  const claimed = claimedWorth(claim);
  return claim.isPaid && claimed < worth ? { ...lowest, amountPence: claimed } : lowest;
}

/** What a line is paid once an officer decided; null where it stays in question. */
export function afterDecision(
  claim: Claim,
  { decision, quantity }: { decision: LineDecision; quantity: number | null },
): Payable | null {
  switch (decision) {
    case 'accept':
      return accepted(claim);
    case 'pay-commissioned':
      return { quantity: claim.commissioned, rate: null, amountPence: null };
    case 'amend':
      return { quantity: quantity ?? 0, rate: null, amountPence: null };
    case 'reject':
    case 'refuse':
      return { quantity: 0, rate: null, amountPence: null };
    case 'query':
      return null;
  }
}

/** What was claimed, at the price that was claimed where that is another than what was agreed. */
function accepted(claim: Claim): Payable {
  const { claimed: quantity, rate, agreedRate, amountPence } = claim;
  const isAgreed = rate === null || (agreedRate !== null && sameRate(rate, agreedRate));
  const payable = { quantity, rate: isAgreed ? null : rate, amountPence: null };
  if (amountPence === null || (agreedRate === null && rate === null)) return { ...payable, amountPence };
  return payablePence(payable, { ...claim, isPaid: true }) === amountPence
    ? payable
    : { ...payable, amountPence };
}

/** What is claimed, in pence: the amount of the line, else its quantity at its rate, else at the agreed one. */
export function claimedWorth(claim: Claim): Pence {
  const { claimed, amountPence, rate, agreedRate, measure } = claim;
  return amountPence ?? quantityPence(claimed, rate ?? agreedRate, measure);
}

/** What a payable comes to at the agreed rate of its day, rounded once, half up. */
export function payablePence(
  { quantity, rate, amountPence }: Payable,
  { agreedRate, measure, isPaid }: Pick<Claim, 'agreedRate' | 'measure' | 'isPaid'>,
): Pence {
  if (!isPaid) return pence(0);
  return amountPence ?? quantityPence(quantity, rate ?? agreedRate, measure);
}

function quantityPence(quantity: number, rate: string | null, measure: Measure): Pence {
  if (rate === null) return pence(0);
  const each = tenThousandths(rate);
  const of = measure === 'minutes' ? MINUTES_AN_HOUR : TEN_THOUSANDTHS;
  if (each !== null && Number.isSafeInteger(quantity * each * 4))
    return halfUp(quantity * each, of * PENNY_OF_TEN_THOUSANDTHS);
  return poundsToPence(new Decimal(rate).times(quantity).dividedBy(of), 'half-up');
}

const MINUTES_AN_HOUR = 60;
const PENNY_OF_TEN_THOUSANDTHS = 100;

/** A quantity as people read it, in units of the service: 45 minutes are `0.75` hours. */
export function quantityText(quantity: number, measure: Measure): string {
  const units = new Decimal(quantity).dividedBy(measure === 'minutes' ? MINUTES_AN_HOUR : TEN_THOUSANDTHS);
  return units.toDecimalPlaces(4, Decimal.ROUND_HALF_UP).toFixed();
}

/** Units as a person writes them, as a quantity of a line: 0.75 hours are 45 minutes. */
export function quantityOf(units: string, measure: Measure): number {
  const of = measure === 'minutes' ? MINUTES_AN_HOUR : TEN_THOUSANDTHS;
  return new Decimal(units).times(of).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber();
}

/**
 * Shares what was commissioned of a week among its visits, one after the other, as they are claimed, so that the shares
 * come to the whole to the minute; where no more is claimed than was commissioned each has all it claims.
 */
export function sharing(commissioned: number, claimedInAll: number): (claimed: number) => number {
  if (claimedInAll <= commissioned) return (claimed) => claimed;
  let before = 0;
  let given = 0;
  return (claimed) => {
    before += claimed;
    const through = Math.round((commissioned * before) / claimedInAll);
    const share = through - given;
    given = through;
    return share;
  };
}
