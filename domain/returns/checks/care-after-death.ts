import { formatDate } from '../../calendar.ts';
import { dateOfDay } from '../../pay/span.ts';
import { fault, type LineRule } from '../return-rule.ts';

/** Care after the day a person died. */
export const careAfterDeath: LineRule = {
  rule: 'care-after-death',
  effect: 'refuse',
  find({ last }, { pack: { diedOn } }) {
    if (diedOn === null || last <= diedOn) return null;
    return fault('date', `The person died on ${formatDate(dateOfDay(diedOn))}; this is after it.`);
  },
};
