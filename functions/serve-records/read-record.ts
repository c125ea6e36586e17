import { londonDate, type CalendarDate, type Instant } from '../../domain/calendar.ts';
import { asKnownAt, type FactKind } from '../../domain/facts/fact.ts';
import { readIdentifier } from '../../domain/identifiers.ts';
import type { ModulusTables } from '../../domain/bank-accounts/modulus-check.ts';
import type { recordSchema, RecordVersion } from '../../events/api/record-shapes.ts';
import type * as z from 'zod';
import type { Clock } from '../platform/clock.ts';
import type { Viewer } from '../platform/identity.ts';
import { NotFound } from '../platform/problem-responses.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { StoredFact } from '../store/items.ts';
import type { ListStore } from '../store/list-store.ts';
import type { RestrictedPeople } from '../store/restricted-people.ts';
import type { RecordKind } from './record-kinds.ts';

export type ReadDeps = {
  facts: FactStore;
  lists: ListStore;
  restricted: RestrictedPeople;
  modulusTables: ModulusTables;
  clock: Clock;
  /** Has rows of files looked at again that may have waited for what was just recorded. */
  wakeWaiting: () => Promise<void>;
};
export type AsOf = { on?: CalendarDate | undefined; knownAt?: Instant | undefined };
export type ShownRecord = z.output<typeof recordSchema>;
type Wanted = { viewer: Viewer; id: string };

export function todayOf({ clock }: Pick<ReadDeps, 'clock'>): CalendarDate {
  return londonDate(clock());
}

/** One record, as it was on a day and as it was known at an instant. */
export async function readRecord<K extends FactKind>(
  kind: RecordKind<K>,
  { viewer, id, query }: Wanted & { query: AsOf },
  deps: ReadDeps,
): Promise<ShownRecord> {
  const fact = await knownFact(kind, { viewer, id, knownAt: query.knownAt }, deps);
  if (fact === null) throw notThere(kind, id);
  return shown(kind, fact, query.on ?? todayOf(deps));
}

/** Every version of a record, newest first. */
export async function readVersions<K extends FactKind>(
  kind: RecordKind<K>,
  { viewer, id }: Wanted,
  deps: ReadDeps,
): Promise<{ items: RecordVersion[]; nextCursor: null }> {
  const versions = isIdentifier(id) ? await deps.facts.versionsOf(kind.factKind, id) : [];
  const [open] = await openTo(viewer, kind, versions.slice(0, 1), deps);
  if (open === undefined) throw notThere(kind, id);
  const today = todayOf(deps);
  const readable = await openTo(viewer, kind, versions, deps);
  return {
    items: readable.map((fact) => ({ ...recording(fact), body: kind.fields(fact.body, today) })),
    nextCursor: null,
  };
}

/** The fact as it was known then, if there was one and the viewer may see it; null otherwise. */
export async function knownFact<K extends FactKind>(
  kind: RecordKind<K>,
  { viewer, id, knownAt }: Wanted & { knownAt?: Instant | undefined },
  deps: ReadDeps,
): Promise<StoredFact<K> | null> {
  if (!isIdentifier(id)) return null;
  const { facts } = deps;
  const fact =
    knownAt === undefined
      ? (await facts.currentFacts(kind.factKind, [id])).get(id)
      : asKnownAt(await facts.versionsOf(kind.factKind, id), knownAt);
  if (fact === undefined) return null;
  return (await openTo(viewer, kind, [fact], deps))[0] ?? null;
}

/** Of some facts, those that are not part of the record of a person kept from the viewer. */
export async function openTo<K extends FactKind>(
  viewer: Viewer,
  kind: RecordKind<K>,
  facts: readonly StoredFact<K>[],
  { restricted, clock }: Pick<ReadDeps, 'restricted' | 'clock'>,
): Promise<StoredFact<K>[]> {
  const personOf = (fact: StoredFact<K>) => kind.personOf(fact.body);
  const ids = facts.flatMap((fact) => personOf(fact) ?? []);
  const { hidden } = await restricted.seenBy(viewer.userId, ids, todayOf({ clock }));
  return facts.filter((fact) => !hidden.has(personOf(fact) ?? ''));
}

export function shown<K extends FactKind>(
  kind: RecordKind<K>,
  fact: StoredFact<K>,
  on: CalendarDate,
): ShownRecord {
  return { ...kind.fields(fact.body, on), ...recording(fact) };
}

function recording({ version, recordedAt, recordedBy, source, reason, handFields }: StoredFact<FactKind>) {
  return { version, recordedAt, recordedBy, source, reason, handFields: [...handFields] };
}

/** The same answer for what is not there and for what is kept from the viewer: neither can be told from the other. */
export function notThere(kind: { noun: string; factKind: FactKind }, id: string): NotFound {
  return new NotFound(`There is no ${kind.noun} ${id}.`, { ids: { kind: kind.factKind } });
}

export function isIdentifier(id: string): boolean {
  const [, plain] = /^(?:[a-z-]+:)?(.*)$/.exec(id) ?? [];
  return readIdentifier(plain ?? '').ok;
}
