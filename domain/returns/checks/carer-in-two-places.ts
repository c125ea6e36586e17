import { fault } from '../return-rule.ts';
import type { VisitsRule } from '../set-rule.ts';
import { withVisitBefore } from './visit-before.ts';

/** One carer with two people at one moment. */
export const carerInTwoPlaces: VisitsRule = {
  rule: 'carer-in-two-places',
  effect: 'question',
  *find({ id, visits }) {
    for (const { visit, before, gap } of withVisitBefore(visits, 0)) {
      if (visit.person === before.person) continue;
      yield {
        ...fault(
          'carerId',
          `Carer ${id} is with another person for ${-gap} ${gap === -1 ? 'minute' : 'minutes'} of this visit; see line ${before.line}.`,
        ),
        line: visit.line,
        subject: id,
      };
    }
  },
};
