import * as z from 'zod';
import { date, identifier, oneOf, percent, pounds, text } from './field.ts';
import { checkDatesInOrder } from './dates-in-order.ts';
import { finding, type Finding } from './finding.ts';

/** A loan secured on property: its security, its terms and what is drawn each week. */
export const deferredAgreementSchema = z.object({
  agreementId: identifier,
  personId: identifier,
  startDate: date,
  endDate: date.nullable(),
  propertyAddress: text.nullable(),
  propertyValuePence: pounds,
  valuedOn: date,
  encumbrancesPence: pounds.nullable(),
  chargeStatus: oneOf(['requested', 'registered', 'none']).nullable(),
  weeklyCostPence: pounds.nullable(),
  weeklyTopUpPence: pounds.nullable(),
  weeklyIncomePence: pounds.nullable(),
  weeklyAllowancePence: pounds.nullable(),
  annualRatePercent: percent.nullable(),
  compounding: oneOf(['simple', 'daily', 'monthly', 'quarterly']).nullable(),
  dayCount: oneOf(['fixed365', 'actual']).nullable(),
  status: oneOf(['active', 'ended', 'repaid']).nullable(),
});
export type DeferredAgreement = z.infer<typeof deferredAgreementSchema>;

/** What cannot be true of a deferred payment agreement. */
export function checkDeferredAgreement(agreement: DeferredAgreement): Finding[] {
  const findings = checkDatesInOrder({ from: agreement.startDate, to: agreement.endDate }, 'endDate');
  const { status, endDate } = agreement;
  if (endDate === null && (status === 'ended' || status === 'repaid'))
    findings.push(
      finding(
        'warning',
        'ended-without-a-day',
        'The agreement is said to have ended, and not when: care goes on being deferred until its last day is known.',
        { field: 'endDate' },
      ),
    );
  if (agreement.encumbrancesPence !== null && agreement.encumbrancesPence > agreement.propertyValuePence) {
    findings.push(
      finding(
        'warning',
        'encumbrances-over-value',
        'Earlier charges on the property are more than its value.',
        {
          field: 'encumbrances',
        },
      ),
    );
  }
  return findings;
}
