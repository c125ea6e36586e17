import { valueOn } from '../../domain/settings/setting-definition.ts';
import { settings } from '../../domain/settings/settings.ts';
import { inOrderOf } from '../../domain/in-order-of.ts';
import { known } from '../platform/pay/known-facts.ts';
import type { UpliftPlan } from '../platform/uplifts/evidence.ts';
import type { UpliftDeps } from './deps.ts';
import { layOut } from './plan-context.ts';
import { namedRows } from './named-rows.ts';
import { startShards } from './start-shards.ts';
import { keepWorked, type Working } from './working-on.ts';

/** Packages in a part of the work: few enough for one worker’s memory and time, many enough to keep messages few. */
const SHARD_SIZE = 500;

/**
 * Reads once what the whole preview reckons with, cuts the packages into parts, and has them worked off. A try after a
 * death goes on with what the one before it wrote, so that every part is cut from the same list.
 */
export async function planPreview(working: Working, deps: UpliftDeps): Promise<void> {
  const { at, kept, work } = working;
  if (work.shards === null) {
    const found = await deps.evidence.findPlan(at);
    if (found === null) await writePlan(working, deps);
    const parts = await deps.evidence.readSubjects(at);
    const cuts = parts.map((subjects) => ({ subjects, rareFacts: [] }));
    await deps.shards.putShards(at.upliftId, at.attempt, cuts);
    const planned = { ...kept, problem: null, work: { ...work, shards: parts.length, failures: 0 } };
    if (!(await keepWorked(working, planned, deps))) return;
    return startShards(at, parts.length, deps);
  }
  return startShards(at, work.shards, deps);
}

/** The plan is written last: where it is, the rest is. */
async function writePlan({ at, kept, work }: Working, deps: UpliftDeps): Promise<void> {
  const { asked } = kept.uplift;
  const { name } = settings.upliftTerms;
  const stored = await deps.records.currentFacts('setting', [name]);
  const cards = await deps.records.currentFacts('rate-card', await deps.lists.everyId('rate-card'));
  const plan: UpliftPlan = {
    effectiveDate: asked.effectiveDate,
    asOf: work.asOf,
    rules: asked.rules,
    terms: valueOn(settings.upliftTerms, stored.get(name)?.body.entries ?? [], work.asOf),
    ...(await namedRows(asked.ratesUploadId ?? null, deps)),
    cards: inOrderOf([...cards.values()].map(known), ({ ref }) => ref.id),
  };
  await deps.evidence.writeLines(at, 0, layOut(plan).cardLines);
  await deps.evidence.writeSubjects(at, await subjectsOf(deps));
  await deps.evidence.writePlan(at, plan);
}

/** Every package, those of one provider side by side, so that whoever looks at a provider opens few parts. */
async function subjectsOf({ lists }: UpliftDeps): Promise<string[][]> {
  const providerIds = (await lists.everyId('provider')).sort();
  const packageIds = [...new Set(await lists.everyPackageId(providerIds))];
  const parts: string[][] = [];
  for (let start = 0; start < packageIds.length; start += SHARD_SIZE)
    parts.push(packageIds.slice(start, start + SHARD_SIZE));
  return parts;
}
