import type { Entry } from '../../../domain/ledger/journal-entry.ts';
import {
  decideRecovery,
  type RecoveryAct,
  type RecoveryDecision,
} from '../../../domain/pay/run/decide-recovery.ts';
import { mayRunsReduce, type Recovery } from '../../../domain/pay/run/recovery.ts';
import type { Viewer } from '../../platform/identity.ts';
import { Conflict, Forbidden, NotFound } from '../../platform/problem-responses.ts';
import { recordedByHand } from '../../platform/recorded-by-hand.ts';
import { aboutRecovery, isHidden } from '../../platform/pay/without-hidden.ts';
import type { StoredFact } from '../../store/items.ts';
import type { OpenRuns } from '../../store/open-runs.ts';
import type { RecoveryMove } from '../../store/recovery-store.ts';
import type { RecoveryDeps } from './recovery-deps.ts';
import { mayDecide } from './surplus-recoveries.ts';

export type Asking = { viewer: Viewer; id: string; reason: string };

/** What an act asks for and brings with it. */
type RecoveryStep = {
  decideAs: Parameters<typeof mayDecide>[2];
  actOn: (seen: StoredFact<'recovery'>) => RecoveryAct;
  /** What has to be so, or to be done, before it is recorded. */
  before?: (recovery: Recovery) => Promise<void>;
  entryOf?: (recovery: Recovery) => Entry | null;
  /** It changes how much a run may take: none that is approved, or being approved, takes some of it at the same time. */
  isOfAmounts?: boolean;
};

/** Does something about a recovery. What the recovery refuses is said; whoever was quicker goes before. */
export async function actOnRecovery(
  { viewer, id, reason }: Asking,
  { decideAs, actOn, before, entryOf, isOfAmounts = false }: RecoveryStep,
  deps: RecoveryDeps,
): Promise<Recovery> {
  const seen = await recoverySeen({ viewer, id }, deps);
  mayDecide(viewer, seen.body, decideAs);
  const decision = decideRecovery(seen.body, actOn(seen), viewer.userId);
  if (decision.outcome === 'refused') throw refusedBy(decision, seen);
  const open = isOfAmounts ? await openWhileNoneTakesIt(seen.body, deps) : undefined;
  await before?.(decision.recovery);
  const recording = recordedByHand(viewer, reason, deps.clock);
  const entry = entryOf?.(decision.recovery) ?? null;
  return keepRecovery({ seen, body: decision.recovery, recording, entry, open }, deps);
}

/** A recovery, unless it is about somebody whose records are closed to the viewer. */
export async function recoverySeen(
  { viewer, id }: Pick<Asking, 'viewer' | 'id'>,
  deps: RecoveryDeps,
): Promise<StoredFact<'recovery'>> {
  const seen = (await deps.facts.currentFacts('recovery', [id])).get(id);
  if (seen === undefined || (await isHidden(viewer, aboutRecovery(seen.body), deps)))
    throw new NotFound(`There is no recovery ${id}.`);
  return seen;
}

export function refusedBy(
  { rule, message }: Extract<RecoveryDecision, { outcome: 'refused' }>,
  { body: { recoveryId, state } }: StoredFact<'recovery'>,
): Conflict | Forbidden {
  const circumstances = { errors: [{ field: null, rule, message }], ids: { recoveryId, state } };
  const isOfWho = rule === 'maker-is-checker' || rule === 'over-limit';
  return isOfWho ? new Forbidden(message, circumstances) : new Conflict(message, circumstances);
}

/**
 * The open runs of a recovery’s kind, none of which is approved: what an approved run is about to take off is neither given up,
 * put off nor paid back at the same time. They are read before their states, and are a condition of the write. None where no run
 * reaches the recovery, as where an audit asks back by an invoice.
 */
export async function openWhileNoneTakesIt(
  recovery: Recovery,
  { runs }: Pick<RecoveryDeps, 'runs'>,
): Promise<OpenRuns | undefined> {
  const { recoveryId, runKind } = recovery;
  if (!mayRunsReduce(recovery)) return undefined;
  const open = await runs.openRuns(runKind);
  for (const { payRunId } of open.runs) {
    const run = await runs.readRun(payRunId);
    if (run?.body.state !== 'approved') continue;
    const message = `Run ${payRunId} is approved and may take some of it off. Issue or cancel it first.`;
    const errors = [{ field: null, rule: 'run-approved', message }];
    throw new Conflict(message, { errors, ids: { recoveryId, payRunId } });
  }
  return open;
}

export async function keepRecovery(move: RecoveryMove, { recoveries }: RecoveryDeps): Promise<Recovery> {
  if (await recoveries.moveRecovery(move)) return move.body;
  throw new Conflict(
    'Somebody else acted on this recovery or its runs at the same moment. Look at it again.',
    {
      ids: { recoveryId: move.body.recoveryId },
    },
  );
}
