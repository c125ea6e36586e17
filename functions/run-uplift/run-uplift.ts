import type { UpliftPhase } from '../../domain/uplift/kept-uplift.ts';
import { addSeconds } from '../platform/clock.ts';
import { upliftMessageSchema, type UpliftMessage } from '../platform/uplifts/messages.ts';
import type { Shard } from '../store/shard-store.ts';
import { applyShard, planApply } from './apply-rates.ts';
import { concludeApply } from './conclude-apply.ts';
import { concludeUpliftPreview } from './conclude-preview.ts';
import type { UpliftDeps } from './deps.ts';
import { planPreview } from './plan-preview.ts';
import { previewShard } from './preview-shard.ts';
import { MOST_TRIES, partFailed, tried } from './stands-still.ts';
import { concludeUndo, planUndo, undoShard } from './undo-rates.ts';
import { concludeVerify, planVerify, verifyShard } from './verify-rates.ts';
import { workingOn, type Working } from './working-on.ts';

type Phase = {
  plan: (working: Working, deps: UpliftDeps) => Promise<void>;
  shard: (working: Working, shard: Shard, deps: UpliftDeps) => Promise<void>;
  conclude: (working: Working, deps: UpliftDeps) => Promise<void>;
};

/** What is done of an uplift, each in three steps: it is cut into parts, the parts are worked off, and they are added up. */
const phases: Record<UpliftPhase, Phase> = {
  preview: { plan: planPreview, shard: previewShard, conclude: concludeUpliftPreview },
  apply: { plan: planApply, shard: applyShard, conclude: concludeApply },
  verify: { plan: planVerify, shard: verifyShard, conclude: concludeVerify },
  undo: { plan: planUndo, shard: undoShard, conclude: concludeUndo },
};

/**
 * Does the next step of the work on an uplift. Every step may come twice, late or out of order, and may die half way; its
 * message then comes again by the same id.
 */
export async function runUplift(message: unknown, messageId: string, deps: UpliftDeps): Promise<void> {
  const asked = upliftMessageSchema.parse(message);
  const working = await workingOn(asked, deps);
  if (working === null) return beginNext(asked, deps);
  const phase = phases[working.work.phase];
  switch (asked.act) {
    case 'plan':
      return tried(working.at, { done: 'begun', step: () => phase.plan(working, deps) }, deps);
    case 'shard':
      return doShard(working, { shard: asked.shard, by: messageId }, phase, deps);
    case 'conclude':
      return tried(working.at, { done: 'concluded', step: () => conclude(working, phase, deps) }, deps);
  }
}

/** Who ended one piece of work may have died before it had the next one begun. */
async function beginNext({ upliftId, attempt }: UpliftMessage, deps: UpliftDeps): Promise<void> {
  const next = await workingOn({ upliftId, attempt: attempt + 1 }, deps);
  if (next?.work.shards === null) await deps.send({ act: 'plan', ...next.at });
}

/** A worker that died holds a part no longer than this. */
const CLAIM_SECONDS = 300;
async function doShard(
  working: Working,
  { shard, by }: { shard: number; by: string },
  phase: Phase,
  deps: UpliftDeps,
): Promise<void> {
  const { at, work } = working;
  const id = at.upliftId;
  const now = deps.clock();
  const until = addSeconds(now, CLAIM_SECONDS);
  const claimed = await deps.shards.claimShard({ id, attempt: at.attempt, shard, by, now, until });
  if (claimed !== null) {
    // Workers that died said nothing of it; of a part that somebody has tried again it is too soon to say so.
    if (claimed.claims === MOST_TRIES + 1 && work.isRetried !== true) await partFailed(working, shard, deps);
    await phase.shard(working, claimed, deps).catch(async (error: unknown) => {
      if (claimed.claims >= MOST_TRIES) await partFailed(working, shard, deps).catch(() => undefined);
      throw error;
    });
    await deps.shards.completeShard({ id, attempt: at.attempt, shard });
  }
  const done = await deps.shards.shardsDone(id, at.attempt);
  if (done === work.shards) await deps.send({ act: 'conclude', ...at });
}

async function conclude(working: Working, phase: Phase, deps: UpliftDeps): Promise<void> {
  const { at, work } = working;
  if (work.shards === null || (await deps.shards.shardsDone(at.upliftId, at.attempt)) !== work.shards) return;
  await phase.conclude(working, deps);
}
