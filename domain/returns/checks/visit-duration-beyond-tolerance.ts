import { formatDate } from '../../calendar.ts';
import { dateOfDay } from '../../pay/span.ts';
import { fault } from '../return-rule.ts';
import type { WeekRule } from '../set-rule.ts';
import type { BookedVisit } from '../visit-book.ts';
import { toleratedMinutes } from './tolerance.ts';

/**
 * More minutes claimed than recorded, netted over the week of a package: a long visit makes good a short one. Where
 * visits are billed in steps, what is claimed is held against those instead.
 */
export const visitDurationBeyondTolerance: WeekRule = {
  rule: 'visit-duration-beyond-tolerance',
  effect: 'question',
  *find({ pack, monday, visits, commissionedMinutes, claimedMinutes, deliveredMinutes }, { terms }) {
    const over = claimedMinutes - deliveredMinutes;
    if (terms.billingIncrementMinutes !== null || over <= toleratedMinutes(pack, commissionedMinutes, terms))
      return;
    const worst = visits.reduce((most, visit) => (overOf(visit) > overOf(most) ? visit : most));
    yield {
      ...fault(
        'claimedMinutes',
        `In the week of ${formatDate(dateOfDay(monday))}, ${claimedMinutes} minutes are claimed and ${deliveredMinutes} recorded.`,
      ),
      line: worst.line,
      subject: pack.carePackage.packageId,
    };
  },
};

function overOf({ claimedMinutes, deliveredMinutes }: BookedVisit): number {
  return claimedMinutes - deliveredMinutes;
}
