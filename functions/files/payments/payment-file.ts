import type { Instant } from '../../../domain/calendar.ts';
import { formatPounds, sumPence } from '../../../domain/money.ts';
import { invariant } from '../../../domain/outcome.ts';
import type { Payment } from '../../../domain/pay/payment.ts';
import { finding, type Finding } from '../../../domain/records/finding.ts';
import type { OutputSettings } from '../../../domain/settings/output-settings.ts';

/** All that a file is made of: the same input gives the same bytes, on any day and any machine. */
export type PaymentFileInput = {
  /** Of one run. */
  payments: readonly Payment[];
  outputs: OutputSettings;
  madeAt: Instant;
  /** 1 for the first file to the bank on a day: part of what the bank knows it by. */
  fileNumber: number;
};

export type PaymentFile = { name: string; contentType: string; bytes: Uint8Array };

/** A refused file is not written at all, and every reason is said. */
export type PaymentFileResult =
  { outcome: 'written'; file: PaymentFile } | { outcome: 'refused'; reasons: Finding[] };

export function refused(reasons: Finding[]): PaymentFileResult {
  return { outcome: 'refused', reasons };
}

export function written(name: string, contentType: string, bytes: Uint8Array): PaymentFileResult {
  return { outcome: 'written', file: { name, contentType, bytes } };
}

/** A reason that names the payment, never whom it goes to. */
export function paymentRefusal(payment: Payment, rule: string, because: string, field: string): Finding {
  return finding('error', rule, `Payment ${payment.paymentId} ${because}`, { field });
}

/** What no file can carry. That a payment is the sum of its lines is not bad input but our own fault, so it throws. */
export function checkPayments(payments: readonly Payment[]): Finding[] {
  if (payments.length === 0) {
    return [finding('error', 'nothing-to-pay', 'There is no payment to write into a file.')];
  }
  const ids = new Set(payments.map(({ paymentId }) => paymentId));
  invariant(ids.size === payments.length, 'a payment stands in a file once');
  const runs = new Set(payments.map(({ payRunId }) => payRunId));
  invariant(runs.size === 1, 'the payments of a file are of one run');
  return payments.flatMap((payment) => {
    const lines = sumPence(payment.lines.map(({ amountPence }) => amountPence));
    invariant(lines === payment.amountPence, `payment ${payment.paymentId} is the sum of its lines`);
    if (payment.amountPence > 0) return [];
    const because = `is ${formatPounds(payment.amountPence)}: only an amount above nothing can be paid.`;
    return paymentRefusal(payment, 'payment-not-above-nothing', because, 'amountPence');
  });
}

/** The run whose payments a file holds, for its name. */
export function runOf(payments: readonly Payment[]): string {
  const [first] = payments;
  invariant(first !== undefined, 'a file has payments');
  return first.payRunId;
}
