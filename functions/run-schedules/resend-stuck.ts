import { payRunKindSchema, type PayRun } from '../../domain/pay/run/pay-run.ts';
import { stepsLeft } from '../platform/steps-left.ts';
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
  } else if (run.state === 'computing') {
    const work = { id: payRunId, attempt, isCut: run.computedFrom !== null };
    const { steps } = await stepsLeft(work, deps);
    for (const step of steps) await deps.send({ ...step, payRunId, attempt });
  }
}
