import { addDays, type CalendarDate } from '../../calendar.ts';
import { readDayKind } from '../../working-days.ts';
import type { Response } from '../response.ts';
import type { PaymentRecord } from '../run/payment-record.ts';

/**
 * Bacs says nothing of a credit that arrived: one whose day has passed and that did not come back has settled on that
 * day. Null where that cannot be said (yet). A return that is reported later takes it back.
 */
export function settledByBacs(payment: PaymentRecord, today: CalendarDate): Response | null {
  const { paymentId, amountPence, route, method, status, payOn } = payment;
  const isOnTheWay = status === 'sent' || status === 'acknowledged';
  if (route !== 'bacs' || method !== 'bacs' || !isOnTheWay || payOn >= today) return null;
  return {
    kind: 'settled',
    paymentRef: paymentId,
    amountPence,
    date: payOn,
    code: null,
    message: null,
    account: null,
    newAccount: null,
    source: { line: 1 },
  };
}

/** Working days that a ledger takes at most to say what became of a payment. */
const LATE_AFTER_WORKING_DAYS = 5;

/** Whether a payment through the ledger should long have been answered. */
export function isLate({ route, status, payOn }: PaymentRecord, today: CalendarDate): boolean {
  if (route !== 'ledger' || (status !== 'sent' && status !== 'acknowledged')) return false;
  let passed = 0;
  for (let day = addDays(payOn, 1); day < today; day = addDays(day, 1)) {
    const kind = readDayKind(day);
    if (!kind.ok || kind.value.working) passed += 1;
    if (passed >= LATE_AFTER_WORKING_DAYS) return true;
  }
  return false;
}
