import { formatDate } from '../../calendar.ts';
import { dateOfDay } from '../../pay/span.ts';
import { fault, type LineRule } from '../return-rule.ts';

/** Care that is claimed later than the contract allows. */
export const tooOldToClaim: LineRule = {
  rule: 'too-old-to-claim',
  effect: 'question',
  find({ last }, { receivedOn, terms: { claimWindowDays } }) {
    const oldest = receivedOn - claimWindowDays;
    if (last >= oldest) return null;
    return fault(
      'date',
      `Care before ${formatDate(dateOfDay(oldest))} was claimed more than ${claimWindowDays} days late. Say why, and an officer decides.`,
    );
  },
};
