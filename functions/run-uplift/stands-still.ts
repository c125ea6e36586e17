import type { WorkAt } from '../platform/uplifts/evidence.ts';
import type { UpliftDeps } from './deps.ts';
import { tellOfUplift } from './tell-of-uplift.ts';
import { keepWorked, workingOn, type Working } from './working-on.ts';

/** So often the queue gives a message to a worker. */
export const MOST_TRIES = 3;

/** Does a step that is one message alone; where it failed as often as it is tried, somebody is told. */
export async function tried(
  at: WorkAt,
  { done, step }: { done: 'begun' | 'concluded'; step: () => Promise<void> },
  deps: UpliftDeps,
): Promise<void> {
  try {
    await step();
  } catch (error) {
    // What failed is the step, not that nothing could be noted of it.
    await noteFailure(at, done, deps).catch(() => undefined);
    throw error;
  }
}

async function noteFailure(at: WorkAt, done: 'begun' | 'concluded', deps: UpliftDeps): Promise<void> {
  const working = await workingOn(at, deps);
  if (working === null) return;
  const failures = (working.work.failures ?? 0) + 1;
  const noted = { ...working, kept: { ...working.kept, work: { ...working.work, failures } } };
  if (failures < MOST_TRIES) await keepWorked(noted, noted.kept, deps);
  else await standStill(noted, `Its ${working.work.phase} could not be ${done}`, deps);
}

/** Says of a part that could not be done that the work stands still for it. */
export async function partFailed(working: Working, shard: number, deps: UpliftDeps): Promise<void> {
  const { phase, shards } = working.work;
  await standStill(working, `Part ${shard} of ${shards ?? 0} of its ${phase} could not be done`, deps);
}

/** What was done of the work stays, and is not done twice. */
async function standStill(working: Working, what: string, deps: UpliftDeps): Promise<void> {
  const problem = `${what} in ${MOST_TRIES} tries. The failed messages say more.`;
  await tellOfUplift(working.at.upliftId, { what: 'failed', sentence: `It stands still. ${problem}` }, deps);
  await keepWorked(working, { ...working.kept, problem }, deps);
}
