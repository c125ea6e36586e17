import { canonicalJson } from '../../domain/facts/canonical-json.ts';
import { addAttention, compareRuns, totalsOfRun } from '../../domain/pay/run/totals.ts';
import type { PayRun } from '../../domain/pay/run/pay-run.ts';
import { hashText } from '../store/hash-text.ts';
import type { StoredFact } from '../store/items.ts';
import { isComputing } from './compute-shard.ts';
import type { RunDeps } from './deps.ts';
import { broughtForwardTo, dueOf } from '../platform/pay/brought-forward.ts';
import type { ShardSummary } from '../platform/pay/evidence.ts';

/** How far back a run of the same kind is looked for, to compare with. */
const RUNS_LOOKED_THROUGH = 50;

/** Adds up the parts of a run, holds it against the run before, and lays it before the reviewer. */
export async function concludeRun(
  { payRunId, attempt }: { payRunId: string; attempt: number },
  deps: RunDeps,
): Promise<void> {
  const seen = await deps.runs.readRun(payRunId);
  if (seen?.body.attempt !== attempt || !isComputing(seen.body)) return;
  if ((await deps.shards.shardsDone(payRunId, attempt)) !== seen.body.shards) return;
  const parts = await deps.evidence.everySummary(seen.body);
  const forward = await broughtForwardTo(seen.body, parts, deps);
  await deps.evidence.writeBroughtForward(seen.body, forward);
  const totals = totalsOfRun(
    parts.map((part) => part.totals),
    { due: dueOf(parts), forward },
  );
  const body: PayRun = {
    ...seen.body,
    state: seen.body.state === 'preview' ? 'preview' : 'ready',
    totals,
    linesHash: hashText(canonicalJson([...parts.map(({ linesHash }) => linesHash), forward])),
    attention: addAttention(parts.map(({ attention }) => attention)),
    comparison: await compared(seen.body, parts, deps),
  };
  const recording = {
    recordedAt: deps.clock(),
    recordedBy: 'careledger',
    source: { kind: 'hand' as const },
    reason: seen.body.note,
  };
  await deps.runs.moveRun(seen, body, recording);
}

async function compared(
  run: PayRun,
  parts: readonly ShardSummary[],
  deps: RunDeps,
): Promise<PayRun['comparison']> {
  const before = await runBefore(run, deps);
  const earlier = before === null ? [] : await deps.evidence.everySummary(before.body);
  return compareRuns(
    parts.flatMap(({ sums }) => sums),
    earlier.flatMap(({ sums }) => sums),
  );
}

/** The last run of the same kind and scope that was issued. */
async function runBefore(run: PayRun, { runs }: RunDeps): Promise<StoredFact<'pay-run'> | null> {
  const { items } = await runs.listRuns({ limit: RUNS_LOOKED_THROUGH });
  const scope = canonicalJson(run.scope);
  return (
    items.find(
      ({ body }) =>
        body.payRunId !== run.payRunId &&
        body.kind === run.kind &&
        canonicalJson(body.scope) === scope &&
        (body.state === 'issued' || body.state === 'acknowledged' || body.state === 'settled'),
    ) ?? null
  );
}
