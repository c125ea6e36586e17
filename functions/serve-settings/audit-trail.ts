import type * as z from 'zod';
import { londonDate } from '../../domain/calendar.ts';
import { factKinds, type FactKind } from '../../domain/facts/fact.ts';
import type { auditEntrySchema, settingRoutes } from '../../events/api/settings.ts';
import type { Clock } from '../platform/clock.ts';
import type { Viewer } from '../platform/identity.ts';
import { InvalidRequest, NotFound } from '../platform/problem-responses.ts';
import type { Asked } from '../platform/route-area.ts';
import { isFact } from '../store/acts.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { Act, StoredFact } from '../store/items.ts';
import type { AuditSubject } from '../store/keys.ts';
import type { ListStore } from '../store/list-store.ts';
import type { RestrictedPeople } from '../store/restricted-people.ts';
import { verifyEveryTrail, verifyTrail } from './verify-every-trail.ts';

export type AuditDeps = { facts: FactStore; lists: ListStore; restricted: RestrictedPeople; clock: Clock };
type Entry = z.output<typeof auditEntrySchema>;
type Trail = { subject: AuditSubject; versions: StoredFact<FactKind>[]; acts: Act[] };

/** Everything recorded about a subject, in the order of its chain. */
export async function readAuditTrail(
  { viewer, query }: Asked<typeof settingRoutes.readAuditTrail>,
  deps: AuditDeps,
): Promise<{ items: Entry[]; nextCursor: string | null }> {
  const { versions, acts } = await trailOf(query.subject, viewer, deps);
  const entries = [...versions.map(versionEntry), ...acts.map(actEntry)].toSorted(
    (a, b) => a.number - b.number,
  );
  const after = query.cursor === undefined ? 0 : Number(query.cursor);
  if (!Number.isSafeInteger(after)) throw new InvalidRequest('The cursor is not one of ours.');
  const left = entries.filter(({ number }) => number > after);
  const items = left.slice(0, query.limit);
  return { items, nextCursor: left.length > items.length ? String(items.at(-1)?.number) : null };
}

/** Whether what is recorded is what was written, whole and in order: of one subject, or of all of them in pages. */
export async function verifyAuditTrail(
  { viewer, query }: Asked<typeof settingRoutes.verifyAuditTrail>,
  deps: AuditDeps,
) {
  if (query.subject === undefined) {
    const page = await verifyEveryTrail(query, deps);
    return { subject: null, ...page, holds: page.breaks.length === 0 };
  }
  const { subject } = await trailOf(query.subject, viewer, deps);
  const verified = await verifyTrail(subject, deps.facts);
  const holds = verified.breaks.length === 0;
  return { subject: query.subject, subjects: 1, ...verified, holds, nextCursor: null };
}

/** The trail of a subject; that of a person kept from the viewer is answered as if there were none. */
async function trailOf(
  text: string,
  viewer: Viewer,
  { facts, restricted, clock }: AuditDeps,
): Promise<Trail> {
  const subject = subjectOf(text);
  const [versions, acts] = await Promise.all([
    isFact(subject) ? facts.versionsOf(subject.kind, subject.id) : [],
    facts.actsAbout(subject),
  ]);
  const ids = versions.flatMap(({ body }) =>
    'personId' in body && body.personId !== null ? [body.personId] : [],
  );
  const today = londonDate(clock());
  const { hidden } = await restricted.seenBy(viewer.userId, ids, today);
  // An opening position names its owner by an id alone: a person, a package or an agreement.
  const unnamed = versions.flatMap(({ body }) => ('id' in body ? [body.id] : []));
  const closed = await restricted.hiddenIds(viewer.userId, unnamed, today);
  if (versions.length + acts.length === 0 || hidden.size > 0 || closed.size > 0)
    throw new NotFound(`Nothing is recorded about ${text}.`);
  return { subject, versions, acts };
}

const auditKinds = [...factKinds, 'work', 'queue'] as const satisfies readonly AuditSubject['kind'][];

function subjectOf(text: string): AuditSubject {
  const [, word, id] = /^([a-z-]+):([A-Za-z0-9][A-Za-z0-9._/:-]{0,99})$/.exec(text) ?? [];
  const kind = auditKinds.find((each) => each === word);
  if (kind !== undefined && id !== undefined) return { kind, id };
  throw new InvalidRequest(
    `A subject is a kind and an id, such as package:PK-1. Kinds: ${auditKinds.join(', ')}.`,
  );
}

function versionEntry({
  entry,
  version,
  recordedAt,
  recordedBy,
  source,
  reason,
}: StoredFact<FactKind>): Entry {
  return { ...entry, recordedAt, recordedBy, source, reason, what: `version ${version}`, version };
}

function actEntry({ entry, act, recordedAt, recordedBy, source, reason }: Act): Entry {
  return { ...entry, recordedAt, recordedBy, source, reason, what: act, version: null };
}
