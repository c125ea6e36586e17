import type { CalendarDate } from '../../domain/calendar.ts';
import { sentEntry } from '../../domain/ledger/entries-on-the-way.ts';
import { invariant } from '../../domain/outcome.ts';
import type { Payee, Payment } from '../../domain/pay/payment.ts';
import type { Resend } from '../../domain/pay/run/brought-forward.ts';
import type { Hold } from '../../domain/pay/run/hold.ts';
import { paymentsMadeBy } from '../platform/pay/brought-forward.ts';
import type { RunDeps } from './deps.ts';
import { holdOf, tellOfKept, type KeptPayment } from './keep-back.ts';

/** Earlier payments as they leave again, with this run: their own lines, to their payee as it is on record now. */
export async function paymentsAgain(
  resends: readonly Resend[],
  about: { payRunId: string; payOn: CalendarDate; payeeOf: (payeeId: string) => Payee },
  deps: Pick<RunDeps, 'runs' | 'evidence'>,
): Promise<Payment[]> {
  const again: Payment[] = [];
  const { payRunId, payOn, payeeOf } = about;
  for (const [madeBy, own] of Map.groupBy(resends, (resend) => resend.payRunId)) {
    const made = await paymentsMadeBy(madeBy, deps);
    for (const { paymentId, payeeId } of own) {
      const payment = made.get(paymentId);
      invariant(payment !== undefined, 'a payment that is sent again was made once');
      again.push({ ...payment, payRunId, payee: payeeOf(payeeId), payOn });
    }
  }
  return again;
}

type Resending = {
  resends: readonly Resend[];
  sendable: readonly Payment[];
  kept: readonly KeptPayment[];
  on: CalendarDate;
  by: string;
  reason: string | null;
};

/** Records that payments left again, each in one transaction with its entry, or that they had to be kept once more. */
export async function resend({ resends, sendable, kept, ...about }: Resending, deps: RunDeps): Promise<void> {
  const attempts = new Map(resends.map(({ paymentId, attempt }) => [paymentId, attempt]));
  const attemptOf = ({ paymentId }: Payment): number => attempts.get(paymentId) ?? 1;
  for (const payment of sendable)
    await moveOn(payment, { attempt: attemptOf(payment), hold: null, ...about }, deps);
  for (const each of kept) {
    const attempt = attemptOf(each.payment);
    const { hold, reason } = holdOf(each, { ...about, attempt });
    // What a hold keeps stays as it is, and the next run takes it up; what no file can carry is tried no more unseen.
    if (hold !== null) await moveOn(each.payment, { attempt, hold, ...about, reason }, deps);
    await tellOfKept(each, hold, deps);
  }
}

type Moving = Pick<Resending, 'on' | 'by' | 'reason'> & { attempt: number; hold: Hold | null };

/** A payment that is at this attempt already was moved on by a try that died. */
async function moveOn(
  payment: Payment,
  { attempt, hold, on, by, reason }: Moving,
  { records, payments, clock }: RunDeps,
): Promise<void> {
  const { paymentId, payOn } = payment;
  const seen = (await records.currentFacts('payment', [paymentId])).get(paymentId);
  invariant(seen !== undefined, 'a payment that is sent again is on record');
  if (seen.body.attempt >= attempt) return;
  const gone = hold === null;
  const moved = await payments.movePayment({
    seen,
    body: {
      ...seen.body,
      attempt,
      status: gone ? 'sent' : 'returned',
      ...(gone ? { sentOn: on, payOn, returnedOn: null } : {}),
      ...{ route: payment.payee.route, method: payment.payee.method },
    },
    recording: { recordedAt: clock(), recordedBy: by, source: { kind: 'hand' }, reason },
    entry: gone ? sentEntry({ payment, on, attempt }) : null,
    hold,
  });
  if (moved.outcome === 'changed-meanwhile') throw new Error('a payment moved while it was sent again');
}
