import type { Contribution } from '../../domain/records/contribution.ts';
import { publicFields } from '../../domain/records/layout.ts';
import { rowKinds } from '../../domain/records/kinds.ts';
import { whoPaysWhat } from '../../domain/packages/who-pays-what.ts';
import { asKnownAt } from '../../domain/facts/fact.ts';
import { councilRowsOf, referenceSettingName } from '../../domain/settings/reference-settings.ts';
import { entryOn } from '../../domain/settings/setting-definition.ts';
import type { Timeline } from '../../events/api/record-shapes.ts';
import type { recordRouteTable } from '../../events/api/records.ts';
import type { Asked } from '../platform/route-area.ts';
import type { StoredFact } from '../store/items.ts';
import { knownFact, notThere, todayOf, type AsOf, type ReadDeps, type ShownRecord } from './read-record.ts';
import { recordKinds } from './record-kinds.ts';

const FNC = 'funded-nursing-care';

/** Who pays what for each package of a person, since when, and which national rates nobody has entered. */
export async function readTimeline(
  { viewer, id, query }: Asked<typeof recordRouteTable.readTimeline>,
  deps: ReadDeps,
): Promise<Timeline> {
  const person = await knownFact(recordKinds.people, { viewer, id, knownAt: query.knownAt }, deps);
  if (person === null) throw notThere(recordKinds.people, id);
  const [packages, contributions, councilRows] = await Promise.all([
    packagesOf(id, query, deps),
    knownFact(recordKinds.contributions, { viewer, id, knownAt: query.knownAt }, deps),
    councilFncRows(query, deps),
  ]);
  const providers = await deps.facts.currentFacts(
    'provider',
    packages.map(({ body }) => body.providerId),
  );
  const items = contributions?.body.items ?? [];
  const missing = new Set<string>();
  const shownPackages = packages.map(({ body }) => {
    const { packageId, providerId, serviceType, startDate, endDate } = body;
    const own = items.filter((item) => item.packageId === packageId);
    const payers = whoPaysWhat(body, own, councilRows);
    for (const sentence of payers.missing) missing.add(sentence);
    const providerName = providers.get(providerId)?.body.name ?? null;
    return {
      packageId,
      providerId,
      providerName,
      serviceType,
      startDate,
      endDate,
      stretches: payers.stretches,
    };
  });
  return {
    personId: id,
    packages: shownPackages,
    personContributions: items
      .filter((item) => item.packageId === null)
      .map((item) => contributionRecord(item, contributions)),
    missing: [...missing],
  };
}

/** The packages of a person that were known then, as they were known then. */
async function packagesOf(
  personId: string,
  { knownAt }: AsOf,
  { facts, lists }: ReadDeps,
): Promise<StoredFact<'package'>[]> {
  const current = await lists.ofPerson('package', personId);
  if (knownAt === undefined) return current;
  const then = await Promise.all(
    current.map(async ({ subject }) => asKnownAt(await facts.versionsOf('package', subject.id), knownAt)),
  );
  return then.flatMap((fact) => fact ?? []);
}

async function councilFncRows({ on, knownAt }: AsOf, deps: ReadDeps) {
  const name = referenceSettingName(FNC);
  const versions = knownAt === undefined ? [] : await deps.facts.versionsOf('setting', name);
  const setting =
    knownAt === undefined
      ? (await deps.facts.currentFacts('setting', [name])).get(name)
      : asKnownAt(versions, knownAt);
  return councilRowsOf(FNC, entryOn(setting?.body.entries ?? [], on ?? todayOf(deps))?.value);
}

export function contributionRecord(
  item: Contribution,
  set: Omit<StoredFact<'contributions'>, 'body'> | null,
): ShownRecord {
  const fields = publicFields(rowKinds.contributions.layout, item);
  if (set === null) throw new Error('a contribution belongs to a set');
  const { version, recordedAt, recordedBy, source, reason, handFields } = set;
  return { ...fields, version, recordedAt, recordedBy, source, reason, handFields: [...handFields] };
}
