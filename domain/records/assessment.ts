import * as z from 'zod';
import { date, identifier, oneOf, pounds } from './field.ts';
import { checkDatesInOrder } from './dates-in-order.ts';
import type { Finding } from './finding.ts';

/** A financial assessment: what was found of a person's means, and the weekly contribution it led to. */
export const assessmentSchema = z.object({
  assessmentId: identifier,
  personId: identifier,
  setting: oneOf(['community', 'care-home', 'temporary', 'short-term']),
  startDate: date,
  endDate: date.nullable(),
  weeklyIncomePence: pounds.nullable(),
  capitalPence: pounds.nullable(),
  weeklyHousingPence: pounds.nullable(),
  weeklyDisabilityExpenditurePence: pounds.nullable(),
  weeklyContributionPence: pounds,
  assessedOn: date.nullable(),
  letterSentOn: date.nullable(),
  status: oneOf(['provisional', 'confirmed', 'cancelled']).nullable(),
});
export type Assessment = z.infer<typeof assessmentSchema>;

/** What cannot be true of an assessment. */
export function checkAssessment(assessment: Assessment): Finding[] {
  return checkDatesInOrder({ from: assessment.startDate, to: assessment.endDate }, 'endDate');
}
