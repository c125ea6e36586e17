import { verifyChain } from '../../domain/facts/audit-chain.ts';
import { factKinds, type FactKind, type Subject } from '../../domain/facts/fact.ts';
import { allSettings } from '../../domain/settings/settings.ts';
import { isFact } from '../store/acts.ts';
import type { FactStore } from '../store/fact-store.ts';
import { hashText } from '../store/hash-text.ts';
import { actContent, versionContent } from '../store/items.ts';
import type { AuditSubject } from '../store/keys.ts';
import type { ListStore } from '../store/list-store.ts';

type Deps = { facts: FactStore; lists: ListStore };
type Break = { subject: string; number: number; rule: string; message: string };
export type Verified = { entries: number; breaks: Break[] };

/** In the order of their names, so that a cursor says how far a look has come. */
const kinds = factKinds.toSorted();

/** Walks the chains of every subject there is, a page of subjects at a time. */
export async function verifyEveryTrail(
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  deps: Deps,
): Promise<Verified & { subjects: number; nextCursor: string | null }> {
  const found = await subjectsAfter(cursor, limit + 1, deps.lists);
  const page = found.slice(0, limit);
  const verified = await Promise.all(page.map((subject) => verifyTrail(subject, deps.facts)));
  const last = page.at(-1);
  return {
    subjects: page.length,
    entries: verified.reduce((sum, each) => sum + each.entries, 0),
    breaks: verified.flatMap((each) => each.breaks),
    nextCursor: found.length > page.length && last !== undefined ? nameOf(last) : null,
  };
}

/** Walks the chain of one subject. */
export async function verifyTrail(subject: AuditSubject, facts: FactStore): Promise<Verified> {
  const [versions, acts] = await Promise.all([
    isFact(subject) ? facts.versionsOf(subject.kind, subject.id) : [],
    facts.actsAbout(subject),
  ]);
  const entries = [
    ...versions.map((fact) => ({ entry: fact.entry, content: versionContent(fact) })),
    ...acts.map(({ entry, ...act }) => ({ entry, content: actContent(subject, act) })),
  ];
  const breaks = verifyChain(entries, hashText, versions[0]?.chain);
  return { entries: entries.length, breaks: breaks.map((each) => ({ subject: nameOf(subject), ...each })) };
}

async function subjectsAfter(cursor: string | undefined, most: number, lists: ListStore): Promise<Subject[]> {
  const [afterKind = '', ...rest] = (cursor ?? '').split(':');
  const afterId = rest.join(':');
  const subjects: Subject[] = [];
  for (const kind of kinds) {
    if (kind < afterKind) continue;
    const ids = (await idsOf(kind, lists)).filter((id) => kind > afterKind || id > afterId).sort();
    subjects.push(...ids.slice(0, most - subjects.length).map((id) => ({ kind, id })));
    if (subjects.length === most) break;
  }
  return subjects;
}

async function idsOf(kind: FactKind, lists: ListStore): Promise<string[]> {
  if (kind === 'setting') return allSettings.map(({ name }) => name);
  if (kind === 'package') return lists.everyPackageId(await lists.everyId('provider'));
  return lists.everyId(kind);
}

function nameOf({ kind, id }: AuditSubject): string {
  return `${kind}:${id}`;
}
