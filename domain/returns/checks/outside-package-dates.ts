import { formatDate } from '../../calendar.ts';
import { dateOfDay } from '../../pay/span.ts';
import { fault, type LineRule } from '../return-rule.ts';

/** Care before a package begins or after it ends. */
export const outsidePackageDates: LineRule = {
  rule: 'outside-package-dates',
  effect: 'refuse',
  find({ first, last }, { pack: { days, carePackage } }) {
    if (first < days.first)
      return fault(
        'date',
        `Package ${carePackage.packageId} begins on ${formatDate(carePackage.startDate)}; this is before it.`,
      );
    if (last > days.last)
      return fault(
        'date',
        `Package ${carePackage.packageId} ended on ${formatDate(dateOfDay(days.last))}; this is after it. If care went on, ask the council to extend the package.`,
      );
    return null;
  },
};
