import { invariant } from '../../../domain/outcome.ts';
import type { OpenUplift } from '../../../domain/uplift/check-uplift.ts';
import type { KeptUplift } from '../../../domain/uplift/kept-uplift.ts';
import type { FactStore } from '../../store/fact-store.ts';
import type { OpenUplifts } from '../../store/uplift-store.ts';
import type { UpliftEvidence } from './evidence.ts';

type Deps = { facts: Pick<FactStore, 'currentFacts'>; evidence: Pick<UpliftEvidence, 'readSummary'> };

/** The rates an uplift changes, as its preview found them. */
export async function ratesOf(
  { uplift: { upliftId }, previewed }: KeptUplift,
  { evidence }: Pick<Deps, 'evidence'>,
): Promise<string[]> {
  invariant(previewed !== null, 'an uplift on its way was previewed');
  return (await evidence.readSummary({ upliftId, attempt: previewed.attempt })).rates;
}

/** The other uplifts that are on their way, with the rates they change. */
export async function openRatesOf(
  { upliftIds }: OpenUplifts,
  upliftId: string,
  deps: Deps,
): Promise<OpenUplift[]> {
  const others = upliftIds.filter((id) => id !== upliftId);
  const found = await deps.facts.currentFacts('uplift', others);
  return Promise.all(
    [...found.values()].map(async ({ body }) => ({
      upliftId: body.uplift.upliftId,
      name: body.uplift.asked.name,
      rates: new Set(await ratesOf(body, deps)),
    })),
  );
}
