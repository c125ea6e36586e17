import { fault } from '../return-rule.ts';
import type { FileRule } from '../set-rule.ts';

/** More of a file’s visits changed after they were recorded than honest mistakes explain. */
export const monitoringEditedBeyondRate: FileRule = {
  rule: 'monitoring-edited-beyond-rate',
  effect: 'tell',
  *find({ habits: { visits, edited } }, { terms: { editedPercent } }) {
    if (edited * 100 <= editedPercent * visits) return;
    yield {
      ...fault(
        'monitoring',
        `${edited} of ${visits} visits were changed after they were recorded; more than ${editedPercent}% are asked about.`,
      ),
      ...{ line: null, subject: null },
    };
  },
};
