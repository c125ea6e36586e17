import { invariant } from '../../domain/outcome.ts';
import type { UpliftDeps } from './deps.ts';
import { startShards } from './start-shards.ts';
import { keepWorked, type Working } from './working-on.ts';

/**
 * Begins work on the parts that were previewed, after what comes before the first of them. A try after a death does
 * that again, as if it had not been done.
 */
export async function samePartsAgain(
  working: Working,
  first: () => Promise<void>,
  deps: UpliftDeps,
): Promise<void> {
  const { at, kept, work } = working;
  invariant(kept.previewed !== null, 'rates are written that were previewed');
  const { shards } = kept.previewed;
  if (work.shards === null) {
    await first();
    const cuts = Array.from({ length: shards }, () => ({ subjects: [], rareFacts: [] }));
    await deps.shards.putShards(at.upliftId, at.attempt, cuts);
    if (
      !(await keepWorked(working, { ...kept, problem: null, work: { ...work, shards, failures: 0 } }, deps))
    )
      return;
  }
  await startShards(at, shards, deps);
}
