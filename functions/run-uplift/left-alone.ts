import type { AppliedRow } from '../platform/uplifts/evidence.ts';
import type { UpliftDeps } from './deps.ts';
import type { Working } from './working-on.ts';

/** Packages and cards that are kept to be named, of which a page shows some. */
const MOST_KEPT = 500;

/**
 * Keeps which packages and cards an apply, or its undoing, left alone, and says how many. No sentence names them: it is
 * read by people to whom some are closed, and the page of the uplift names to each reader those that are not.
 */
export async function keepLeft({ at, work }: Working, { evidence }: UpliftDeps): Promise<number> {
  const left: AppliedRow[] = [];
  for (let part = 0; part <= (work.shards ?? 0); part += 1)
    left.push(...(await evidence.readApplied(at, part)).filter(({ versions }) => versions === null));
  await evidence.writeLeft(at, left.slice(0, MOST_KEPT));
  return left.length;
}
