import { formatDate } from '../../domain/calendar.ts';
import { invariant } from '../../domain/outcome.ts';
import { readKey } from '../../domain/pay/component.ts';
import type { TakenOff } from '../../domain/pay/run/brought-forward.ts';
import type { PayRun } from '../../domain/pay/run/pay-run.ts';
import type { PaymentRecord } from '../../domain/pay/run/payment-record.ts';
import type { TakenOffLine } from '../../domain/pay/run/payee-desk.ts';
import { makeGood, type Recovery } from '../../domain/pay/run/recovery.ts';
import type { cancelledOf } from '../../domain/pay/run/totals.ts';
import { recoveriesOf } from '../platform/pay/brought-forward.ts';
import type { RunDeps } from './deps.ts';

/** What payments are reduced by, as the payee reads it. */
export async function takenOffLines(
  takenOff: readonly TakenOff[],
  { records }: Pick<RunDeps, 'records'>,
): Promise<TakenOffLine[]> {
  const idsOf = (kind: TakenOff['kind']) => takenOff.filter((each) => each.kind === kind).map(({ id }) => id);
  const [outside, recoveries] = await Promise.all([
    records.currentFacts('payment', idsOf('outside-payment')),
    records.currentFacts('recovery', idsOf('recovery')),
  ]);
  return takenOff.map((each) => {
    const payment = outside.get(each.id)?.body;
    const recovery = recoveries.get(each.id)?.body;
    if (payment !== undefined)
      return { ...each, packageId: payment.paymentId, coding: null, what: paidBefore(payment) };
    invariant(recovery !== undefined, 'what is taken off is on record');
    return { ...each, ...describe(recovery) };
  });
}

function paidBefore({ payOn, reference }: PaymentRecord): string {
  return `Already paid on ${formatDate(payOn)}${reference === null ? '' : `, ${reference}`}`;
}

function describe({ key, packageId }: Recovery): Pick<TakenOffLine, 'packageId' | 'coding' | 'what'> {
  return {
    packageId,
    coding: readKey(key).coding,
    what: `Overpayment taken back, ${packageId}`,
  };
}

type Taken = {
  run: PayRun;
  /** What its lines cancel of earlier overpayments. */
  cancelled: ReturnType<typeof cancelledOf>;
  takenOff: readonly TakenOff[];
  by: string;
  reason: string | null;
};

/** Keeps what an issued run took off, with the payments and recoveries it was for; keeping it again changes nothing. */
export async function recordTakenOff(
  { run: { payRunId }, cancelled, takenOff, by, reason }: Taken,
  deps: RunDeps,
): Promise<void> {
  const recording = { recordedAt: deps.clock(), recordedBy: by, source: { kind: 'hand' as const }, reason };
  const ofPayment = takenOff.filter(({ kind }) => kind === 'outside-payment');
  const payments = await deps.records.currentFacts(
    'payment',
    ofPayment.map(({ id }) => id),
  );
  const taken = ofPayment.flatMap(({ id, amountPence }) => {
    const seen = payments.get(id);
    if (seen === undefined || seen.body.takenOff.some((each) => each.payRunId === payRunId)) return [];
    const body = { ...seen.body, takenOff: [...seen.body.takenOff, { payRunId, amountPence }] };
    return [{ subject: { kind: 'payment' as const, id }, body, handFields: [], recording, seen }];
  });
  await recordAll(taken, deps);

  const ofRecovery = takenOff.filter(({ kind }) => kind === 'recovery');
  const known = await recoveriesOf(
    [...cancelled.map(({ key }) => readKey(key).payeeId), ...ofRecovery.map(({ payeeId }) => payeeId)],
    deps,
  );
  const seenOf = new Map(known.map((fact) => [fact.body.recoveryId, fact]));
  const bodies = makeGood(
    known.map(({ body }) => body),
    { payRunId, cancelled, takenOff: ofRecovery },
  );
  await recordAll(
    bodies.map((body) => ({
      subject: { kind: 'recovery' as const, id: body.recoveryId },
      body,
      handFields: [],
      recording,
      seen: seenOf.get(body.recoveryId) ?? null,
    })),
    deps,
  );
}

/** A record that somebody changed at the same moment fails the whole step: the next try reads it anew. */
async function recordAll(
  writes: Parameters<RunDeps['records']['recordVersions']>[0],
  { records }: Pick<RunDeps, 'records'>,
): Promise<void> {
  const outcomes = await records.recordVersions(writes);
  if (outcomes.some(({ outcome }) => outcome !== 'recorded'))
    throw new Error('what a run takes off was changed while it was recorded');
}
