import { addDays, daysBetween, formatDate } from '../calendar.ts';
import { inOrderOf } from '../in-order-of.ts';
import type { Contribution } from '../records/contribution.ts';
import { finding, type Finding, type SetFinding } from '../records/finding.ts';
import { checkSetSize } from '../records/set-size.ts';

/** A charge for weeks 1 to 12 of a stay may last twelve weeks and no longer (Care Act charging regulations, Schedule 2). */
const WEEKS_1_12_MOST_DAYS = 84;
const SUCCESSIVE: readonly Contribution['kind'][] = [
  'provisional',
  'weeks-1-12',
  'weeks-13-plus',
  'non-residential',
];

/**
 * What cannot be true of all contributions of one person together: successive charges for one package overlap,
 * or weeks 1 to 12 last too long. A gap between successive charges is said and let in (someone may have been in hospital).
 */
export function checkContributionSet(items: readonly Contribution[]): SetFinding[] {
  const active = items.filter((item) => item.status !== 'cancelled');
  const about = (item: Contribution, finding: Finding | null): SetFinding[] =>
    finding === null ? [] : [{ key: item.contributionId, finding }];
  const boundaries = groupsThatMustFollow(active).flatMap((group) =>
    inOrderOf(group, ({ startDate }) => startDate).flatMap((item, index, sorted) => {
      const previous = sorted[index - 1];
      return previous === undefined ? [] : about(item, checkBoundary(previous, item));
    }),
  );
  return [
    ...checkSetSize('The contributions of one person', items),
    ...boundaries,
    ...active.flatMap((item) => about(item, checkDisregardLength(item))),
  ];
}

function checkBoundary(previous: Contribution, next: Contribution): Finding | null {
  const both = `${previous.contributionId} and ${next.contributionId}`;
  const at = { field: 'startDate', value: next.startDate };
  if (previous.endDate === null || next.startDate <= previous.endDate) {
    const message = `Contributions ${both} overlap on ${formatDate(next.startDate)}.`;
    return finding('error', 'contributions-overlap', message, at);
  }
  const expected = addDays(previous.endDate, 1);
  if (next.startDate === expected || !SUCCESSIVE.includes(next.kind)) return null;
  const gap = `${formatDate(expected)} to ${formatDate(addDays(next.startDate, -1))}`;
  return finding('warning', 'contributions-gap', `Nothing is charged from ${gap}, between ${both}.`, at);
}

function checkDisregardLength({ kind, contributionId, startDate, endDate }: Contribution): Finding | null {
  if (kind !== 'weeks-1-12') return null;
  const days = endDate === null ? null : daysBetween(startDate, endDate) + 1;
  if (days !== null && days <= WEEKS_1_12_MOST_DAYS) return null;
  const lasts = days === null ? 'without end' : `${days} days`;
  const message = `Contribution ${contributionId} for weeks 1 to 12 lasts ${lasts}; at most ${WEEKS_1_12_MOST_DAYS} are allowed.`;
  return finding('error', 'weeks-1-12-too-long', message, { field: 'endDate', value: endDate });
}

/** Successive charges of a package form one line; top-ups and FNC each form their own by collector. */
function groupsThatMustFollow(items: readonly Contribution[]): Contribution[][] {
  const groups = Map.groupBy(items, (item) =>
    SUCCESSIVE.includes(item.kind)
      ? `charge|${item.packageId ?? ''}`
      : `${item.kind}|${item.collector}|${item.packageId ?? ''}|${item.kind === 'top-up' ? item.contributionId : ''}`,
  );
  return [...groups.values()];
}
