import * as z from 'zod';
import type { CalendarDate } from '../calendar.ts';
import { interestTermsSchema } from './interest.ts';

const days = z.int().min(0).max(3650);
const percent = z.int().min(1).max(100);

/** What a council does with deferred payment agreements where the agreement itself says nothing. */
export const deferredTermsSchema = z.strictObject({
  ...interestTermsSchema.shape,
  isInterestOnCharges: z.boolean().describe('Whether administration charges that are added bear interest.'),
  valuationMonths: z.int().min(1).max(120).describe('After so many months a valuation is too old.'),
  valuationReminderDays: days.describe(
    'A valuation that was asked for is asked for again after so many days.',
  ),
  reviewAtPercent: percent.describe('The agreement is reviewed with the person at this share of the value.'),
  revaluationAtPercent: percent.describe(
    'The property is valued again once the debt is this share of its value.',
  ),
  statementMonths: z.int().min(1).max(12).describe('A statement is sent each so many months.'),
  statementDays: days.describe('So many days after its period, or after it was asked for, it has been sent.'),
  dueAfterDeathDays: days.describe('The debt is due so many days after a death.'),
});
export type DeferredTerms = z.infer<typeof deferredTermsSchema>;

/**
 * Daily interest on a 365th is what most councils read publish; 70 and 50 percent, 90 days and 28 days are published by one each
 * (rules.md 1.3 and 1.5). How old a valuation may be nobody publishes: a year is ours.
 */
export const usualDeferredTerms: DeferredTerms = {
  ...{ compounding: 'daily', dayCount: 'fixed365', isInterestOnCharges: true },
  ...{ valuationMonths: 12, valuationReminderDays: 28, reviewAtPercent: 70, revaluationAtPercent: 50 },
  ...{ statementMonths: 6, statementDays: 28, dueAfterDeathDays: 90 },
};

/** The terms of a council by the day each begins, in order. Before the first the usual ones hold. */
export type TermsByDay = readonly { from: CalendarDate; value: DeferredTerms }[];

/** The terms of a council on a day. */
export function termsOn(terms: TermsByDay, day: CalendarDate): DeferredTerms {
  return terms.findLast(({ from }) => from <= day)?.value ?? usualDeferredTerms;
}
