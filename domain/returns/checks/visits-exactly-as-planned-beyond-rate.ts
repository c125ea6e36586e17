import { fault } from '../return-rule.ts';
import type { FileRule } from '../set-rule.ts';

/** More of a file’s visits recorded exactly as planned, to the minute, than visits to people ever are. */
export const visitsExactlyAsPlannedBeyondRate: FileRule = {
  rule: 'visits-exactly-as-planned-beyond-rate',
  effect: 'tell',
  *find({ habits: { visits, exact } }, { terms: { exactPercent } }) {
    if (exact * 100 <= exactPercent * visits) return;
    yield {
      ...fault(
        'actualMinutes',
        `${exact} of ${visits} visits are recorded exactly as planned; more than ${exactPercent}% are asked about.`,
      ),
      ...{ line: null, subject: null },
    };
  },
};
