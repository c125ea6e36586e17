import * as z from 'zod';
import { date, identifier, oneOf, pounds } from './field.ts';
import { checkDatesInOrder } from './dates-in-order.ts';
import { finding, type Finding } from './finding.ts';

/** What a person, a third party or the NHS puts towards care: dated, weekly, with who collects it. */
export const contributionSchema = z.object({
  contributionId: identifier,
  personId: identifier,
  packageId: identifier.nullable(),
  kind: oneOf(['provisional', 'weeks-1-12', 'weeks-13-plus', 'non-residential', 'top-up', 'fnc']),
  startDate: date,
  endDate: date.nullable(),
  weeklyAmountPence: pounds.nullable(),
  collector: oneOf(['provider', 'council']),
  status: oneOf(['active', 'cancelled']).nullable(),
});
export type Contribution = z.infer<typeof contributionSchema>;

/** All contributions of one person, cancelled ones included, so that boundaries move together. */
export const contributionSetSchema = z.object({ personId: identifier, items: z.array(contributionSchema) });
export type ContributionSet = z.infer<typeof contributionSetSchema>;

/** What cannot be true of one contribution by itself. An empty amount means the national rate, for `fnc` only. */
export function checkContribution(contribution: Contribution): Finding[] {
  const findings = checkDatesInOrder({ from: contribution.startDate, to: contribution.endDate }, 'endDate');
  if (contribution.weeklyAmountPence === null && contribution.kind !== 'fnc') {
    findings.push(
      finding(
        'error',
        'mandatory-field-empty',
        'weeklyAmount is empty; only fnc may leave it to the national rate.',
        {
          field: 'weeklyAmount',
        },
      ),
    );
  }
  return findings;
}
