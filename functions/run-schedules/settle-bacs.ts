import { londonDate } from '../../domain/calendar.ts';
import { isLate, settledByBacs } from '../../domain/pay/settlement/bacs-settled.ts';
import { advanceRun } from '../platform/pay/advance-run.ts';
import { answerOnRecord } from '../platform/pay/answer-payments.ts';
import { checkTotals } from './check-totals.ts';
import type { ScheduleDeps } from './deps.ts';
import { unsettledRuns, type UnsettledRun } from './unsettled-runs.ts';

/**
 * The daily look at what is on its way: credits by Bacs whose day has passed are settled, what the ledger should have
 * answered long ago reaches a person, and what was sent each day is held against what became of it.
 */
export async function settleBacs(deps: ScheduleDeps): Promise<void> {
  for (const unsettled of await unsettledRuns(deps)) {
    await settleRun(unsettled, deps);
    await tellOfLate(unsettled, deps);
    await advanceRun(unsettled.run.payRunId, deps);
  }
  await checkTotals(await unsettledRuns(deps), deps);
}

async function settleRun({ run, payments }: UnsettledRun, deps: ScheduleDeps): Promise<void> {
  // Nobody knows which payments left while a file of the run could not be written.
  const files = await deps.work.readWork(`pay-run-files:${run.payRunId}`);
  if (files?.state === 'open') return;
  const now = deps.clock();
  const recording = {
    recordedAt: now,
    recordedBy: 'careledger',
    source: { kind: 'hand' as const },
    reason: 'Its day has passed and Bacs did not return it',
  };
  for (const payment of payments) {
    const response = settledByBacs(payment, londonDate(now));
    if (response !== null) await answerOnRecord(response, recording, deps);
  }
}

async function tellOfLate({ run, payments }: UnsettledRun, { work, clock }: ScheduleDeps): Promise<void> {
  const late = payments.filter((payment) => isLate(payment, londonDate(clock())));
  const workId = `payments-late:${run.payRunId}`;
  const [first] = late;
  if (first === undefined) {
    await work.finish(workId, 'The ledger has answered.');
    return;
  }
  const which = late.length === 1 ? `Payment ${first.paymentId}` : `${late.length} payments`;
  await work.open({
    workId,
    area: 'payments',
    title: `${which} of run ${run.payRunId} went to the ledger and nothing was heard for five working days. Ask what became of it.`,
    link: `/pay-runs/${run.payRunId}`,
    risk: 'medium',
    openedAt: clock(),
    dueOn: null,
  });
}
