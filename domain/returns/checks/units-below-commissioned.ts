import { formatDate } from '../../calendar.ts';
import { dateOfDay } from '../../pay/span.ts';
import { fault } from '../return-rule.ts';
import type { WeekRule } from '../set-rule.ts';
import { toleratedMinutes } from './tolerance.ts';

/** Fewer minutes claimed in a week than were commissioned: what is claimed is paid, and the social worker is told. */
export const unitsBelowCommissioned: WeekRule = {
  rule: 'units-below-commissioned',
  effect: 'tell',
  *find({ pack, monday, visits, commissionedMinutes, claimedMinutes, earlierMinutes }, { terms }) {
    const claimed = claimedMinutes + earlierMinutes;
    if (commissionedMinutes - claimed <= toleratedMinutes(pack, commissionedMinutes, terms)) return;
    yield {
      ...fault(
        'claimedMinutes',
        `In the week of ${formatDate(dateOfDay(monday))}, ${claimed} minutes are claimed of ${commissionedMinutes} commissioned.`,
      ),
      line: Math.max(...visits.map(({ line }) => line)),
      subject: pack.carePackage.packageId,
    };
  },
};
