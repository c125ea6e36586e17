import { londonDate } from '../../domain/calendar.ts';
import { careMonthId, monthsBetween } from '../../domain/pay/care-month.ts';
import { dateOfDay, dayNumber } from '../../domain/pay/span.ts';
import { plannedCare, weekAround } from '../../domain/returns/planned-care.ts';
import type { PlannedLine, portalReturnRoutes } from '../../events/api/portal-returns.ts';
import { loadPackagesOf } from '../platform/returns/load-provider.ts';
import type { Asked } from '../platform/route-area.ts';
import { unpackCare } from '../store/accepted-care.ts';
import type { ReturnsDeps } from './deps.ts';
import { nextPaymentOf } from './next-payment.ts';
import { providerOfViewer } from '../platform/identity.ts';

/**
 * What is planned of the viewer’s provider in a week, and of which packages care of that week was accepted already. What
 * is paid by its plan needs nobody’s word.
 */
export async function expectedCare(
  { query, viewer }: Asked<typeof portalReturnRoutes.listExpectedCare>,
  deps: ReturnsDeps,
) {
  const providerId = providerOfViewer(viewer);
  const week = weekAround(dayNumber(query.week));
  const loaded = await loadPackagesOf(providerId, deps.table);
  const packages = loaded.filter(
    ({ days, serviceType }) =>
      serviceType.basis === 'actuals' && days.first <= week.last && days.last >= week.first,
  );
  const items = packages.flatMap((pack) => plannedCare(pack, week));
  const people = await deps.facts.currentFacts('person', [...new Set(items.map(({ personId }) => personId))]);
  const named: PlannedLine[] = items.map((item) => ({
    ...item,
    personName: people.get(item.personId)?.body.name ?? item.personId,
  }));
  return {
    from: dateOfDay(week.first),
    to: dateOfDay(week.last),
    items: named.toSorted((a, b) => compare(a.personName, b.personName) || compare(a.date, b.date)),
    alreadyClaimed: await acceptedOf(
      packages.map(({ carePackage }) => carePackage.packageId),
      week,
      deps,
    ),
    today: londonDate(deps.clock()),
    nextPayment: await nextPaymentOf(providerId, deps),
  };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

async function acceptedOf(
  packageIds: readonly string[],
  week: { first: number; last: number },
  { facts }: ReturnsDeps,
): Promise<string[]> {
  const months = monthsBetween(week.first, week.last);
  const ids = packageIds.flatMap((packageId) => months.map((month) => careMonthId(packageId, month)));
  const found = await facts.currentFacts('actuals', ids);
  const accepted = [...found.values()].filter(({ body }) =>
    unpackCare(body).some(({ day }) => day >= week.first && day <= week.last),
  );
  return [...new Set(accepted.map(({ body }) => body.packageId))];
}
