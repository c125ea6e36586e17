import { invariant } from '../../domain/outcome.ts';
import type { KeptUplift } from '../../domain/uplift/kept-uplift.ts';
import type { Difference } from '../../domain/uplift/verify.ts';
import type { upliftRoutes, UpliftDetail, UpliftSummary as ShownUplift } from '../../events/api/uplifts.ts';
import { pageOfIds } from '../platform/page-of-ids.ts';
import type { Viewer } from '../platform/identity.ts';
import { NotFound } from '../platform/problem-responses.ts';
import type { Asked } from '../platform/route-area.ts';
import { exportKey, type UpliftSummary } from '../platform/uplifts/evidence.ts';
import type { StoredFact } from '../store/items.ts';
import type { Page } from '../store/list-store.ts';
import type { UpliftsDeps } from './deps.ts';
import { closedPackages, withoutClosed } from './closed-packages.ts';
import { upliftOf } from './open-uplift.ts';

/** Outliers that are shown with an uplift; its lines tell of all. */
const MOST_OUTLIERS = 50;
const MOST_DIFFERENCES = 50;

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
  const { asked, madeBy, preview, opened, approved, differences } = uplift;
  const summary =
    previewed === null || preview === null
      ? NOTHING
      : await deps.evidence.readSummary({ upliftId: id, attempt: previewed.attempt });
  const named = [...(preview?.findings.flatMap(({ lineIds }) => lineIds) ?? []), ...outlierIds(summary)];
  const closed = await closedPackages(viewer, named, deps);
  const isOpen = ({ lineId }: { lineId: string }) => !closed.has(lineId);
  return {
    ...(await shownOf(fact, versions, deps)),
    ...{ asked, madeBy, approved, differences },
    findings: (preview?.findings ?? []).map((finding) => withoutClosed(finding, closed)),
    serviceTypes: summary.serviceTypes,
    providers: await withNames(summary.providers, deps),
    exclusions: summary.exclusions,
    outliers: summary.outliers.filter(isOpen).slice(0, MOST_OUTLIERS),
    outlierCount: summary.outliers.length,
    sample: (preview?.sample ?? []).map((lineId) => {
      const said = opened.find((each) => each.lineId === lineId);
      if (said === undefined) return { lineId, opened: null };
      const { by, on, reason, isRight } = said;
      return { lineId, opened: { by, on, reason, isRight } };
    }),
    leftAlone: applied?.left ?? null,
    differing: await differencesFor(viewer, fact.body, deps),
    hasExport: applied !== null && uplift.state !== 'undone',
    history: versions.toReversed().map(({ body, recordedAt, recordedBy, reason }) => ({
      ...{ state: body.uplift.state, at: recordedAt, by: recordedBy, reason },
    })),
  };
}

/** What the verification found, without what is about people whose records are closed to the viewer. */
async function differencesFor(
  { userId }: Viewer,
  { uplift: { upliftId }, verified }: KeptUplift,
  { evidence, restricted, today }: UpliftsDeps,
): Promise<Difference[]> {
  if (verified === null) return [];
  const found = await evidence.readDifferences({ upliftId, attempt: verified.attempt });
  const some = found.slice(0, MOST_DIFFERENCES);
  const closed = await restricted.hiddenIds(
    userId,
    some.map(({ id }) => id),
    today(),
  );
  return some.filter(({ id }) => !closed.has(id));
}

const NOTHING: UpliftSummary = {
  ...{ parts: [], serviceTypes: [], providers: [], exclusions: [], outliers: [] },
  ...{ sample: [], farOff: [], rates: [] },
};

function outlierIds({ outliers }: UpliftSummary): string[] {
  return outliers.slice(0, MOST_OUTLIERS).map(({ lineId }) => lineId);
}

async function withNames(sums: UpliftSummary['providers'], { facts }: UpliftsDeps) {
  const providers = await facts.currentFacts(
    'provider',
    sums.flatMap(({ name }) => (name === '' ? [] : [name])),
  );
  return sums.map((sum) => ({ ...sum, providerName: providers.get(sum.name)?.body.name ?? null }));
}

/** The new rates as a file for the case system. */
export async function readExport(
  { id }: Asked<typeof upliftRoutes.readUpliftExport>,
  deps: UpliftsDeps,
): Promise<{ name: string; url: string }> {
  const { applied } = (await upliftOf(id, deps)).body;
  if (applied === null)
    throw new NotFound(`Uplift ${id} is not applied, so that there are no rates of it yet.`);
  const name = `uplift-${id}-rates.csv`;
  return { name, url: await deps.linkTo(exportKey({ upliftId: id, attempt: applied.attempt }), name) };
}
