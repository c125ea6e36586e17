import { fault } from '../return-rule.ts';
import type { FileRule } from '../set-rule.ts';
import { FEWEST_VISITS } from './fewest-visits.ts';

/** More of a file’s visits recorded as whole quarters of an hour than visits to people are: written down, not measured. */
export const visitLengthsRoundBeyondRate: FileRule = {
  rule: 'visit-lengths-round-beyond-rate',
  effect: 'weigh',
  *find({ habits: { visits, round } }, { terms: { roundPercent } }) {
    if (visits < FEWEST_VISITS || round * 100 <= roundPercent * visits) return;
    yield {
      ...fault(
        'actualMinutes',
        `${round} of ${visits} visits are recorded as whole quarters of an hour; more than ${roundPercent}% are remarked on.`,
      ),
      ...{ line: null, subject: null },
    };
  },
};
