import type * as z from 'zod';
import type { personSummarySchema, providerSummarySchema } from '../../events/api/record-shapes.ts';
import type { recordRouteTable } from '../../events/api/records.ts';
import { restrictionOf } from '../../domain/records/person.ts';
import type { Viewer } from '../platform/identity.ts';
import type { Asked } from '../platform/route-area.ts';
import type { StoredFact } from '../store/items.ts';
import type { Page, Paging } from '../store/list-store.ts';
import { dueBy, maySeeDue } from './list-due.ts';
import { openTo, shown, todayOf, isIdentifier, type ReadDeps, type ShownRecord } from './read-record.ts';
import { recordKinds, type RecordKind } from './record-kinds.ts';

type Search = Paging & { q?: string | undefined };

/** People by name. Those kept from the viewer are not among them, so a page may be filled from several of the store's. */
export async function listPeople(
  { viewer, query }: Asked<typeof recordRouteTable.listPeople>,
  deps: ReadDeps,
) {
  const page = await fullPage(
    query,
    (paging) => byNameOrId('person', { ...paging, q: query.q }, deps),
    (found) => openTo(viewer, recordKinds.people, found, deps),
  );
  return { ...page, items: page.items.map(personSummary) };
}

function personSummary({ body }: StoredFact<'person'>): z.output<typeof personSummarySchema> {
  const { personId, name, dateOfBirth, dateOfDeath, postcode } = body;
  const restricted = restrictionOf(body).kind !== 'open';
  return { personId, name, dateOfBirth, dateOfDeath, postcode, restricted };
}

export async function listProviders({ query }: Asked<typeof recordRouteTable.listProviders>, deps: ReadDeps) {
  const page = await byNameOrId('provider', query, deps);
  return { ...page, items: page.items.map(providerSummary) };
}

function providerSummary({ body }: StoredFact<'provider'>): z.output<typeof providerSummarySchema> {
  const { providerId, name, kind, settlementRoute } = body;
  return { providerId, name, kind, settlementRoute, packages: null };
}

/** Those whose name begins with `q`, and before them the one whose id it is. */
async function byNameOrId<K extends 'person' | 'provider'>(
  kind: K,
  { q, ...paging }: Search,
  { facts, lists }: Pick<ReadDeps, 'facts' | 'lists'>,
): Promise<Page<StoredFact<K>>> {
  const text = q?.trim() ?? '';
  if (text === '') return lists.byName(kind, paging);
  const page = await lists.byName(kind, { ...paging, q: text });
  if (paging.cursor !== undefined || !isIdentifier(text)) return page;
  const ids = [text, text.toUpperCase()];
  const named = [...(await facts.currentFacts(kind, ids)).values()];
  const others = page.items.filter((each) => !named.some((own) => own.subject.id === each.subject.id));
  return { ...page, items: [...named, ...others] };
}

/** Service types and rate cards: data about nobody. */
export async function listByName<K extends 'service-type' | 'rate-card'>(
  kind: RecordKind<K>,
  paging: Paging,
  deps: ReadDeps,
): Promise<Page<ShownRecord>> {
  const page = await deps.lists.byName(kind.factKind, paging);
  return { ...page, items: page.items.map((fact) => shown(kind, fact, todayOf(deps))) };
}

/** Opening positions, but for those of people kept from the viewer: a position names its owner by an id alone. */
export async function listOpeningPositions(
  { viewer, query }: Asked<typeof recordRouteTable.listOpeningPositions>,
  deps: ReadDeps,
): Promise<Page<ShownRecord>> {
  const today = todayOf(deps);
  const page = await fullPage(
    query,
    (paging) => deps.lists.byName('opening-position', paging),
    async (found) => {
      const ids = found.map(({ body }) => body.id);
      const hidden = await deps.restricted.hiddenIds(viewer.userId, ids, today);
      return found.filter(({ body }) => !hidden.has(body.id));
    },
  );
  return { ...page, items: page.items.map((fact) => shown(recordKinds.openingPositions, fact, today)) };
}

/** Direct payment agreements: of one person, or of everyone in turn; only those whose papers are due by a day, where one is given. */
export async function listAgreements(
  { viewer, query }: Asked<typeof recordRouteTable.listAgreements>,
  deps: ReadDeps,
): Promise<Page<ShownRecord>> {
  const kind = recordKinds.agreements;
  const { personId, due, ...paging } = query;
  const own = personId === undefined ? null : await ofPerson(viewer, personId, deps);
  if (due !== undefined) {
    maySeeDue(viewer);
    const page =
      own === null
        ? await fullPage(
            paging,
            (next) => deps.lists.all('direct-payment-agreement', next),
            async (found) => dueBy(due, await openTo(viewer, kind, found, deps), deps),
          )
        : { items: await dueBy(due, own, deps), nextCursor: null };
    const items = page.items.map(({ agreement, ...more }) => ({
      ...shown(kind, agreement, todayOf(deps)),
      ...more,
    }));
    return { ...page, items };
  }
  const page = own === null ? await openPage(viewer, paging, deps) : { items: own, nextCursor: null };
  return { ...page, items: page.items.map((fact) => shown(kind, fact, todayOf(deps))) };
}

async function ofPerson(viewer: Viewer, personId: string, deps: ReadDeps) {
  if (!isIdentifier(personId)) return [];
  const found = await deps.lists.ofPerson('direct-payment-agreement', personId);
  return openTo(viewer, recordKinds.agreements, found, deps);
}

function openPage(viewer: Viewer, paging: Paging, deps: ReadDeps) {
  return fullPage(
    paging,
    (next) => deps.lists.all('direct-payment-agreement', next),
    (found) => openTo(viewer, recordKinds.agreements, found, deps),
  );
}

/** Pages of the store that are opened at most to fill one page of what the viewer may see. */
const MOST_PAGES = 10;

/** A page of what passes, filled from as many pages as it takes. */
export async function fullPage<T, Passed = T>(
  { limit, cursor }: Paging,
  next: (paging: Paging) => Promise<Page<T>>,
  pass: (items: T[]) => Promise<Passed[]>,
): Promise<Page<Passed>> {
  const items: Passed[] = [];
  let at = cursor;
  for (let pages = 0; pages < MOST_PAGES && items.length < limit; pages += 1) {
    const page = await next({ limit: limit - items.length, cursor: at });
    items.push(...(await pass(page.items)));
    if (page.nextCursor === null) return { items, nextCursor: null };
    at = page.nextCursor;
  }
  return { items, nextCursor: at ?? null };
}
