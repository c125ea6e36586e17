import {
  checkPayments,
  refused,
  runOf,
  written,
  type PaymentFileInput,
  type PaymentFileResult,
} from '../payment-file.ts';
import { paymentColumns } from './line-columns.ts';
import { linesCsv } from './lines-csv.ts';

/** Every line of a run for people, as CSV. */
export function paymentsCsv({ payments }: Pick<PaymentFileInput, 'payments'>): PaymentFileResult {
  const reasons = checkPayments(payments);
  if (reasons.length > 0) return refused(reasons);
  return written(
    `${runOf(payments)}-payments.csv`,
    'text/csv; charset=utf-8',
    linesCsv(payments, paymentColumns),
  );
}
