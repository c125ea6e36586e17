import { commissionedUnits } from '../commissioned.ts';
import { unitsClaimed } from '../quantity.ts';
import { fault, type LineRule } from '../return-rule.ts';

const TEN_THOUSANDTHS = 10_000;
const HUNDRED_PERCENT = 100;

/** More units of a stay, or more sessions, than were commissioned for its days. */
export const stayUnitsAboveCommissioned: LineRule = {
  rule: 'units-above-commissioned',
  effect: 'question',
  find(line, { pack, terms }) {
    if (line.visit !== null) return null;
    const { first, last } = line;
    const asked = commissionedUnits(pack, { first, last });
    const claimed = unitsClaimed(line);
    const percent = Number(pack.serviceType.tolerancePercent ?? terms.tolerancePercent);
    if ((claimed - asked) * HUNDRED_PERCENT <= asked * percent) return null;
    return fault(
      'units',
      `${claimed / TEN_THOUSANDTHS} units are claimed and ${asked / TEN_THOUSANDTHS} commissioned for these days.`,
    );
  },
};
