import { formatDate } from '../calendar.ts';
import { formatPounds, pence } from '../money.ts';
import type { Contribution } from '../records/contribution.ts';
import { finding, type Finding } from '../records/finding.ts';
import type { CouncilRow } from '../reference/reference-row.ts';
import type { CarePackage } from './care-package.ts';
import { whoPaysWhat } from './who-pays-what.ts';

/**
 * Contributions to a package that come to more than it costs, on whatever days: nobody is charged more than their care
 * costs (Care Act 2014, section 14). Days whose cost is not known yet are not judged.
 */
export function checkWithinCost(
  carePackage: CarePackage,
  contributions: readonly Contribution[],
  councilRows: readonly CouncilRow[],
): Finding[] {
  const own = contributions.filter(({ packageId }) => packageId === carePackage.packageId);
  return whoPaysWhat(carePackage, own, councilRows).stretches.flatMap(({ from, weeklyCostPence, payers }) => {
    const council = payers.find(({ kind }) => kind === 'council-share')?.weeklyPence ?? null;
    if (weeklyCostPence === null || council === null || council >= 0) return [];
    const others = formatPounds(pence(weeklyCostPence - council));
    const message = `From ${formatDate(from)} others pay ${others} a week for a package that costs ${formatPounds(weeklyCostPence)}.`;
    return [finding('error', 'contributions-over-cost', message, { field: 'weeklyAmount' })];
  });
}
