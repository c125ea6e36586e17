import type { Payment } from '../../../../domain/pay/payment.ts';
import { checkPayments, refused, written, type PaymentFileResult } from '../payment-file.ts';
import { remittanceColumns } from './line-columns.ts';
import { linesCsv } from './lines-csv.ts';

/** What a payee is told about a payment, for their own system: every line, and how it was reached. */
export function remittanceCsv({ payment }: { payment: Payment }): PaymentFileResult {
  const reasons = checkPayments([payment]);
  if (reasons.length > 0) return refused(reasons);
  const bytes = linesCsv([payment], remittanceColumns);
  return written(`${payment.paymentId}-remittance.csv`, 'text/csv; charset=utf-8', bytes);
}
