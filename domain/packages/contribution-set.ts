import { addDays, daysBetween } from '../calendar.ts';
import type { Contribution } from '../records/contribution.ts';
import { finding, type Finding } from '../records/finding.ts';

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
export function checkContributionSet(items: readonly Contribution[]): Finding[] {
  const active = items.filter((item) => item.status !== 'cancelled');
  const findings: Finding[] = [];
  for (const group of groupsThatMustFollow(active)) {
    const sorted = group.toSorted((a, b) => (a.startDate < b.startDate ? -1 : 1));
    for (const [index, item] of sorted.entries()) {
      const previous = sorted[index - 1];
      if (previous !== undefined) findings.push(...checkBoundary(previous, item));
    }
  }
  for (const item of active) {
    if (item.kind !== 'weeks-1-12') continue;
    const days = item.endDate === null ? null : daysBetween(item.startDate, item.endDate) + 1;
    if (days === null || days > WEEKS_1_12_MOST_DAYS) {
      findings.push(
        finding(
          'error',
          'weeks-1-12-too-long',
          `Contribution ${item.contributionId} for weeks 1 to 12 lasts ${days === null ? 'without end' : `${days} days`}; at most 84 are allowed.`,
          { field: 'endDate' },
        ),
      );
    }
  }
  return findings;
}

function checkBoundary(previous: Contribution, next: Contribution): Finding[] {
  if (previous.endDate === null || next.startDate <= previous.endDate) {
    return [
      finding(
        'error',
        'contributions-overlap',
        `Contributions ${previous.contributionId} and ${next.contributionId} overlap on ${next.startDate}.`,
        { field: 'startDate', value: next.startDate },
      ),
    ];
  }
  const expected = addDays(previous.endDate, 1);
  if (next.startDate === expected || !SUCCESSIVE.includes(next.kind)) return [];
  return [
    finding(
      'warning',
      'contributions-gap',
      `Nothing is charged from ${expected} to ${addDays(next.startDate, -1)}, between ${previous.contributionId} and ${next.contributionId}.`,
      { field: 'startDate' },
    ),
  ];
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
