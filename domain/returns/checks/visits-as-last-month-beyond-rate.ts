import { fault } from '../return-rule.ts';
import type { FileRule } from '../set-rule.ts';
import { FEWEST_VISITS } from './fewest-visits.ts';

/** Nearly every visit of a file the same as one of four weeks or a month before: start, length and carer. */
export const visitsAsLastMonthBeyondRate: FileRule = {
  rule: 'visits-as-last-month-beyond-rate',
  effect: 'weigh',
  *find({ habits: { compared, asFourWeeksBefore, asMonthBefore } }, { terms: { asLastMonthPercent } }) {
    const same = Math.max(asFourWeeksBefore, asMonthBefore);
    if (compared < FEWEST_VISITS || same * 100 <= asLastMonthPercent * compared) return;
    const before = asFourWeeksBefore >= asMonthBefore ? 'four weeks' : 'a month';
    yield {
      ...fault(
        'startTime',
        `${same} of ${compared} visits have the start, length and carer of one ${before} before; more than ${asLastMonthPercent}% are remarked on.`,
      ),
      ...{ line: null, subject: null },
    };
  },
};
