import * as z from 'zod';
import { date, identifier, signedPounds, text } from './field.ts';
import { finding, type Finding } from './finding.ts';
import { plainNumber, supplierPayee } from './invoice-number.ts';

/** An invoice that the council's ledger paid, before careledger or beside it: what it already paid is not paid again. */
export const ledgerPaymentSchema = z.object({
  reference: identifier,
  supplierNumber: text.nullable(),
  providerId: identifier.nullable(),
  invoiceNumber: text,
  invoiceDate: date,
  amountPence: signedPounds,
  paidOn: date.nullable(),
  description: text.nullable(),
});
export type LedgerPayment = z.infer<typeof ledgerPaymentSchema>;

/** The longest number that is compared: ledgers hold 16 (SAP) to 50 (Oracle) characters. */
const LONGEST_NUMBER = 60;

/** Without a payee, or without a number that can be compared, no duplicate could ever be found by the row. */
export function checkLedgerPayment(payment: LedgerPayment): Finding[] {
  const findings = numberFindings('invoiceNumber', payment.invoiceNumber);
  if (payment.supplierNumber !== null)
    findings.push(...numberFindings('supplierNumber', payment.supplierNumber));
  if (payment.supplierNumber === null && payment.providerId === null) {
    findings.push(
      finding(
        'error',
        'payee-missing',
        'Neither supplierNumber nor providerId is given; every row needs one of them.',
        { field: 'supplierNumber' },
      ),
    );
  }
  return findings;
}

/** Whom a payment was made to, in each way in which the row says it. */
export function payeesOf({
  providerId,
  supplierNumber,
}: Pick<LedgerPayment, 'providerId' | 'supplierNumber'>): string[] {
  return [
    ...(providerId === null ? [] : [providerId]),
    ...(supplierNumber === null || plainNumber(supplierNumber) === '' ? [] : [supplierPayee(supplierNumber)]),
  ];
}

function numberFindings(field: string, number: string): Finding[] {
  const { length } = plainNumber(number);
  if (length === 0)
    return [
      finding('error', 'number-without-digits', `The ${field} holds no letter and no digit.`, {
        field,
        value: number.slice(0, 100),
      }),
    ];
  if (length <= LONGEST_NUMBER) return [];
  return [
    finding('error', 'number-too-long', `The ${field} is longer than ${LONGEST_NUMBER} characters.`, {
      field,
      value: number.slice(0, 100),
    }),
  ];
}
