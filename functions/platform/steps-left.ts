import type { ShardStore } from '../store/shard-store.ts';
import type { Clock } from './clock.ts';

/** What is asked of whoever works on something in parts: to cut it into parts, to do one, to add them up. */
type Step = { act: 'plan' } | { act: 'shard'; shard: number } | { act: 'conclude' };

/** What a piece of work in parts still waits for, and how many parts a worker holds that may live: these are not asked for. */
export async function stepsLeft(
  { id, attempt, isCut }: { id: string; attempt: number; isCut: boolean },
  { shards, clock }: { shards: Pick<ShardStore, 'shardsOf'>; clock: Clock },
): Promise<{ steps: Step[]; held: number }> {
  if (!isCut) return { steps: [{ act: 'plan' }], held: 0 };
  const left = (await shards.shardsOf(id, attempt)).filter(({ state }) => state !== 'done');
  if (left.length === 0) return { steps: [{ act: 'conclude' }], held: 0 };
  const now = clock();
  const free = left.filter(
    ({ state, claimedUntil }) => state === 'waiting' || claimedUntil === null || claimedUntil < now,
  );
  return { steps: free.map(({ shard }) => ({ act: 'shard', shard })), held: left.length - free.length };
}
