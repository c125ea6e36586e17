import { formatDate } from '../../calendar.ts';
import { dateOfDay } from '../../pay/span.ts';
import { fault, type LineRule } from '../return-rule.ts';

/** Care that was claimed before it can have been given. */
export const dateInFuture: LineRule = {
  rule: 'date-in-future',
  effect: 'refuse',
  find({ last }, { receivedOn }) {
    if (last <= receivedOn) return null;
    return fault(
      'date',
      `${formatDate(dateOfDay(last))} had not come when the file was received on ${formatDate(dateOfDay(receivedOn))}. Send it once the care is given.`,
    );
  },
};
