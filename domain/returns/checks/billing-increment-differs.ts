import { formatDate } from '../../calendar.ts';
import { dateOfDay } from '../../pay/span.ts';
import { fault } from '../return-rule.ts';
import type { WeekRule } from '../set-rule.ts';
import type { BookedVisit } from '../visit-book.ts';
import { toleratedMinutes } from './tolerance.ts';

/**
 * Visits billed in steps are billed to the nearest one: 38 minutes are 45 in quarters of an hour, and 36 are 30. Rounded
 * up beyond what is tolerated over the week, they are asked about; what is rounded down is claimed and paid so.
 */
export const billingIncrementDiffers: WeekRule = {
  rule: 'billing-increment-differs',
  effect: 'question',
  *find({ pack, monday, visits, commissionedMinutes, claimedMinutes }, { terms }) {
    const step = terms.billingIncrementMinutes;
    if (step === null) return;
    const overOf = (visit: BookedVisit): number => visit.claimedMinutes - billedMinutes(visit, step);
    const over = visits.reduce((sum, visit) => sum + overOf(visit), 0);
    if (over <= toleratedMinutes(pack, commissionedMinutes, terms)) return;
    const worst = visits.reduce((most, visit) => (overOf(visit) > overOf(most) ? visit : most));
    yield {
      ...fault(
        'claimedMinutes',
        `In the week of ${formatDate(dateOfDay(monday))}, ${claimedMinutes} minutes are claimed; what was recorded is ${claimedMinutes - over} in steps of ${step} minutes, each to the nearest.`,
      ),
      line: worst.line,
      subject: pack.carePackage.packageId,
    };
  },
};

function billedMinutes({ deliveredMinutes, carers }: BookedVisit, step: number): number {
  return Math.round(deliveredMinutes / carers / step) * step * carers;
}
