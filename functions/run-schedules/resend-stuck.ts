import { payRunKindSchema, type PayRun } from '../../domain/pay/run/pay-run.ts';
import type { ScheduleDeps } from './deps.ts';

/**
 * Asks again for whatever an open run still waits for, and for what was decided of returns and is not in what is paid;
 * what is done or under way is asked for in vain.
 */
export async function resendStuck(deps: ScheduleDeps): Promise<void> {
  for (const decidedUploadId of await deps.returns.dueUploads()) await deps.tellReturns({ decidedUploadId });
  for (const kind of payRunKindSchema.options) {
    for (const payRunId of await deps.runs.openRunIds(kind)) {
      const run = await deps.runs.readRun(payRunId);
      if (run !== null) await resend(run.body, deps);
    }
  }
}

async function resend(run: PayRun, deps: ScheduleDeps): Promise<void> {
  const { payRunId, attempt } = run;
  if (run.state === 'approved' && run.issueBy !== null) {
    await deps.send({ act: 'issue', payRunId, attempt });
  } else if (run.state === 'computing' && run.computedFrom === null) {
    await deps.send({ act: 'plan', payRunId, attempt });
  } else if (run.state === 'computing') {
    await resendShards(run, deps);
  }
}

async function resendShards({ payRunId, attempt }: PayRun, deps: ScheduleDeps): Promise<void> {
  const now = deps.clock();
  const left = (await deps.shards.shardsOf(payRunId, attempt)).filter(({ state }) => state !== 'done');
  if (left.length === 0) await deps.send({ act: 'conclude', payRunId, attempt });
  for (const { shard, state, claimedUntil } of left) {
    const isHeld = state === 'claimed' && claimedUntil !== null && claimedUntil >= now;
    if (!isHeld) await deps.send({ act: 'shard', payRunId, attempt, shard });
  }
}
