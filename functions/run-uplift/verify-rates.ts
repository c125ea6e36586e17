import { londonDate } from '../../domain/calendar.ts';
import { invariant } from '../../domain/outcome.ts';
import type { Known } from '../../domain/pay/entitlement/package-facts.ts';
import type { RateCard } from '../../domain/records/rate-card.ts';
import { sumCosts } from '../../domain/uplift/preview.ts';
import type { UpliftLine } from '../../domain/uplift/uplift-line.ts';
import { verifyCard, verifyPackage, verifyTotals, type Difference } from '../../domain/uplift/verify.ts';
import { payRules, runSettingNames } from '../platform/pay/council-rules.ts';
import { known } from '../platform/pay/known-facts.ts';
import type { WorkAt } from '../platform/uplifts/evidence.ts';
import type { StoredFact } from '../store/items.ts';
import type { Shard } from '../store/shard-store.ts';
import type { UpliftDeps } from './deps.ts';
import { loadPackages } from './load-packages.ts';
import { previewAt } from './plan-context.ts';
import { samePartsAgain } from './same-parts-again.ts';
import { tellOfUplift } from './tell-of-uplift.ts';
import { after, keepWorked, SYSTEM, type Working } from './working-on.ts';

export async function planVerify(working: Working, deps: UpliftDeps): Promise<void> {
  await samePartsAgain(working, () => Promise.resolve(), deps);
}

/** Holds every package of a part against what was approved of it; one that nothing was approved of was not written. */
export async function verifyShard(working: Working, { shard }: Shard, deps: UpliftDeps): Promise<void> {
  const { at, kept } = working;
  const preview = previewAt(kept);
  const { plan, context, cards } = await deps.planned(preview);
  const subjects = (await deps.evidence.readSubjects(preview))[shard - 1] ?? [];
  const lines = Map.groupBy(
    (await deps.evidence.readLines(preview, shard)).filter(({ outcome }) => outcome === 'changed'),
    ({ packageId }) => String(packageId),
  );
  const current = await deps.records.currentFacts('package', subjects);
  const { before, after: is } = await versionsOf('package', { shard, current }, working, deps);
  const approved = [...is.values()].filter(({ subject }) => lines.has(subject.id));
  const stored = await deps.records.currentFacts('setting', runSettingNames);
  const { asOf } = plan;
  const terms = { rules: payRules(stored, { on: asOf, calendar: null }), asOf };
  const rateCards = await cardsNow(working, cards, deps);
  const facts = await loadPackages(approved, { ...terms, rateCards }, deps);
  const found = facts.map((each) => {
    const id = each.carePackage.body.packageId;
    const was = before.get(id);
    invariant(was !== undefined, 'what has a version after it has one before it');
    const versions = { before: { ...each, carePackage: known(was), rateCards: cards }, after: each };
    return verifyPackage(versions, lines.get(id) ?? [], context.days);
  });
  const strays = [...current.values()].filter(
    ({ subject, source }) =>
      !lines.has(subject.id) && source.kind === 'uplift' && source.upliftId === at.upliftId,
  );
  await deps.evidence.writeVerified(at, shard, {
    cost: sumCosts(found),
    differences: [...found.flatMap(({ differences }) => differences), ...strays.map(strayOf)],
  });
}

function strayOf({ subject: { id } }: StoredFact<'package'>): Difference {
  return {
    ...{ id, rule: 'something-else-moved' },
    message: `Package ${id}: it was written, though nothing was approved of it.`,
  };
}

/** Facts as they were before the uplift wrote them and after it; those it did not write are as they are now. */
async function versionsOf<K extends 'package' | 'rate-card'>(
  kind: K,
  { shard, current }: { shard: number; current: ReadonlyMap<string, StoredFact<K>> },
  { at, kept }: Working,
  { evidence, records }: UpliftDeps,
): Promise<{ before: Map<string, StoredFact<K>>; after: Map<string, StoredFact<K>> }> {
  invariant(kept.applied !== null, 'what is verified was applied');
  const rows = await evidence.readApplied({ ...at, attempt: kept.applied.attempt }, shard);
  const written = rows.flatMap(({ id, versions }) => (versions === null ? [] : [{ id, ...versions }]));
  const [before, is] = await Promise.all([
    records.factsAt(kind, new Map(written.map(({ id, before: version }) => [id, version]))),
    records.factsAt(kind, new Map(written.map(({ id, after: version }) => [id, version]))),
  ]);
  return { before: new Map([...current, ...before]), after: new Map([...current, ...is]) };
}

/** The cards as the uplift left them; those it did not write as they were when it was planned. */
async function cardsNow(
  working: Working,
  planned: ReadonlyMap<string, Known<RateCard>>,
  deps: UpliftDeps,
): Promise<Map<string, Known<RateCard>>> {
  const { after: is } = await versionsOf('rate-card', { shard: 0, current: new Map() }, working, deps);
  return new Map([...planned, ...[...is].map(([id, fact]) => [id, known(fact)] as const)]);
}

/** Differences that are kept, of which a page shows some. */
const MOST_KEPT = 500;

/** Adds up what was found; a difference stays until somebody sees to it. */
export async function concludeVerify(working: Working, deps: UpliftDeps): Promise<void> {
  const { at, kept, work } = working;
  const { preview } = kept.uplift;
  invariant(preview !== null, 'what is verified was previewed');
  const parts = await everyPart(at, work.shards ?? 0, deps);
  const differences = [
    ...(await verifyCards(working, deps)),
    ...parts.flatMap((part) => part.differences),
    ...verifyTotals(
      preview.totals,
      parts.map(({ cost }) => cost),
    ),
  ];
  await deps.evidence.writeDifferences(at, differences.slice(0, MOST_KEPT));
  const count = differences.length;
  const reason =
    count === 0
      ? 'Every rate is what was approved, to the penny, and nothing else moved.'
      : `${count} thing${count === 1 ? ' is' : 's are'} other than was approved.`;
  if (count > 0) await tellOfUplift(at.upliftId, { what: 'differs', sentence: reason }, deps);
  const done = { by: SYSTEM, on: londonDate(deps.clock()), reason };
  const uplift = after(kept.uplift, { act: 'verify', ...done, differences: count });
  await keepWorked(
    working,
    { ...kept, uplift, work: null, problem: null, verified: { attempt: at.attempt } },
    deps,
  );
}

async function everyPart(at: WorkAt, shards: number, { evidence }: UpliftDeps) {
  return Promise.all(Array.from({ length: shards }, (_, place) => evidence.readVerified(at, place + 1)));
}

/** Each card with an approved line, as it was planned and as the uplift left it. */
async function verifyCards(working: Working, deps: UpliftDeps): Promise<Difference[]> {
  const preview = previewAt(working.kept);
  const { cards } = await deps.planned(preview);
  const lines: UpliftLine[] = await deps.evidence.readLines(preview, 0);
  const ids = new Set(
    lines.flatMap(({ outcome, rateCardId }) => (outcome === 'changed' ? (rateCardId ?? []) : [])),
  );
  const is = await cardsNow(working, cards, deps);
  return [...ids].flatMap((id) => {
    const [was, now] = [cards.get(id)?.body, is.get(id)?.body];
    return was === undefined || now === undefined ? [] : verifyCard({ before: was, after: now }, lines);
  });
}
