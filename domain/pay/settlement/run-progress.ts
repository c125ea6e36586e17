import type { PayRun, PayRunState } from '../run/pay-run.ts';
import type { PaymentRecord } from '../run/payment-record.ts';

/**
 * How far an issued run is, by its payments: acknowledged once every one was answered, settled once every one arrived. A
 * payment that comes back afterwards takes it back to acknowledged; sent again, it was answered before.
 */
export function runProgress(
  { state }: Pick<PayRun, 'state'>,
  payments: readonly Pick<PaymentRecord, 'status' | 'attempt'>[],
): PayRunState {
  if (state !== 'issued' && state !== 'acknowledged' && state !== 'settled') return state;
  if (payments.every(({ status }) => status === 'settled')) return 'settled';
  const answered = payments.every(({ status, attempt }) => status !== 'sent' || attempt > 1);
  return answered ? 'acknowledged' : 'issued';
}
