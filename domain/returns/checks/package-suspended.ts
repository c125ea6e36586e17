import { formatDate } from '../../calendar.ts';
import { dateOfDay } from '../../pay/span.ts';
import { fault, type LineRule } from '../return-rule.ts';

/** A visit on a day on which care was suspended, as in hospital. A stay goes on: what a home is paid meanwhile is in its contract. */
export const packageSuspended: LineRule = {
  rule: 'package-suspended',
  effect: 'question',
  find({ visit, first }, { pack: { suspensions } }) {
    if (visit === null) return null;
    const suspension = suspensions.find((each) => first >= each.first && first <= each.last);
    if (suspension === undefined) return null;
    return fault(
      'date',
      `Care was suspended from ${formatDate(dateOfDay(suspension.first))}, as the council was told. If the visit was made, say so.`,
    );
  },
};
