import { canonicalJson } from '../../domain/facts/canonical-json.ts';
import { invariant } from '../../domain/outcome.ts';
import type { PayRun } from '../../domain/pay/run/pay-run.ts';
import { plusTakenOff, storePosition } from '../../domain/pay/run/position.ts';
import {
  cancelledOf,
  countAttention,
  dueByPayee,
  sumsByProvider,
  totalsOf,
} from '../../domain/pay/run/totals.ts';
import { addSeconds } from '../platform/clock.ts';
import { runSettingNames } from '../platform/pay/council-rules.ts';
import type { EvidenceRow } from '../platform/pay/evidence.ts';
import { positionsThatCount, standingNow, takenOffOf } from '../platform/pay/standing.ts';
import { reckon, rulesOf, type Reckoned, type RunTerms } from '../platform/pay/reckon.ts';
import { hashText } from '../store/hash-text.ts';
import type { StoredFact } from '../store/items.ts';
import type { PositionWrite } from '../store/position-store.ts';
import type { Shard } from '../store/shard-store.ts';
import { sparingly } from './rare-facts.ts';
import type { RunDeps } from './deps.ts';

/** A worker that died holds a part no longer than this. */
const CLAIM_SECONDS = 300;
/** A part that so many workers took in vain cannot be done: the run has failed, and stands in nobody’s way any more. */
const MOST_CLAIMS = 5;

type ShardAt = { payRunId: string; attempt: number; shard: number; messageId: string };

/**
 * Works off one part of a run: claim it, read what it needs, reckon, write, complete it. Doing it again after a death
 * anywhere writes the same; the worker that completes the last part has the run concluded.
 */
export async function computeShard(asked: ShardAt, deps: RunDeps): Promise<void> {
  const { payRunId, attempt, shard, messageId: by } = asked;
  const run = await deps.runs.readRun(payRunId);
  if (run?.body.attempt !== attempt || !isComputing(run.body)) return;
  const now = deps.clock();
  const until = addSeconds(now, CLAIM_SECONDS);
  const claimed = await deps.shards.claimShard({ id: payRunId, attempt, shard, by, now, until });
  if (claimed !== null && claimed.claims > MOST_CLAIMS) return failRun(run, claimed, deps);
  if (claimed !== null) {
    await work(run.body, claimed, deps);
    await deps.shards.completeShard({ id: payRunId, attempt, shard });
  }
  const done = await deps.shards.shardsDone(payRunId, attempt);
  if (done === run.body.shards) await deps.send({ act: 'conclude', payRunId, attempt });
}

/** A part of a run that cannot be done: whoever runs pay is told, and may begin the run anew. */
async function failRun(seen: StoredFact<'pay-run'>, { shard }: Shard, deps: RunDeps): Promise<void> {
  const { payRunId, shards } = seen.body;
  const note = `Part ${shard} of ${shards} could not be computed in ${MOST_CLAIMS} tries. Nothing was paid. Begin the run again; if it fails again, the failed messages say more.`;
  const openedAt = deps.clock();
  const recording = { recordedAt: openedAt, recordedBy: 'careledger', source: { kind: 'hand' as const } };
  await deps.work.open({
    workId: `pay-run-failed:${payRunId}`,
    area: 'payments',
    title: `Run ${payRunId} failed. ${note}`,
    link: `/pay-runs/${payRunId}`,
    risk: 'high',
    openedAt,
    dueOn: null,
  });
  await deps.runs.moveRun(seen, { ...seen.body, state: 'failed', note }, { ...recording, reason: note });
}

/** A preview is worked off in its own state. */
export function isComputing({ state, linesHash }: PayRun): boolean {
  return state === 'computing' || (state === 'preview' && linesHash === null);
}

async function work(run: PayRun, { shard, subjects, rareFacts }: Shard, deps: RunDeps): Promise<void> {
  const [settings, holds, seen] = await Promise.all([
    deps.settings(runSettingNames),
    deps.holds(),
    deps.positions.positionsOf(subjects),
  ]);
  const terms: RunTerms = { settings, holds };
  const positionOf = await positionsThatCount(seen, run, deps.runs);
  const takenOff = await takenOffOf(subjects, positionOf, deps.lists);
  const reckoned = await reckon(run, subjects, {
    facts: sparingly(deps.facts, rareFacts),
    terms,
    positionOf: standingNow(positionOf, takenOff),
  });
  const writes = reckoned.flatMap((each) => {
    const before = positionOf(each.subject);
    const after = plusTakenOff(each.pay.after, takenOff(each.subject).byStrand);
    return writeOf(run, each, { before, after, shard, seen: seen.get(each.subject) ?? null });
  });
  // Neither is anything before the part is completed, so that they need not wait for each other; but where one fails,
  // the other must have ended before the part is tried again.
  const ended = await Promise.allSettled([
    run.state === 'preview' ? undefined : deps.positions.writePositions(writes),
    writeEvidence(run, shard, { reckoned, terms }, deps),
  ]);
  for (const each of ended) if (each.status === 'rejected') throw each.reason;
}

function moves({ pay }: Reckoned): boolean {
  return pay.lines.length > 0 || pay.released.length > 0;
}

/** Nothing is written about a package that nothing moves, unless this run wrote about it before. */
function writeOf(
  run: PayRun,
  each: Reckoned,
  positions: Pick<PositionWrite, 'before' | 'after' | 'seen' | 'shard'>,
): PositionWrite[] {
  if (!moves(each) && positions.seen?.payRunId !== run.payRunId) return [];
  const { payRunId, attempt } = run;
  return [{ subject: each.subject, payRunId, attempt, ...positions }];
}

async function writeEvidence(
  run: PayRun,
  shard: number,
  { reckoned, terms }: { reckoned: readonly Reckoned[]; terms: RunTerms },
  { evidence }: RunDeps,
): Promise<void> {
  const packages = reckoned.map(({ pay }) => pay);
  const rows = reckoned.filter((each) => moves(each) || each.pay.gaps.length > 0).map(rowOf);
  const totals = totalsOf(packages);
  const lines = rows.reduce((sum, row) => sum + row.lines.length, 0);
  invariant(totals.lineCount === lines, 'every line is in the evidence');
  await evidence.writeShard(run, shard, rows, {
    totals,
    linesHash: hashOfRows(rows),
    attention: countAttention(packages),
    settings: [...rulesOf(run, terms.settings).versions],
    holds: [...terms.holds],
    sums: sumsByProvider(packages),
    due: dueByPayee(packages),
    cancelled: cancelledOf(packages),
  });
}

function rowOf({ subject, inputs, before, pay: { after: _after, ...found } }: Reckoned): EvidenceRow {
  return { ...found, subject, inputs: [...inputs], before: storePosition(before) };
}

/** What an approver sees and signs: every line, held or not, and what is released. */
function hashOfRows(rows: readonly EvidenceRow[]): string {
  const seen = rows.map(({ subject, lines, released }) => ({
    subject,
    lines: lines.map(({ lineId, amountPence, heldBy }) => ({ lineId, amountPence, heldBy })),
    released: released.map(({ lineId, amountPence }) => ({ lineId, amountPence })),
  }));
  return hashText(canonicalJson(seen));
}
