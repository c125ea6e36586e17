import { dateOfDay, dayNumber, spanOf, subtractSpans, type Span } from '../span.ts';
import type { PricedItem } from '../price.ts';
import type { PackageFacts, PriceGap } from './package-facts.ts';
import type { Priced } from './priced-terms.ts';

/**
 * What was delivered and accepted: every period of a return is a stretch of its own, each line lies on its day. Lines
 * that come late for days another return told of, or lie outside their own period, join the stretch of their day.
 */
export function pricedActuals({ actuals, carePackage }: PackageFacts): Priced {
  const items: PricedItem[] = [];
  const unknown: Span[] = [];
  for (const { lines } of actuals) {
    for (const { lineRef, date, quantity, rate, amountPence } of lines) {
      const day = dayNumber(date);
      if (amountPence === null) unknown.push({ first: day, last: day });
      else items.push({ ref: lineRef, day, quantity, rate, pence: amountPence });
    }
  }
  const stretches: Span[] = [];
  for (const span of [...actuals.map(spanOf), ...items.map(({ day }) => ({ first: day, last: day }))]) {
    stretches.push(...subtractSpans(span, stretches));
  }
  return {
    days: stretches.map(({ first, last }) => ({
      first,
      last,
      price: { basis: 'actuals', items: items.filter(({ day }) => day >= first && day <= last) },
    })),
    unknown,
    gaps: unknown.map(({ first }) => noRate(carePackage.body.packageId, first)),
    refs: actuals.map(({ ref }) => ref),
  };
}

function noRate(packageId: string, day: number): PriceGap {
  const on = dateOfDay(day);
  return {
    rule: 'no-rate',
    message: `Accepted care of package ${packageId} has no agreed rate on this day.`,
    from: on,
    to: on,
  };
}
