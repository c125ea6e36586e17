import { formatDate } from '../../calendar.ts';
import { dateOfDay } from '../../pay/span.ts';
import { mondayOf, weekOf } from '../package-weeks.ts';
import { fault } from '../return-rule.ts';
import type { FileRule } from '../set-rule.ts';

/** A week of commissioned visits of which a file that tells of that week says nothing: the social worker is told. */
export const commissionedNotDelivered: FileRule = {
  rule: 'commissioned-not-delivered',
  effect: 'tell',
  *find({ weeks, packages }, { packOf, period, earlierMinutes }) {
    if (period === null) return;
    const told = new Set(weeks.map(({ packageId, monday }) => `${packageId} ${monday}`));
    const services = new Set(weeks.map(({ packageId }) => packOf(packageId).serviceType.serviceType));
    for (const pack of packages) {
      const { packageId } = pack.carePackage;
      if (pack.serviceType.unit !== 'hour' || !services.has(pack.serviceType.serviceType)) continue;
      for (let monday = mondayOf(period.first); monday <= period.last; monday += 7) {
        const week = weekOf(pack, monday, { visits: [], period, earlierMinutes });
        const { commissionedMinutes } = week;
        if (commissionedMinutes === 0 || week.earlierMinutes > 0 || told.has(`${packageId} ${monday}`))
          continue;
        yield {
          ...fault(
            null,
            `No visit is claimed in the week of ${formatDate(dateOfDay(monday))}, of ${commissionedMinutes} minutes commissioned.`,
          ),
          ...{ line: null, subject: packageId },
        };
      }
    }
  },
};
