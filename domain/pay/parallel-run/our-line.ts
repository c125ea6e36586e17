import { pence, sumPence, type Pence } from '../../money.ts';
import type { Step } from '../explanation.ts';
import { planPrice, segmentPence, type PlanPrice } from '../price.ts';
import type { PayLine } from '../run/pay-line.ts';
import { dayNumber, intersectSpan, type Span } from '../span.ts';

/** What the reconciliation reads of a line of a run. */
export type OurLine = Pick<
  PayLine,
  | 'lineId'
  | 'packageId'
  | 'personId'
  | 'payeeId'
  | 'component'
  | 'kind'
  | 'from'
  | 'to'
  | 'amountPence'
  | 'heldBy'
  | 'explanation'
> & { payRunId: string };

/** What a line of ours pays on some of its days. */
export type OurPiece = Span & { line: OurLine; pence: Pence };

/** The lines of both sides tell FNC paid and FNC taken back as one. */
export function componentOf({ component }: Pick<OurLine, 'component'>): string {
  return component === 'fnc-payment' || component === 'fnc-reclaim' ? 'fnc' : component;
}

/**
 * What a line pays of a period. What is newly due is cut to it, an adjustment is never cut, and what cannot be cut (planned
 * sessions, one-offs) counts whole: where it lies in the period at all, and a one-off where it begins there.
 */
export function pieceWithin(line: OurLine, period: Span): OurPiece | null {
  const whole = spanOfLine(line);
  const within = intersectSpan(whole, period);
  if (within === undefined) return null;
  if (line.explanation[0]?.step === 'once' && whole.first < period.first) return null;
  return cutPiece({ ...whole, line, pence: line.amountPence }, within) ?? wholePiece(line);
}

export function wholePiece(line: OurLine): OurPiece {
  return { ...spanOfLine(line), line, pence: line.amountPence };
}

function spanOfLine({ from, to }: OurLine): Span {
  return { first: dayNumber(from), last: dayNumber(to) };
}

/** What a piece pays on days of its own, by the very steps that made its line; null where they cannot say. */
export function cutPiece(piece: OurPiece, days: Span): OurPiece | null {
  if (days.first === piece.first && days.last === piece.last) return piece;
  const { line } = piece;
  const [step] = line.kind === 'adjustment' ? [] : line.explanation;
  const worth = worthOn(step, days);
  return worth === null ? null : { ...days, line, pence: pence(signOf(line) * worth + 0) };
}

function worthOn(step: Step | undefined, days: Span): Pence | null {
  if (step?.step === 'plan') {
    const segment = { first: dayNumber(step.countedFrom), last: days.last, price: planPrice(step) };
    return segmentPence(segment, days);
  }
  if (step?.step !== 'items') return null;
  const items = step.items.filter(({ on }) => dayNumber(on) >= days.first && dayNumber(on) <= days.last);
  return sumPence(items.map((item) => item.pence));
}

function signOf({ explanation }: OurLine): 1 | -1 {
  return explanation.some(({ step }) => step === 'deducted') ? -1 : 1;
}

/** A component as it would be priced on any days. */
export type ComponentPrice = { component: string; sign: 1 | -1; price: PlanPrice };

/** The price of each component, where every piece of it has the same weekly one; null where that cannot be said. */
export function pricesOf(pieces: readonly OurPiece[]): ComponentPrice[] | null {
  const prices = new Map<string, ComponentPrice>();
  for (const { line } of pieces) {
    const [step] = line.explanation;
    if (line.kind === 'adjustment' || step?.step !== 'plan') return null;
    const component = componentOf(line);
    const before = prices.get(component);
    const found = { component, sign: signOf(line), price: planPrice(step) };
    if (before !== undefined && !before.price.weekly.pence.equals(found.price.weekly.pence)) return null;
    prices.set(component, found);
  }
  return [...prices.values()];
}
