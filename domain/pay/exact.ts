import { exactPenceToPence, pence, type Decimal, type Pence } from '../money.ts';

/** An exact amount in pence, and as `whole / per` too where whole numbers small enough to reckon with can say it. */
export type Exact = { pence: Decimal; whole: number | null; per: number };

/** More would leave no room to multiply by days. */
export const MOST_DECIMALS = 6;

export function exactPence(amount: Decimal): Exact {
  const decimals = amount.decimalPlaces();
  const whole = amount.times(10 ** decimals).toNumber();
  const fits = decimals <= MOST_DECIMALS && whole >= 0 && whole <= Number.MAX_SAFE_INTEGER;
  return { pence: amount, whole: fits ? whole : null, per: 10 ** decimals };
}

/** Doubling must stay exact too. */
const MOST_EXACT = Number.MAX_SAFE_INTEGER / 4;

/** So many parts of an amount out of so many, rounded half up: by whole numbers where they do, some ten times quicker. */
export function roundedShare(amount: Exact, parts: number, outOf: number): Pence {
  if (amount.whole !== null && amount.whole * parts <= MOST_EXACT) {
    return halfUp(amount.whole * parts, outOf * amount.per);
  }
  return exactPenceToPence(amount.pence.times(parts).dividedBy(outOf), 'half-up');
}

/** A quotient of whole numbers from 0 to a quarter of what is safe, half up. */
export function halfUp(numerator: number, denominator: number): Pence {
  const rest = numerator % denominator;
  return pence((numerator - rest) / denominator + (rest * 2 >= denominator ? 1 : 0));
}
