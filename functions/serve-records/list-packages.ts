import type { CalendarDate } from '../../domain/calendar.ts';
import { Decimal, poundsToPence } from '../../domain/money.ts';
import { rowOn, type CarePackage } from '../../domain/packages/care-package.ts';
import { valueOn } from '../../domain/settings/setting-definition.ts';
import { settings } from '../../domain/settings/settings.ts';
import type { OwnPackage, PackageSummary } from '../../events/api/record-shapes.ts';
import type { recordRouteTable } from '../../events/api/records.ts';
import type { Viewer } from '../platform/identity.ts';
import { Forbidden, InvalidRequest } from '../platform/problem-responses.ts';
import type { Asked } from '../platform/route-area.ts';
import type { StoredFact } from '../store/items.ts';
import type { Page, Paging } from '../store/list-store.ts';
import { fullPage } from './list-records.ts';
import { isIdentifier, todayOf, type ReadDeps } from './read-record.ts';

type Package = StoredFact<'package'>;
type Seen = { carePackage: Package; personName: string | null };
type Filter = {
  serviceType?: string | undefined;
  state?: PackageSummary['state'] | undefined;
  on: CalendarDate;
};

/** Packages of a person, of a provider, or of every provider in turn. */
export async function listPackages(
  { viewer, query }: Asked<typeof recordRouteTable.listPackages>,
  deps: ReadDeps,
): Promise<Page<PackageSummary>> {
  const { personId, providerId, limit, cursor, ...rest } = query;
  const filter = { ...rest, on: query.on ?? todayOf(deps) };
  const page = await fullPage<Seen>(
    { limit, cursor },
    async (paging) => {
      const found = await packagesOf({ personId, providerId }, paging, deps);
      const wanted = found.items.filter(
        ({ body }) => (providerId === undefined || body.providerId === providerId) && fits(body, filter),
      );
      return { ...found, items: await seenWithNames(viewer, wanted, deps) };
    },
    (items) => Promise.resolve(items),
  );
  return { ...page, items: await summaries(page.items, filter.on, deps) };
}

/**
 * The packages of the provider whose token it is: nothing in the request can ask for another's. Care for a restricted
 * person is the provider's own work and so is listed, without the name.
 */
export async function listOwnPackages(
  { viewer, query }: Asked<typeof recordRouteTable.listOwnPackages>,
  deps: ReadDeps,
) {
  const { providerId } = viewer;
  if (providerId === null)
    throw new Forbidden('Your sign-in names no provider whose packages these would be.');
  const page = await deps.lists.packagesOfProvider(providerId, query);
  const ids = page.items.map(({ body }) => body.personId);
  const today = todayOf(deps);
  const { people, hidden } = await deps.restricted.seenBy(viewer.userId, ids, today);
  const nameOf = (id: string) => (hidden.has(id) ? null : (people.get(id)?.body.name ?? id));
  const seen = page.items.map((carePackage) => ({
    carePackage,
    personName: nameOf(carePackage.body.personId),
  }));
  const items = await summaries(seen, today, deps);
  const answerTo = await answersOf(page.items, today, deps);
  return {
    ...page,
    items: items.map(({ funding: _funding, ...own }): OwnPackage => {
      const { unitsPerWeek, rate, packageId } = own;
      const weekly = rate === null ? null : new Decimal(unitsPerWeek).times(rate);
      const weeklyPence = weekly === null ? null : poundsToPence(weekly, 'half-up');
      return { ...own, weeklyPence, agreement: answerTo(packageId) };
    }),
  };
}

/** What the provider said of each order, and whether it was changed since. */
async function answersOf(
  packages: readonly Package[],
  on: CalendarDate,
  { facts }: ReadDeps,
): Promise<(packageId: string) => OwnPackage['agreement']> {
  const ids = packages.map(({ body }) => body.packageId);
  const { name } = settings.agreementNeeded;
  const [answers, stored] = await Promise.all([
    facts.currentFacts('order-agreement', ids),
    facts.currentFacts('setting', [name]),
  ]);
  const needed = valueOn(settings.agreementNeeded, stored.get(name)?.body.entries ?? [], on);
  const versions = new Map(packages.map(({ body, version }) => [body.packageId, { body, version }]));
  return (packageId) => {
    const order = versions.get(packageId);
    const answer = answers.get(packageId);
    // What another provider said of it, before the package moved, is no answer of this one.
    if (answer === undefined || answer.body.providerId !== order?.body.providerId)
      return { needed, state: 'waiting', on: null, reason: null, changedSince: false };
    const { state, on: answeredOn, packageVersion } = answer.body;
    const changedSince = packageVersion < order.version;
    return { needed, state, on: answeredOn, reason: answer.reason, changedSince };
  };
}

async function packagesOf(
  { personId, providerId }: { personId?: string | undefined; providerId?: string | undefined },
  paging: Paging,
  deps: ReadDeps,
): Promise<Page<Package>> {
  const empty = { items: [], nextCursor: null };
  if (personId !== undefined) {
    // Nobody has so many packages that they would not fit on one page.
    return isIdentifier(personId)
      ? { items: await deps.lists.ofPerson('package', personId), nextCursor: null }
      : empty;
  }
  if (providerId === undefined) return everyProviderInTurn(paging, deps);
  return isIdentifier(providerId) ? deps.lists.packagesOfProvider(providerId, paging) : empty;
}

/** The cursor says which provider's packages come next and, after a bar, how far in. */
async function everyProviderInTurn({ limit, cursor }: Paging, { lists }: ReadDeps): Promise<Page<Package>> {
  const [providerCursor = '', inProvider = ''] = cursor === undefined ? [] : readCursor(cursor);
  const providers = await lists.byName('provider', {
    limit: 1,
    cursor: providerCursor === '' ? undefined : providerCursor,
  });
  const [provider] = providers.items;
  if (provider === undefined) return { items: [], nextCursor: null };
  const page = await lists.packagesOfProvider(provider.subject.id, {
    limit,
    cursor: inProvider === '' ? undefined : inProvider,
  });
  if (page.nextCursor !== null) {
    return { items: page.items, nextCursor: JSON.stringify([providerCursor, page.nextCursor]) };
  }
  const { nextCursor } = providers;
  return { items: page.items, nextCursor: nextCursor === null ? null : JSON.stringify([nextCursor, '']) };
}

function readCursor(cursor: string): string[] {
  try {
    const parts: unknown = JSON.parse(cursor);
    if (Array.isArray(parts) && parts.length === 2 && parts.every((part) => typeof part === 'string')) {
      return parts;
    }
  } catch {
    // Falls through to the refusal: a cursor is ours or none.
  }
  throw new InvalidRequest('The cursor is not one of ours.');
}

async function seenWithNames(
  viewer: Viewer,
  packages: readonly Package[],
  { restricted, clock }: ReadDeps,
): Promise<Seen[]> {
  const ids = packages.map(({ body }) => body.personId);
  const { people, hidden } = await restricted.seenBy(viewer.userId, ids, todayOf({ clock }));
  return packages
    .filter(({ body }) => !hidden.has(body.personId))
    .map((carePackage) => ({
      carePackage,
      personName: people.get(carePackage.body.personId)?.body.name ?? carePackage.body.personId,
    }));
}

async function summaries(
  seen: readonly Seen[],
  on: CalendarDate,
  { facts }: ReadDeps,
): Promise<PackageSummary[]> {
  const providers = await facts.currentFacts(
    'provider',
    seen.map(({ carePackage }) => carePackage.body.providerId),
  );
  return seen.map(({ carePackage: { body }, personName }) => {
    const { packageId, personId, providerId, serviceType, startDate, endDate, funding } = body;
    const { unitsPerWeek, rate, rateCardId } = rowOn(body, on);
    const providerName = providers.get(providerId)?.body.name ?? null;
    return {
      ...{ packageId, personId, personName, providerId, providerName, serviceType, startDate, endDate },
      ...{ unitsPerWeek, rate, rateCardId, funding, state: stateOn(body, on) },
    };
  });
}

function fits(carePackage: CarePackage, { serviceType, state, on }: Filter): boolean {
  return (
    (serviceType === undefined || carePackage.serviceType === serviceType) &&
    (state === undefined || stateOn(carePackage, on) === state)
  );
}

function stateOn(
  { startDate, endDate, suspensions }: Pick<CarePackage, 'startDate' | 'endDate' | 'suspensions'>,
  on: CalendarDate,
): PackageSummary['state'] {
  if (on < startDate) return 'future';
  if (endDate !== null && on > endDate) return 'ended';
  return suspensions.some(({ from, to }) => from <= on && (to === null || on <= to)) ? 'suspended' : 'active';
}
