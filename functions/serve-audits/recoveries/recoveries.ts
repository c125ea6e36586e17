import { tooLate } from '../../../domain/records/too-late.ts';
import { repaidEntry } from '../../../domain/ledger/entries-of-payments.ts';
import type { Entry } from '../../../domain/ledger/journal-entry.ts';
import {
  decideRecovery,
  type RecoveryAct,
  type RecoveryDecision,
} from '../../../domain/pay/run/decide-recovery.ts';
import type { Recovery } from '../../../domain/pay/run/recovery.ts';
import type { recoveryRoutes } from '../../../events/api/recoveries.ts';
import type { Viewer } from '../../platform/identity.ts';
import { Conflict, Forbidden, NotFound } from '../../platform/problem-responses.ts';
import { refuseErrors } from '../../platform/refuse-errors.ts';
import { recordedByHand } from '../../platform/recorded-by-hand.ts';
import type { Asked } from '../../platform/route-area.ts';
import type { StoredFact } from '../../store/items.ts';
import type { RecoveryMove } from '../../store/recovery-store.ts';
import { limitOf } from '../../platform/pay/approval-limit.ts';
import type { RecoveryDeps } from './recovery-deps.ts';
import { approvalEntry, giveNotice, mayDecide, recoverableCase } from './surplus-recoveries.ts';
import { aboutRecovery, isHidden, withoutHidden } from '../../platform/pay/without-hidden.ts';

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

type Asking = { viewer: Viewer; id: string; reason: string };

export async function approveRecovery(asking: Asking, deps: RecoveryDeps): Promise<Recovery> {
  const limitPence = await limitOf(asking.viewer, deps);
  const versions = await deps.facts.versionsOf('recovery', asking.id);
  const made = versions.at(-1);
  const isBooked = versions.some(({ body }) => body.state === 'approved');
  return act(
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
        await recoverableCase(recovery, deps);
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
  return act(
    asking,
    {
      decideAs: 'carryOut',
      actOn: () => ({ act: 'notify', offsetAgreed }),
      // The notice goes out once; whoever dies behind it asks again, and it is recorded.
      async before(recovery) {
        const kept = await recoverableCase(recovery, deps);
        if (kept !== null) await giveNotice(recovery, kept, deps);
      },
    },
    deps,
  );
}

export async function disputeRecovery(asking: Asking, deps: RecoveryDeps): Promise<Recovery> {
  return act(asking, { decideAs: 'carryOut', actOn: () => ({ act: 'dispute' }) }, deps);
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
  return keep(
    {
      ...{ seen, body: decision.recovery },
      recording: recordedByHand(viewer, reason, deps.clock),
      entry: repaidEntry({ recoveryId: id, payeeId, amountPence, on: receivedOn, reference }),
    },
    deps,
  );
}

/** What an act asks for and brings with it. */
type RecoveryStep = {
  decideAs: Parameters<typeof mayDecide>[2];
  actOn: (seen: StoredFact<'recovery'>) => RecoveryAct;
  /** What has to be so, or to be done, before it is recorded. */
  before?: (recovery: Recovery) => Promise<void>;
  entryOf?: (recovery: Recovery) => Entry | null;
};

async function act(
  { viewer, id, reason }: Asking,
  { decideAs, actOn, before, entryOf }: RecoveryStep,
  deps: RecoveryDeps,
): Promise<Recovery> {
  const seen = await recoverySeen({ viewer, id }, deps);
  mayDecide(viewer, seen.body, decideAs);
  const decision = decideRecovery(seen.body, actOn(seen), viewer.userId);
  if (decision.outcome === 'refused') throw refusedBy(decision, seen);
  await before?.(decision.recovery);
  const recording = recordedByHand(viewer, reason, deps.clock);
  const entry = entryOf?.(decision.recovery) ?? null;
  return keep({ seen, body: decision.recovery, recording, entry }, deps);
}

/** A recovery, unless it is about somebody whose records are closed to the viewer. */
async function recoverySeen(
  { viewer, id }: Pick<Asking, 'viewer' | 'id'>,
  deps: RecoveryDeps,
): Promise<StoredFact<'recovery'>> {
  const seen = (await deps.facts.currentFacts('recovery', [id])).get(id);
  if (seen === undefined || (await isHidden(viewer, aboutRecovery(seen.body), deps)))
    throw new NotFound(`There is no recovery ${id}.`);
  return seen;
}

function refusedBy(
  { rule, message }: Extract<RecoveryDecision, { outcome: 'refused' }>,
  { body: { recoveryId, state } }: StoredFact<'recovery'>,
): Conflict | Forbidden {
  const circumstances = { errors: [{ field: null, rule, message }], ids: { recoveryId, state } };
  const isOfWho = rule === 'maker-is-checker' || rule === 'over-limit';
  return isOfWho ? new Forbidden(message, circumstances) : new Conflict(message, circumstances);
}

async function keep(move: RecoveryMove, { recoveries }: RecoveryDeps): Promise<Recovery> {
  if (await recoveries.moveRecovery(move)) return move.body;
  throw new Conflict('Somebody else acted on this recovery at the same moment. Look at it again.', {
    ids: { recoveryId: move.body.recoveryId },
  });
}
