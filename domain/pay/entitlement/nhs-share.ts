import { Decimal, exactPenceToPence, formatPounds } from '../../money.ts';
import type { Component } from '../component.ts';
import { oncePrice, planPrice, type Price } from '../price.ts';
import { sessionPrice } from '../session-price.ts';
import type { PackageFacts, PriceGap } from './package-facts.ts';

/**
 * What the NHS owes us of a package: its percentage of the price, less that of FNC where the price holds FNC, invoiced to
 * its integrated care board. Continuing healthcare is the NHS’s wholly unless a percentage says otherwise.
 */
export function nhsShares(
  { carePackage }: PackageFacts,
  strands: readonly Component[],
  gaps: PriceGap[],
): Component[] {
  const { funding, nhsSharePercent, icbId, startDate, endDate } = carePackage.body;
  const percent = nhsSharePercent ?? (funding === 'chc' ? '100' : '0');
  if (Number(percent) === 0) return [];
  if (icbId === null) {
    const message = 'The NHS pays a share of this package, and no integrated care board is named to invoice.';
    gaps.push({ rule: 'share-without-icb', message, from: startDate, to: endDate });
    return [];
  }
  return strands.map((strand) => ({
    ...strand,
    key: { ...strand.key, kind: 'nhs-share' as const, payeeId: `icb:${icbId}` },
    // The share of the cost is owed to us; FNC inside it was the NHS’s already.
    sign: strand.sign === 1 ? (-1 as const) : (1 as const),
    segments: strand.segments.map((segment) => ({ ...segment, price: sharedPrice(segment.price, percent) })),
  }));
}

/** A percentage of a price; of items each amount is rounded by itself, half up. */
function sharedPrice(price: Price, percent: string): Price {
  const share = new Decimal(percent).dividedBy(100);
  switch (price.basis) {
    case 'plan':
      return planPrice({ ...price, percent: share.times(price.percent).toFixed() });
    case 'scheduled':
      return sessionPrice({ ...price, percent: share.times(price.percent).toFixed() });
    case 'actuals':
      return {
        ...price,
        items: price.items.map((item) => ({
          ...item,
          rate: `${percent}% of ${formatPounds(item.pence)}`,
          pence: exactPenceToPence(share.times(item.pence), 'half-up'),
        })),
      };
    case 'once':
      return oncePrice({ ...price, percent: share.times(price.percent).toFixed() });
  }
}
