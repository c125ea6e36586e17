import { formatDate } from '../../calendar.ts';
import { dateOfDay } from '../../pay/span.ts';
import { fault } from '../return-rule.ts';
import type { WeekRule } from '../set-rule.ts';
import { toleratedMinutes } from './tolerance.ts';

/** More minutes claimed in a week than were commissioned. */
export const unitsAboveCommissioned: WeekRule = {
  rule: 'units-above-commissioned',
  effect: 'question',
  *find({ pack, monday, visits, commissionedMinutes, claimedMinutes, earlierMinutes }, { terms }) {
    const claimed = claimedMinutes + earlierMinutes;
    if (claimed - commissionedMinutes <= toleratedMinutes(pack, commissionedMinutes, terms)) return;
    yield {
      ...fault(
        'claimedMinutes',
        `In the week of ${formatDate(dateOfDay(monday))}, ${claimed} minutes are claimed${earlierMinutes === 0 ? '' : ` (${earlierMinutes} of them in an earlier file)`} and ${commissionedMinutes} commissioned.`,
      ),
      line: Math.max(...visits.map(({ line }) => line)),
      subject: pack.carePackage.packageId,
    };
  },
};
