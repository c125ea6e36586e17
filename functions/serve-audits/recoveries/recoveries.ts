import { tooLate } from '../../../domain/records/too-late.ts';
import { repaidEntry } from '../../../domain/ledger/entries-of-payments.ts';
import { decideRecovery } from '../../../domain/pay/run/decide-recovery.ts';
import type { Recovery } from '../../../domain/pay/run/recovery.ts';
import type { recoveryRoutes } from '../../../events/api/recoveries.ts';
import { refuseErrors } from '../../platform/refuse-errors.ts';
import { recordedByHand } from '../../platform/recorded-by-hand.ts';
import type { Asked } from '../../platform/route-area.ts';
import { limitOf } from '../../platform/pay/approval-limit.ts';
import {
  actOnRecovery,
  keepRecovery,
  openWhileNoneTakesIt,
  recoverySeen,
  refusedBy,
  type Asking,
} from './act-on-recovery.ts';
import type { RecoveryDeps } from './recovery-deps.ts';
import { approvalEntry, giveNotice, mayDecide, recoverableCase } from './surplus-recoveries.ts';
import { aboutRecovery, withoutHidden } from '../../platform/pay/without-hidden.ts';

export async function listRecoveries(
  { viewer, query }: Asked<typeof recoveryRoutes.listRecoveries>,
  deps: RecoveryDeps,
) {
  const ids = await deps.lists.everyId('recovery');
  const facts = await deps.facts.currentFacts('recovery', ids);
  const asked = ids
    .flatMap((id) => facts.get(id)?.body ?? [])
    .filter(({ state }) => (query.state ?? state) === state);
  const shown = await withoutHidden(viewer, asked, aboutRecovery, deps);
  const start = Number(query.cursor ?? '0');
  const end = start + query.limit;
  return { items: shown.slice(start, end), nextCursor: end < shown.length ? String(end) : null };
}

export async function approveRecovery(asking: Asking, deps: RecoveryDeps): Promise<Recovery> {
  const limitPence = await limitOf(asking.viewer, deps);
  const versions = await deps.facts.versionsOf('recovery', asking.id);
  const made = versions.at(-1);
  const isBooked = versions.some(({ body }) => body.state === 'approved');
  return actOnRecovery(
    asking,
    {
      decideAs: 'approve',
      actOn: ({ recordedBy: lastChangedBy }) => ({
        act: 'approve',
        limitPence,
        madeBy: made?.recordedBy ?? lastChangedBy,
        lastChangedBy,
      }),
      async before(recovery) {
        await recoverableCase(recovery, 'decided', deps);
      },
      entryOf: (recovery) => (isBooked ? null : approvalEntry(recovery, deps.today())),
    },
    deps,
  );
}

export async function notifyRecovery(
  { offsetAgreed, ...asking }: Asking & { offsetAgreed: boolean },
  deps: RecoveryDeps,
): Promise<Recovery> {
  return actOnRecovery(
    asking,
    {
      decideAs: 'carryOut',
      actOn: () => ({ act: 'notify', offsetAgreed }),
      // The notice goes out once; whoever dies behind it asks again, and it is recorded.
      async before(recovery) {
        const asking = recovery.instalments === null ? 'at-once' : 'decided';
        const kept = await recoverableCase(recovery, asking, deps);
        if (kept !== null) await giveNotice(recovery, kept, deps);
      },
    },
    deps,
  );
}

export async function disputeRecovery(asking: Asking, deps: RecoveryDeps): Promise<Recovery> {
  return actOnRecovery(asking, { decideAs: 'carryOut', actOn: () => ({ act: 'dispute' }) }, deps);
}

/** Keeps what a payee paid back, in the ledger with it; the same reference twice is one payment. */
export async function recordRepayment(
  { viewer, id, body }: Asked<typeof recoveryRoutes.recordRepayment>,
  deps: RecoveryDeps,
): Promise<Recovery> {
  const { amountPence, receivedOn, reference, reason } = body;
  const seen = await recoverySeen({ viewer, id }, deps);
  const recovery = seen.body;
  mayDecide(viewer, recovery, 'carryOut');
  if (recovery.repaid.some((each) => each.reference === reference)) return recovery;
  refuseErrors(tooLate('receivedOn', receivedOn, deps.today()));
  const repayment = { reference, amountPence, receivedOn };
  const decision = decideRecovery(recovery, { act: 'repay', repayment }, viewer.userId);
  if (decision.outcome === 'refused') throw refusedBy(decision, seen);
  const { payeeId } = recovery;
  const open = await openWhileNoneTakesIt(recovery, deps);
  return keepRecovery(
    {
      ...{ seen, body: decision.recovery, open },
      recording: recordedByHand(viewer, reason, deps.clock),
      entry: repaidEntry({ recoveryId: id, payeeId, amountPence, on: receivedOn, reference }),
    },
    deps,
  );
}
