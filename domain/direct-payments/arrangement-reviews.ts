import * as z from 'zod';
import { daysBetween, maxDate, minDate, type CalendarDate } from '../calendar.ts';
import { inOrderOf } from '../in-order-of.ts';
import { monthsLater } from '../periods.ts';
import type { DirectPaymentAgreement } from '../records/direct-payment-agreement.ts';
import type { Arrangement } from './arrangement.ts';

/** How often an agreement is reviewed. The law sets the longest times (SI 2014/2871 reg 7); a council may be quicker. */
export const reviewTermsSchema = z.strictObject({
  firstWithinMonths: z
    .int()
    .min(1)
    .max(6)
    .describe('Months from the start of an agreement within which it is reviewed first.'),
  thenWithinMonths: z.int().min(1).max(12).describe('Months from one review within which the next is held.'),
});
export type ReviewTerms = z.infer<typeof reviewTermsSchema>;

export const usualReviewTerms: ReviewTerms = { firstWithinMonths: 6, thenWithinMonths: 12 };

/** A review that has to be held. */
export type ReviewDue = {
  why: 'first' | 'regular' | 'capacity-changed';
  /** The last day on which it is in time. */
  dueOn: CalendarDate;
  /** Days from then to today; 0 while it is in time. */
  daysLate: number;
};

/**
 * The reviews that are to be held next, the most urgent first: the first within 6 months of the start, then one within
 * 12 of the last, and one whenever capacity was lost or regained (SI 2014/2871 reg 7). From 1 April 2026 the first is due
 * by 1 October. None is due once the agreement ended or the person died.
 */
export function reviewsDue({
  agreement,
  arrangement,
  diedOn,
  terms,
  today,
}: {
  agreement: Pick<DirectPaymentAgreement, 'startDate' | 'endDate'>;
  arrangement: Pick<Arrangement, 'reviews' | 'lacksCapacity'>;
  diedOn: CalendarDate | null;
  terms: ReviewTerms;
  today: CalendarDate;
}): ReviewDue[] {
  const { startDate, endDate } = agreement;
  if (diedOn !== null || (endDate !== null && endDate < today)) return [];
  const [firstHeld, ...laterHeld] = arrangement.reviews.map(({ heldOn }) => heldOn);
  const last = firstHeld === undefined ? null : maxDate(firstHeld, ...laterHeld);
  const regular =
    last === null
      ? { why: 'first' as const, dueOn: monthsLater(startDate, terms.firstWithinMonths) }
      : { why: 'regular' as const, dueOn: monthsLater(last, terms.thenWithinMonths) };
  const changes = capacityChanges(arrangement.lacksCapacity).filter(
    (day) => day >= startDate && day <= today && (last === null || day > last),
  );
  const [change, ...otherChanges] = changes;
  const due = [
    regular,
    ...(change === undefined
      ? []
      : [{ why: 'capacity-changed' as const, dueOn: minDate(change, ...otherChanges) }]),
  ].map((each) => ({ ...each, daysLate: Math.max(0, daysBetween(each.dueOn, today)) }));
  return inOrderOf(due, ({ dueOn }) => dueOn);
}

/** The day capacity was lost, and the last before it was regained. */
function capacityChanges(lacks: Arrangement['lacksCapacity']): CalendarDate[] {
  return lacks === null ? [] : [lacks.from, ...(lacks.to === null ? [] : [lacks.to])];
}
