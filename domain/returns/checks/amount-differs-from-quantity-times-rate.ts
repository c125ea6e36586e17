import { formatPounds } from '../../money.ts';
import { claimedPence } from '../quantity.ts';
import { fault, type LineRule } from '../return-rule.ts';

/** An amount that is not what the quantity at the line’s own rate comes to. */
export const amountDiffersFromQuantityTimesRate: LineRule = {
  rule: 'amount-differs-from-quantity-times-rate',
  effect: 'question',
  find(line, { pack }) {
    const { amountPence, rate } = line;
    if (amountPence === null || rate === null) return null;
    const comesTo = claimedPence(line, rate, pack.serviceType.unit);
    if (comesTo === amountPence) return null;
    return fault(
      'amount',
      `At £${rate} the quantity comes to ${formatPounds(comesTo)}; ${formatPounds(amountPence)} is claimed.`,
    );
  },
};
