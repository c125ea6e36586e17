import type { PricedItem } from '../price.ts';
import { dayNumber, spanOf, subtractSpans, type Span } from '../span.ts';
import type { PackageFacts } from './package-facts.ts';
import type { Priced } from './priced-terms.ts';

/**
 * What was delivered and accepted: every period of a return is a stretch of its own, each line lies on its day. Lines
 * that come late for days another return told of, or lie outside their own period, join the stretch of their day.
 */
export function pricedActuals({ actuals }: PackageFacts): Priced {
  const items: PricedItem[] = actuals.flatMap(({ lines }) =>
    lines.map(({ lineRef, date, quantity, rate, amountPence }) => ({
      ref: lineRef,
      day: dayNumber(date),
      quantity,
      rate,
      pence: amountPence,
    })),
  );
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
    unknown: [],
    gaps: [],
    refs: actuals.map(({ ref }) => ref),
  };
}
