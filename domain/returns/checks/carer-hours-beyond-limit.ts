import { formatDate } from '../../calendar.ts';
import { dateOfDay } from '../../pay/span.ts';
import { fault } from '../return-rule.ts';
import type { VisitsRule } from '../set-rule.ts';
import type { BookedVisit } from '../visit-book.ts';
import { byDay } from './by-day.ts';

/** Services in which a carer sleeps or lives at a person’s home: those hours are no working day (practice.md 4). */
const AT_HOME: readonly string[] = ['sleep-in', 'live-in'];

/** More hours of visits by one carer on one day than anybody works. */
export const carerHoursBeyondLimit: VisitsRule = {
  rule: 'carer-hours-beyond-limit',
  effect: 'question',
  *find({ id, visits }, { packOf, terms: { carerMinutesADay } }) {
    for (const [day, all] of byDay(visits)) {
      if (minutesOf(all) <= carerMinutesADay) continue;
      const worked = all.filter(
        ({ packageId }) => !AT_HOME.includes(packOf(packageId).serviceType.serviceType),
      );
      const minutes = minutesOf(worked);
      const last = worked.at(-1);
      if (minutes <= carerMinutesADay || last === undefined) continue;
      yield {
        ...fault(
          'carerId',
          `Carer ${id} has ${minutes} minutes of visits on ${formatDate(dateOfDay(day))}; more than ${carerMinutesADay} are asked about.`,
        ),
        line: last.line,
        subject: id,
      };
    }
  },
};

function minutesOf(visits: readonly BookedVisit[]): number {
  return visits.reduce((sum, { deliveredMinutes, carers }) => sum + deliveredMinutes / carers, 0);
}
