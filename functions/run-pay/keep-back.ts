import type { CalendarDate, Instant } from '../../domain/calendar.ts';
import type { Payment } from '../../domain/pay/payment.ts';
import type { Hold } from '../../domain/pay/run/hold.ts';
import type { Finding } from '../../domain/records/finding.ts';
import type { OutputSettings } from '../../domain/settings/output-settings.ts';
import { bacsStandard18 } from '../files/payments/bank/bacs-standard-18.ts';
import { gl07Csv } from '../files/payments/ledger/gl07-csv.ts';
import { oracleFbdi } from '../files/payments/ledger/oracle-fbdi.ts';
import type { PaymentFileResult } from '../files/payments/payment-file.ts';
import type { RunDeps } from './deps.ts';

/** A payment that no file can carry, and why: it stays due, and is held until somebody mends what is missing. */
export type KeptPayment = { payment: Payment; reasons: Finding[] };

type Writing = { outputs: OutputSettings; madeAt: Instant };

/** Parts the payments of a run into those a file can carry, each tried by itself, and those that stay with us. */
export function partSendable(
  payments: readonly Payment[],
  writing: Writing,
): { sendable: Payment[]; kept: KeptPayment[] } {
  const sendable: Payment[] = [];
  const kept: KeptPayment[] = [];
  for (const payment of payments) {
    const tried = tryAlone(payment, writing);
    if (tried?.outcome === 'refused') kept.push({ payment, reasons: tried.reasons });
    else sendable.push(payment);
  }
  return { sendable, kept };
}

function tryAlone(payment: Payment, { outputs, madeAt }: Writing): PaymentFileResult | null {
  const input = { payments: [payment], outputs, madeAt, fileNumber: 1 };
  const { route, method } = payment.payee;
  if (route === 'bacs') return method === 'bacs' ? bacsStandard18(input) : null;
  if (outputs.ledger.kind === 'oracle-fbdi') return oracleFbdi(input);
  return outputs.ledger.kind === 'gl07' ? gl07Csv(input) : null;
}

/** Holds what the payee of such a payment is due, and tells somebody. Named by the payment, so that twice is once. */
export async function keepBack(
  kept: KeptPayment,
  { on, by }: { on: CalendarDate; by: string },
  deps: Pick<RunDeps, 'records' | 'work' | 'clock'>,
): Promise<void> {
  const { hold, reason } = holdOf(kept, { on, by, attempt: 1 });
  const recording = { recordedAt: deps.clock(), recordedBy: by, source: { kind: 'hand' as const }, reason };
  await deps.records.recordVersions([
    { subject: { kind: 'hold', id: hold.holdId }, body: hold, handFields: [], recording, seen: null },
  ]);
  await tellOfKept(kept, hold, deps);
}

/** The hold on the payee of a payment that no file can carry, and why. */
export function holdOf(
  { payment: { paymentId, payee }, reasons }: KeptPayment,
  { on, by, attempt }: { on: CalendarDate; by: string; attempt: number },
): { hold: Hold; reason: string } {
  const hold: Hold = {
    holdId: attempt === 1 ? `H${paymentId}` : `H${paymentId}-${attempt}`,
    category: 'ledger-rejection',
    on: heldOn(payee.payeeId),
    state: 'active',
    placedBy: by,
    placedOn: on,
    releasedOn: null,
  };
  return { hold, reason: reasons.map(({ message }) => message).join(' ') };
}

/** Tells somebody of a payment that was not sent. */
export async function tellOfKept(
  { payment: { paymentId }, reasons }: KeptPayment,
  { holdId }: Hold,
  { work, clock }: Pick<RunDeps, 'work' | 'clock'>,
): Promise<void> {
  const because = reasons.map(({ message }) => message).join(' ');
  await work.open({
    workId: `payment-kept:${holdId}`,
    area: 'payments',
    title: `Payment ${paymentId} was not sent. ${because} Mend it, then release the hold ${holdId}.`,
    link: `/payments/${paymentId}`,
    risk: 'high',
    openedAt: clock(),
    dueOn: null,
  });
}

function heldOn(payeeId: string): Hold['on'] {
  const [kind = '', ...id] = payeeId.split(':');
  return kind === 'provider' ? { providerId: id.join(':') } : { packageId: id.join(':') };
}
