import type { WorkAt } from '../platform/uplifts/evidence.ts';
import type { UpliftDeps } from './deps.ts';

/** Has the parts of a piece of work worked off; what has none is concluded at once. */
export async function startShards(at: WorkAt, shards: number, { send }: UpliftDeps): Promise<void> {
  for (let shard = 1; shard <= shards; shard += 1) await send({ act: 'shard', ...at, shard });
  if (shards === 0) await send({ act: 'conclude', ...at });
}
