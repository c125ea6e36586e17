import { invariant } from '../../domain/outcome.ts';
import { budgetStandings } from '../../domain/uplift/budget.ts';
import type { KeptUplift } from '../../domain/uplift/kept-uplift.ts';
import type { Uplift } from '../../domain/uplift/uplift-state.ts';
import type { Difference } from '../../domain/uplift/verify.ts';
import type { upliftRoutes, UpliftDetail, UpliftSummary as ShownUplift } from '../../events/api/uplifts.ts';
import { pageOfIds } from '../platform/page-of-ids.ts';
import type { Viewer } from '../platform/identity.ts';
import { withoutHidden } from '../platform/pay/without-hidden.ts';
import type { Asked } from '../platform/route-area.ts';
import type { UpliftSummary } from '../platform/uplifts/evidence.ts';
import type { StoredFact } from '../store/items.ts';
import type { Page } from '../store/list-store.ts';
import type { UpliftsDeps } from './deps.ts';
import { isInForce } from './changed-rates.ts';
import { upliftAsRead } from './closed-packages.ts';
import { upliftOf } from './open-uplift.ts';

/** Outliers, differences and what was left alone that are shown with an uplift. */
const MOST_NAMED = 50;

/** Uplifts, newest first. A council has a few dozen, so their ids are read at once. */
export async function listUplifts(
  { query }: Asked<typeof upliftRoutes.listUplifts>,
  deps: UpliftsDeps,
): Promise<Page<ShownUplift>> {
  const ids = (await deps.lists.everyId('uplift')).sort().reverse();
  const page = pageOfIds(ids, query);
  const found = await deps.facts.currentFacts('uplift', page.ids);
  const items = page.ids.flatMap((id) => found.get(id) ?? []).map((fact) => summaryOf(fact, deps));
  return { items: await Promise.all(items), nextCursor: page.nextCursor };
}

async function summaryOf(fact: StoredFact<'uplift'>, deps: UpliftsDeps): Promise<ShownUplift> {
  return shownOf(fact, await deps.facts.versionsOf('uplift', fact.subject.id), deps);
}

async function shownOf(
  { body: { uplift, work, problem } }: StoredFact<'uplift'>,
  versions: readonly StoredFact<'uplift'>[],
  { shards }: UpliftsDeps,
): Promise<ShownUplift> {
  const { upliftId, asked, state, preview, note } = uplift;
  const first = versions.at(-1);
  invariant(first !== undefined, 'what is there has a first version');
  const done = work === null ? 0 : await shards.shardsDone(upliftId, work.attempt);
  return {
    ...{ upliftId, name: asked.name, effectiveDate: asked.effectiveDate, state, note, problem },
    ...{ proposedBy: first.recordedBy, proposedAt: first.recordedAt },
    totals: preview?.totals ?? null,
    previewHash: preview?.previewHash ?? null,
    asOf: preview?.asOf ?? null,
    working: work?.phase ?? null,
    progress: { done, of: work?.shards ?? 0 },
  };
}

/** An uplift whole, without the names of packages whose people’s records are closed to the viewer. */
export async function showUplift(
  { viewer, id }: Asked<typeof upliftRoutes.readUplift>,
  deps: UpliftsDeps,
): Promise<UpliftDetail> {
  const fact = await upliftOf(id, deps);
  const versions = await deps.facts.versionsOf('uplift', id);
  const { uplift, previewed, applied } = fact.body;
  const { asked, madeBy, preview, approved, differences } = uplift;
  const read = await upliftAsRead(viewer, uplift, deps);
  const summary =
    previewed === null || preview === null
      ? NOTHING
      : await deps.evidence.readSummary({ upliftId: id, attempt: previewed.attempt });
  return {
    ...(await shownOf(fact, versions, deps)),
    ...{ asked, madeBy, approved, differences },
    budgets: budgetStandings(uplift),
    findings: read.preview?.findings ?? [],
    serviceTypes: summary.serviceTypes,
    providers: await withNames(summary.providers, deps),
    exclusions: summary.exclusions,
    ...(await outliersFor(viewer, summary, deps)),
    sample: sampleOf(read),
    sampleClosed: (preview?.sample.length ?? 0) - (read.preview?.sample.length ?? 0),
    leftAlone: applied?.left ?? null,
    ...(await leftFor(viewer, fact.body, deps)),
    differing: await differencesFor(viewer, fact.body, deps),
    hasExport: isInForce(fact.body),
    history: versions.toReversed().map(({ body, recordedAt, recordedBy, reason }) => ({
      ...{ state: body.uplift.state, at: recordedAt, by: recordedBy, reason },
    })),
  };
}

/** The farthest outliers that the viewer may see, and how many there are and can be listed in all. */
async function outliersFor(
  viewer: Viewer,
  { outliers, farOff }: UpliftSummary,
  deps: UpliftsDeps,
): Promise<Pick<UpliftDetail, 'outliers' | 'outlierCount' | 'outliersListed'>> {
  const seen = await withoutHidden(viewer, farOff, ({ personId }) => ({ personId }), deps);
  const lineIds = new Set(seen.map(({ lineId }) => lineId));
  return {
    outliers: outliers.filter(({ lineId }) => lineIds.has(lineId)).slice(0, MOST_NAMED),
    outlierCount: outliers.length,
    outliersListed: farOff.length,
  };
}

/** The lines of the sample, with what was said of each last. */
function sampleOf({ preview, opened }: Uplift): UpliftDetail['sample'] {
  return (preview?.sample ?? []).map((lineId) => {
    const said = opened.find(({ lineIds }) => lineIds.includes(lineId));
    if (said === undefined) return { lineId, opened: null };
    const { by, on, reason, isRight } = said;
    return { lineId, opened: { by, on, reason, isRight } };
  });
}

/** Packages and cards that an undoing left alone, or an apply before it. */
async function leftFor(
  viewer: Viewer,
  { uplift: { upliftId }, applied, undone = null }: KeptUplift,
  deps: UpliftsDeps,
): Promise<Pick<UpliftDetail, 'notUndone' | 'left'>> {
  const last = undone ?? applied;
  const notUndone = undone?.left ?? null;
  if (last === null || last.left === 0) return { notUndone, left: [] };
  const rows = await deps.evidence.readLeft({ upliftId, attempt: last.attempt });
  const open = await openOnes(viewer, rows, deps);
  return { notUndone, left: open.map(({ kind, id }) => ({ kind, id })) };
}

/** What the verification found, without what is about people whose records are closed to the viewer. */
async function differencesFor(
  viewer: Viewer,
  { uplift: { upliftId }, verified }: KeptUplift,
  deps: UpliftsDeps,
): Promise<Difference[]> {
  if (verified === null) return [];
  return openOnes(viewer, await deps.evidence.readDifferences({ upliftId, attempt: verified.attempt }), deps);
}

/** The first of some matters that are not about people whose records are closed to the viewer. */
async function openOnes<T extends { id: string }>(
  viewer: Viewer,
  all: readonly T[],
  deps: UpliftsDeps,
): Promise<T[]> {
  return (await withoutHidden(viewer, all, ({ id }) => ({ ids: [id] }), deps)).slice(0, MOST_NAMED);
}

const NOTHING: UpliftSummary = {
  ...{ parts: [], serviceTypes: [], providers: [], exclusions: [], outliers: [] },
  ...{ sample: [], farOff: [], rates: [] },
};

async function withNames(sums: UpliftSummary['providers'], { facts }: UpliftsDeps) {
  const providers = await facts.currentFacts(
    'provider',
    sums.flatMap(({ name }) => (name === '' ? [] : [name])),
  );
  return sums.map((sum) => ({ ...sum, providerName: providers.get(sum.name)?.body.name ?? null }));
}
