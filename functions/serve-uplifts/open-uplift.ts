import { NotFound } from '../platform/problem-responses.ts';
import type { StoredFact } from '../store/items.ts';
import type { UpliftsDeps } from './deps.ts';

/** An uplift as it is now. */
export async function upliftOf(
  id: string,
  { facts }: Pick<UpliftsDeps, 'facts'>,
): Promise<StoredFact<'uplift'>> {
  const fact = (await facts.currentFacts('uplift', [id])).get(id);
  if (fact === undefined) throw new NotFound(`There is no uplift ${id}.`);
  return fact;
}
