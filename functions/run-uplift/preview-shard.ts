import { previewPackage } from '../../domain/uplift/preview-package.ts';
import { payRules, runSettingNames } from '../platform/pay/council-rules.ts';
import type { StoredFact } from '../store/items.ts';
import type { Shard } from '../store/shard-store.ts';
import type { UpliftDeps } from './deps.ts';
import { loadPackages } from './load-packages.ts';
import type { PlannedUplift } from './plan-context.ts';
import type { Working } from './working-on.ts';

/** What an uplift does about the packages of one part. */
export async function previewShard(
  { at }: Working,
  { shard, subjects }: Shard,
  deps: UpliftDeps,
): Promise<void> {
  const packages = await deps.records.currentFacts('package', subjects);
  const own = subjects.flatMap((id) => packages.get(id) ?? []);
  const lines = await previewOf(own, await deps.planned(at), deps);
  await deps.evidence.writeLines(at, shard, [...lines.values()].flat());
}

/** The lines of some packages as they are now, by package. */
export async function previewOf(
  packages: readonly StoredFact<'package'>[],
  { plan: { asOf }, context, cards }: PlannedUplift,
  deps: UpliftDeps,
) {
  const stored = await deps.records.currentFacts('setting', runSettingNames);
  const rules = payRules(stored, { on: asOf, calendar: null });
  const facts = await loadPackages(packages, { rules, asOf, rateCards: cards }, deps);
  return new Map(facts.map((each) => [each.carePackage.body.packageId, previewPackage(each, context)]));
}
