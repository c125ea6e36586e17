import * as z from 'zod';
import type { Coding } from './payment.ts';
import { samePrice, type Price, type Segment } from './price.ts';
import { sessionPrice } from './session-price.ts';
import type { Span } from './span.ts';

/** Facts an amount may depend on. */
export const factRefSchema = z.object({
  kind: z.enum([
    'package',
    'person',
    'provider',
    'service-type',
    'rate-card',
    'contributions',
    'direct-payment-agreement',
    'agreement-changes',
    'opening-position',
    'setting',
    'expenses',
    'actuals',
    'manual-invoice',
    'order-agreement',
  ]),
  id: z.string(),
  version: z.int(),
});
/** A version of a fact that an amount depends on. */
export type FactRef = z.infer<typeof factRefSchema>;

export type ComponentKind =
  | 'cost'
  | 'contribution'
  | 'fnc-payment'
  | 'fnc-reclaim'
  | 'top-up'
  | 'nhs-share'
  | 'expense'
  | 'one-off'
  | 'invoice';

/**
 * One strand of what a package is worth: its cost, a contribution the provider collects, FNC paid or reclaimed. Keyed by package,
 * source, payee and coding, so that a change of payee or coding ends one strand and begins another.
 */
export type Component = {
  key: ComponentKey;
  sign: 1 | -1;
  /** In order and apart. */
  segments: readonly Segment[];
  /** Days whose price nobody knows: neither paid nor adjusted until somebody says. */
  unknown: readonly Span[];
  facts: readonly FactRef[];
};

export type ComponentKey = {
  packageId: string;
  kind: ComponentKind;
  sourceId: string;
  payeeId: string;
  coding: Coding;
};

/** A key as text: the same strand has the same text for ever. */
export function keyText({ packageId, kind, sourceId, payeeId, coding }: ComponentKey): string {
  const { costCentre, costElement, subjectiveCode, taxCode, purchaseOrder, purchaseOrderLine } = coding;
  const codes = [costCentre, costElement, subjectiveCode, taxCode, purchaseOrder, purchaseOrderLine];
  return [packageId, kind, sourceId, payeeId, ...codes.map((code) => code ?? '')].map(plain).join('|');
}

/** Codes of other systems hold anything; what parts a key is written out of them. */
function plain(text: string): string {
  return /[|%]/.test(text) ? text.replaceAll('%', '%25').replaceAll('|', '%7C') : text;
}

/** The key a text was made of. */
export function readKey(text: string): ComponentKey {
  const parts = text.split('|').map((part) => part.replaceAll('%7C', '|').replaceAll('%25', '%'));
  const part = (place: number): string => parts[place] ?? '';
  const code = (place: number): string | null => (part(place) === '' ? null : part(place));
  return {
    packageId: part(0),
    kind: componentKind(part(1)),
    sourceId: part(2),
    payeeId: part(3),
    coding: {
      costCentre: code(4),
      costElement: code(5),
      subjectiveCode: code(6),
      taxCode: code(7),
      purchaseOrder: code(8),
      purchaseOrderLine: code(9),
    },
  };
}

const KINDS: readonly ComponentKind[] = [
  'cost',
  'contribution',
  'fnc-payment',
  'fnc-reclaim',
  'top-up',
  'nhs-share',
  'expense',
  'one-off',
  'invoice',
];

function componentKind(text: string): ComponentKind {
  const kind = KINDS.find((each) => each === text);
  if (kind === undefined) throw new TypeError(`${text} is no kind of component`);
  return kind;
}

/** Segments of days with a price each: neighbours that are equal by value become one, counted from its first day. */
export function mergeSegments(priced: readonly (Span & { price: Price })[]): Segment[] {
  const merged: Segment[] = [];
  for (const each of priced.toSorted((a, b) => a.first - b.first)) {
    const before = merged.at(-1);
    if (before !== undefined && before.last + 1 === each.first && samePrice(before.price, each.price)) {
      merged[merged.length - 1] = { ...before, last: each.last, price: joined(before.price, each.price) };
    } else merged.push(each);
  }
  return merged;
}

function joined(left: Price, right: Price): Price {
  if (left.basis !== 'scheduled' || right.basis !== 'scheduled') return left;
  return sessionPrice({ ...left, holidays: [...left.holidays, ...right.holidays] });
}
