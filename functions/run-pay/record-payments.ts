import type { CalendarDate } from '../../domain/calendar.ts';
import type { Payment } from '../../domain/pay/payment.ts';
import type { PayRun } from '../../domain/pay/run/pay-run.ts';
import type { PaymentRecord } from '../../domain/pay/run/payment-record.ts';
import type { RunParts } from '../../domain/pay/run/payments-of-run.ts';
import type { RunDeps } from './deps.ts';
import type { KeptPayment } from './keep-back.ts';

type Recorded = {
  run: PayRun;
  sendable: readonly Payment[];
  kept: readonly KeptPayment[];
  parts: RunParts;
  on: CalendarDate;
  by: string;
  reason: string | null;
};

/** Keeps a record of every payment, sent or not, and of every recovery that is proposed; keeping it again changes nothing. */
export async function recordPayments(
  { run, sendable, kept, parts, on, by, reason }: Recorded,
  deps: RunDeps,
): Promise<void> {
  const recording = { recordedAt: deps.clock(), recordedBy: by, source: { kind: 'hand' as const }, reason };
  await deps.records.recordVersions(
    [
      ...sendable.map((payment) => paymentRecord(payment, { run, on })),
      ...kept.map(({ payment }) => ({
        ...paymentRecord(payment, { run, on }),
        status: 'returned' as const,
        returnedOn: on,
      })),
    ].map((body) => ({
      subject: { kind: 'payment' as const, id: body.paymentId },
      body,
      handFields: [],
      recording,
      seen: null,
    })),
  );
  await deps.records.recordVersions(
    parts.recoveries.map((body) => ({
      subject: { kind: 'recovery' as const, id: body.recoveryId },
      body,
      handFields: [],
      recording,
      seen: null,
    })),
  );
}

function paymentRecord(
  { paymentId, payRunId, payee, amountPence, payOn, lines }: Payment,
  { run, on }: Pick<Recorded, 'run' | 'on'>,
): PaymentRecord {
  return {
    paymentId,
    amountPence,
    status: 'sent',
    attempt: 1,
    sentOn: on,
    returnedOn: null,
    payRunId,
    runKind: run.kind,
    payeeId: payee.payeeId,
    payeeName: payee.name,
    route: payee.route,
    method: payee.method,
    payOn,
    lineCount: lines.length,
    reference: null,
    takenOff: [],
  };
}
