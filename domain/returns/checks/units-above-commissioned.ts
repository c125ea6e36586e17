import { formatDate } from '../../calendar.ts';
import { dateOfDay } from '../../pay/span.ts';
import { fault } from '../return-rule.ts';
import type { SetRule } from '../set-rule.ts';
import { toleratedMinutes } from './tolerance.ts';

/** More minutes claimed in a week than were commissioned. */
export const unitsAboveCommissioned: SetRule = {
  rule: 'units-above-commissioned',
  effect: 'question',
  *find({ weeks, terms }) {
    for (const { pack, monday, visits, commissionedMinutes, claimedMinutes } of weeks) {
      if (claimedMinutes - commissionedMinutes <= toleratedMinutes(pack, commissionedMinutes, terms))
        continue;
      yield {
        ...fault(
          'claimedMinutes',
          `In the week of ${formatDate(dateOfDay(monday))}, ${claimedMinutes} minutes are claimed and ${commissionedMinutes} commissioned.`,
        ),
        line: Math.max(...visits.map(({ line }) => line)),
        subject: pack.carePackage.packageId,
      };
    }
  },
};
