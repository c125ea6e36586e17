import * as z from 'zod';
import { calendarDateSchema, type CalendarDate } from '../../calendar.ts';
import { inOrderOf } from '../../in-order-of.ts';
import { pence, penceSchema, sumPence, type Pence } from '../../money.ts';
import { invariant } from '../../outcome.ts';
import type { PaymentLine } from '../payment.ts';
import { holdOnPayment, type Hold } from './hold.ts';
import type { PaymentRecord } from './payment-record.ts';
import type { PayRun } from './pay-run.ts';
import { dueBy } from './instalments.ts';
import { mayBeTakenOff, type Recovery } from './recovery.ts';

/** A payment that came back, or was kept for want of details: it leaves again with this run, whole, as its next attempt. */
const resendSchema = z.object({
  paymentId: z.string(),
  payRunId: z.string(),
  payeeId: z.string(),
  payeeName: z.string(),
  amountPence: penceSchema,
  attempt: z.int().min(2),
});
export type Resend = z.infer<typeof resendSchema>;

/** What a payment of this run is reduced by: money the payee already has, or an overpayment it was told would be taken. */
const takenOffSchema = z.object({
  kind: z.enum(['outside-payment', 'recovery']),
  id: z.string(),
  payeeId: z.string(),
  amountPence: penceSchema,
  from: calendarDateSchema,
  to: calendarDateSchema,
});
export type TakenOff = z.infer<typeof takenOffSchema>;

/** What earlier payments leave for a run to do. */
export const broughtForwardSchema = z.object({
  resends: z.array(resendSchema),
  takenOff: z.array(takenOffSchema),
});
export type BroughtForward = z.infer<typeof broughtForwardSchema>;

export const nothingBroughtForward: BroughtForward = { resends: [], takenOff: [] };

type Returned = { payment: PaymentRecord; lines: readonly Pick<PaymentLine, 'lineId' | 'packageId'>[] };

type Open = {
  run: Pick<PayRun, 'kind' | 'scope' | 'throughDate'>;
  /** What each payee gets from the lines of this run. */
  due: ReadonlyMap<string, Pence>;
  returned: readonly Returned[];
  outside: readonly PaymentRecord[];
  recoveries: readonly Recovery[];
  holds: readonly Hold[];
  /** Whose a package or agreement is, for holds on people. */
  personOf: (packageId: string) => string | null;
};

/**
 * What a run takes up besides its lines. Matters belong to the runs of one kind, and to those that pay everybody or
 * just this payee: as such runs never stand open side by side, no two of them take up the same. A payment leaves again
 * once nothing that it pays is held. What the payee has already comes off before what it owes, oldest first, and never
 * more than the run pays. The agreement of carers and people with a direct payment is asked for before an overpayment
 * comes off (netting is not automatic); of one that comes back in instalments, what is due by the last day of the run.
 */
export function bringForward(open: Open): BroughtForward {
  const ofRun = <T extends { runKind: PayRun['kind']; payeeId: string }>(matters: readonly T[]): T[] =>
    matters.filter(({ runKind, payeeId }) => runKind === open.run.kind && reaches(open.run.scope, payeeId));
  const own = new Set(ofRun(open.returned.map(({ payment }) => payment)));
  const resends = open.returned
    .filter(
      ({ payment, lines }) =>
        own.has(payment) && holdOnPayment({ payeeId: payment.payeeId, lines }, open) === undefined,
    )
    .map(({ payment }) => resendOf(payment));
  const matters = [
    ...inOrderOf(ofRun(open.outside), ({ payOn, paymentId }) => `${payOn} ${paymentId}`).map(outsideMatter),
    ...inOrderOf(ofRun(open.recoveries).filter(mayBeTakenOff), ({ recoveryId }) => recoveryId).map(
      (recovery) => recoveryMatter(recovery, open.run.throughDate),
    ),
  ];
  const due = new Map(open.due);
  const takenOff = matters.flatMap((matter) => {
    const gets = due.get(matter.payeeId) ?? 0;
    const amountPence = pence(Math.max(0, Math.min(gets, matter.amountPence)));
    if (amountPence === 0) return [];
    due.set(matter.payeeId, pence(gets - amountPence));
    return [{ ...matter, amountPence }];
  });
  return { resends: inOrderOf(resends, ({ paymentId }) => paymentId), takenOff };
}

/** Whether a run pays all that its kind pays this payee. */
function reaches(scope: PayRun['scope'], payeeId: string): boolean {
  if (scope === null) return true;
  if ('providerId' in scope) return payeeId === `provider:${scope.providerId}`;
  return 'packageId' in scope && payeeId === `agreement:${scope.packageId}`;
}

function resendOf({ paymentId, payRunId, payeeId, payeeName, amountPence, attempt }: PaymentRecord): Resend {
  invariant(payRunId !== null, 'what came back was sent by a run');
  return { paymentId, payRunId, payeeId, payeeName, amountPence, attempt: attempt + 1 };
}

function outsideMatter({ paymentId: id, payeeId, payOn, ...payment }: PaymentRecord): TakenOff {
  const amountPence = leftToTakeOff(payment);
  return { kind: 'outside-payment', id, payeeId, amountPence, from: payOn, to: payOn };
}

function recoveryMatter(recovery: Recovery, throughDate: CalendarDate): TakenOff {
  const { recoveryId: id, payeeId, from, to } = recovery;
  return { kind: 'recovery', id, payeeId, amountPence: dueBy(recovery, throughDate), from, to };
}

/** What no run has taken off yet of a payment that was made outside. */
export function leftToTakeOff({
  amountPence,
  takenOff,
}: Pick<PaymentRecord, 'amountPence' | 'takenOff'>): Pence {
  return pence(amountPence - sumPence(takenOff.map((each) => each.amountPence)));
}

/** What leaves again, and what comes off, in all. */
export function broughtForwardTotals({ resends, takenOff }: BroughtForward): {
  resendPence: Pence;
  takenOffPence: Pence;
} {
  return {
    resendPence: sumPence(resends.map(({ amountPence }) => amountPence)),
    takenOffPence: sumPence(takenOff.map(({ amountPence }) => amountPence)),
  };
}
