import type { CalendarDate, Instant } from '../../domain/calendar.ts';
import type { Payment } from '../../domain/pay/payment.ts';
import { holdOnPayment, type Hold } from '../../domain/pay/run/hold.ts';
import { finding, type Finding } from '../../domain/records/finding.ts';
import type { OutputSettings } from '../../domain/settings/output-settings.ts';
import { bacsStandard18 } from '../files/payments/bank/bacs-standard-18.ts';
import { gl07Csv } from '../files/payments/ledger/gl07-csv.ts';
import { oracleFbdi } from '../files/payments/ledger/oracle-fbdi.ts';
import type { PaymentFileResult } from '../files/payments/payment-file.ts';
import type { Parted } from '../platform/pay/evidence.ts';
import type { RunDeps } from './deps.ts';

/** A payment that stays with us: a hold keeps it, or no file can carry it until somebody mends what is missing. */
export type KeptPayment = Parted['kept'][number];

type Writing = {
  outputs: OutputSettings;
  madeAt: Instant;
  holds: readonly Hold[];
  /** Whose a package, agreement or invoice is, for holds on people. */
  personOf: (packageId: string) => string | null;
};

/**
 * Parts payments into those that leave and those that stay. A hold that was placed since they were approved keeps the
 * whole of a payment, since its amount was approved as one; any other is tried in a file by itself.
 */
export function partSendable(payments: readonly Payment[], writing: Writing): Parted {
  const parted: Parted = { sendable: [], kept: [] };
  for (const payment of payments) {
    const { lines, payee } = payment;
    const hold = holdOnPayment({ payeeId: payee.payeeId, lines }, writing);
    const tried = hold === undefined ? tryAlone(payment, writing) : null;
    if (hold !== undefined) parted.kept.push({ payment, reasons: [heldReason(hold)], heldBy: hold.holdId });
    else if (tried?.outcome === 'refused')
      parted.kept.push({ payment, reasons: tried.reasons, heldBy: null });
    else parted.sendable.push(payment);
  }
  return parted;
}

function heldReason({ holdId, category }: Hold): Finding {
  return finding(
    'error',
    'held',
    `Hold ${holdId} (${category.replaceAll('-', ' ')}) was placed before its payments were made.`,
  );
}

function tryAlone(payment: Payment, { outputs, madeAt }: Writing): PaymentFileResult | null {
  const input = { payments: [payment], outputs, madeAt, fileNumber: 1 };
  const { route, method } = payment.payee;
  if (route === 'bacs') return method === 'bacs' ? bacsStandard18(input) : null;
  if (outputs.ledger.kind === 'oracle-fbdi') return oracleFbdi(input);
  return outputs.ledger.kind === 'gl07' ? gl07Csv(input) : null;
}

/** Holds what the payee of such a payment is due unless a hold does already, and tells somebody. Named by the payment, so that twice is once. */
export async function keepBack(
  kept: KeptPayment,
  { on, by }: { on: CalendarDate; by: string },
  deps: Pick<RunDeps, 'records' | 'work' | 'clock'>,
): Promise<void> {
  const { hold, reason } = holdOf(kept, { on, by, attempt: 1 });
  if (hold === null) return tellOfKept(kept, hold, deps);
  const recording = { recordedAt: deps.clock(), recordedBy: by, source: { kind: 'hand' as const }, reason };
  await deps.records.recordVersions([
    { subject: { kind: 'hold', id: hold.holdId }, body: hold, handFields: [], recording, seen: null },
  ]);
  await tellOfKept(kept, hold, deps);
}

/** The hold on the payee of a payment that no file can carry, and why; none where a hold keeps it already. */
export function holdOf(
  { payment: { paymentId, payee }, reasons, heldBy }: KeptPayment,
  { on, by, attempt }: { on: CalendarDate; by: string; attempt: number },
): { hold: Hold | null; reason: string } {
  const reason = reasons.map(({ message }) => message).join(' ');
  if (heldBy !== null) return { hold: null, reason };
  const hold: Hold = {
    holdId: attempt === 1 ? `H${paymentId}` : `H${paymentId}-${attempt}`,
    category: 'ledger-rejection',
    on: heldOn(payee.payeeId),
    state: 'active',
    placedBy: by,
    placedOn: on,
    releasedOn: null,
  };
  return { hold, reason };
}

/** Tells somebody of a payment that was not sent, and what becomes of it. */
export async function tellOfKept(
  { payment: { paymentId }, reasons, heldBy }: KeptPayment,
  placed: Hold | null,
  { work, clock }: Pick<RunDeps, 'work' | 'clock'>,
): Promise<void> {
  const because = reasons.map(({ message }) => message).join(' ');
  const next =
    placed === null
      ? 'It leaves with the next run once the hold is released.'
      : `Mend it, then release the hold ${placed.holdId}.`;
  await work.open({
    workId: `payment-kept:${placed?.holdId ?? `${paymentId}:${heldBy ?? ''}`}`,
    area: 'payments',
    title: `Payment ${paymentId} was not sent. ${because} ${next}`,
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
