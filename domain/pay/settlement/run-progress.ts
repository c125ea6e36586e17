import { sumPence } from '../../money.ts';
import type { PayRun, PayRunState } from '../run/pay-run.ts';
import type { PaymentRecord } from '../run/payment-record.ts';

/**
 * How far an issued run is, by its payments: acknowledged once every one was answered, settled once every one arrived. A
 * payment that comes back afterwards takes it back to acknowledged; sent again, it was answered before. While payments
 * on record are not what was approved, the run stays where it is.
 */
export function runProgress(
  { state, totals }: Pick<PayRun, 'state' | 'totals'>,
  payments: readonly Pick<PaymentRecord, 'status' | 'attempt' | 'amountPence'>[],
): PayRunState {
  if (state !== 'issued' && state !== 'acknowledged' && state !== 'settled') return state;
  if (sumPence(payments.map(({ amountPence }) => amountPence)) !== totals?.paymentPence) return state;
  if (payments.every(({ status }) => status === 'settled')) return 'settled';
  const answered = payments.every(({ status, attempt }) => status !== 'sent' || attempt > 1);
  return answered ? 'acknowledged' : 'issued';
}
