import { formatPounds } from '../../money.ts';
import { claimedPence, sameRate } from '../quantity.ts';
import type { ReturnLine } from '../return-line.ts';
import { fault, type Fault, type LineAbout, type LineRule } from '../return-rule.ts';

/** A rate that is not the package’s or its rate card’s on that day; or an amount that is not at it, where no rate is named. */
export const rateDiffersFromContract: LineRule = {
  rule: 'rate-differs-from-contract',
  effect: 'question',
  find(line, { pack }) {
    const { rate, first } = line;
    const agreed = pack.rateOn(first);
    if (rate === null) return agreed === null ? null : amountOff(line, agreed, pack);
    if (agreed !== null && sameRate(rate, agreed)) return null;
    const message =
      agreed === null
        ? `No rate is agreed for that day; £${rate} is claimed.`
        : `The agreed rate is £${agreed}; £${rate} is claimed.`;
    return fault('rate', message, rate);
  },
};

function amountOff(line: ReturnLine, agreed: string, { serviceType }: LineAbout['pack']): Fault | null {
  const comesTo = claimedPence(line, agreed, serviceType.unit);
  if (line.amountPence === null || line.amountPence === comesTo) return null;
  return fault(
    'amount',
    `At the agreed rate of £${agreed} it comes to ${formatPounds(comesTo)}; ${formatPounds(line.amountPence)} is claimed.`,
  );
}
