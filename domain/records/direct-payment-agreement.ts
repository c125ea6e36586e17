import * as z from 'zod';
import { date, identifier, oneOf, pounds, quantity, text } from './field.ts';
import { checkDatesInOrder } from './dates-in-order.ts';
import { finding, type Finding } from './finding.ts';
import { checkBankAccount } from './provider.ts';

/** Money paid to a person, or someone for them, to arrange their own care. */
export const directPaymentAgreementSchema = z.object({
  agreementId: identifier,
  personId: identifier,
  payeeName: text.nullable(),
  sortCode: text.nullable(),
  accountNumber: text.nullable(),
  rollNumber: text.nullable(),
  frequency: oneOf(['weekly', 'four-weekly', 'monthly', 'quarterly', 'annually', 'once']),
  startDate: date,
  endDate: date.nullable(),
  weeklyBudgetPence: pounds,
  weeklyContributionPence: pounds.nullable(),
  contingencyWeeks: quantity.nullable(),
  accountType: oneOf(['own', 'dedicated', 'prepaid-card', 'managed', 'carer', 'third-party']).nullable(),
  accountProviderId: identifier.nullable(),
  returnFrequency: oneOf(['monthly', 'quarterly', 'six-monthly', 'annually']).nullable(),
  planItems: text.nullable(),
});
export type DirectPaymentAgreement = z.infer<typeof directPaymentAgreementSchema>;

/** What cannot be true of an agreement. */
export function checkDirectPaymentAgreement(agreement: DirectPaymentAgreement): Finding[] {
  const findings = [
    ...checkBankAccount(agreement),
    ...checkDatesInOrder({ from: agreement.startDate, to: agreement.endDate }, 'endDate'),
  ];
  if (
    agreement.weeklyContributionPence !== null &&
    agreement.weeklyContributionPence > agreement.weeklyBudgetPence
  ) {
    findings.push(
      finding(
        'error',
        'contribution-over-budget',
        'The weekly contribution is more than the weekly budget.',
        {
          field: 'weeklyContribution',
        },
      ),
    );
  }
  if (agreement.accountType === 'managed' && agreement.accountProviderId === null) {
    findings.push(
      finding(
        'error',
        'managed-without-provider',
        'A managed account names the account provider that holds it.',
        {
          field: 'accountProviderId',
        },
      ),
    );
  }
  return findings;
}
