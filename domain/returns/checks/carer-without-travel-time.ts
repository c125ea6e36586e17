import { fault } from '../return-rule.ts';
import type { VisitsRule } from '../set-rule.ts';
import { withVisitBefore } from './visit-before.ts';

/** A carer who leaves one person and is with another sooner than anybody could travel (call cramming). */
export const carerWithoutTravelTime: VisitsRule = {
  rule: 'carer-without-travel-time',
  effect: 'question',
  *find({ id, visits }, { terms: { travelMinutes } }) {
    for (const { visit, before, gap } of withVisitBefore(visits, travelMinutes)) {
      if (gap < 0 || visit.person === before.person) continue;
      yield {
        ...fault(
          'carerId',
          `Carer ${id} comes ${gap} ${gap === 1 ? 'minute' : 'minutes'} after a visit to another person ends (line ${before.line}); ${travelMinutes} are the least for the way.`,
        ),
        line: visit.line,
        subject: id,
      };
    }
  },
};
