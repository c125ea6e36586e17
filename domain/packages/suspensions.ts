import { addDays, formatDate } from '../calendar.ts';
import { inOrderOf } from '../in-order-of.ts';
import { checkDatesInOrder } from '../records/dates-in-order.ts';
import { finding, type Finding } from '../records/finding.ts';
import type { CarePackage, Suspension } from './care-package.ts';

type Agreed = Pick<CarePackage, 'startDate' | 'endDate'>;

/**
 * Suspensions that lie wholly within a package, or the agreement of a direct payment, in order and apart (Hackney
 * brokerage, SuspendElement).
 */
export function checkSuspensions(
  agreed: Agreed,
  suspensions: readonly Suspension[],
  of: 'package' | 'agreement' = 'package',
): Finding[] {
  const findings: Finding[] = [];
  const sorted = inOrderOf(suspensions, ({ from }) => from);
  for (const [index, suspension] of sorted.entries()) {
    findings.push(...checkDatesInOrder(suspension, 'to'), ...checkWithin(agreed, suspension, of));
    const previous = sorted[index - 1];
    if (previous !== undefined) findings.push(...checkApart(previous, suspension));
  }
  return findings;
}

function checkWithin(
  { startDate, endDate }: Agreed,
  { from, to }: Suspension,
  of: 'package' | 'agreement',
): Finding[] {
  const openBeyondEnd = to === null && endDate !== null;
  const after = endDate !== null && to !== null && to > endDate;
  if (from >= startDate && !openBeyondEnd && !after) return [];
  const message = `A suspension lies within the days of its ${of}.`;
  return [finding('error', `suspension-outside-${of}`, message, { field: 'from', value: from })];
}

function checkApart(previous: Suspension, { from }: Suspension): Finding[] {
  if (previous.to !== null && from > previous.to) return [];
  const message = `Two suspensions overlap on ${formatDate(from)}; the earlier must end by ${formatDate(addDays(from, -1))}.`;
  return [finding('error', 'suspensions-overlap', message, { field: 'from', value: from })];
}
