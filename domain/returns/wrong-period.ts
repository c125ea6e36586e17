import { formatDate } from '../calendar.ts';
import { dateOfDay, intersectSpan, type Span } from '../pay/span.ts';
import type { Commissioned } from './commissioned.ts';

type FilePeriod = {
  /** From the first day that any line is about to the last. */
  days: Span;
  /** Every package of the provider. */
  packages: readonly Pick<Commissioned, 'days'>[];
  receivedOn: number;
  claimWindowDays: number;
};

const DAYS_A_YEAR = 365;

/**
 * Why a file tells of days that it cannot be about, in a sentence; null where any of its days may be right. Care that is
 * only claimed late is no reason: an officer decides of each line. A year late it is a mistake in its dates.
 */
export function wrongPeriod({ days, packages, receivedOn, claimWindowDays }: FilePeriod): string | null {
  const dates = `${sayDay(days.first)} to ${sayDay(days.last)}`;
  if (days.first > receivedOn)
    return `Every line is of days that had not come when the file was received: ${dates}. Check its dates, and send it once the care is given.`;
  if (days.last < receivedOn - Math.max(claimWindowDays, DAYS_A_YEAR))
    return `Every line is of care more than a year ago: ${dates}. Check the year of its dates and send it again. If it was never claimed, write to the council first.`;
  if (!packages.some((pack) => intersectSpan(pack.days, days) !== undefined))
    return `You have no package on any day from ${dates}. Check its dates and send it again. If care went on, ask the council to extend the package first.`;
  return null;
}

function sayDay(day: number): string {
  return formatDate(dateOfDay(day));
}
