import type { FactKind } from '../../domain/facts/fact.ts';
import { invariant } from '../../domain/outcome.ts';
import { changeMark } from './change-marks.ts';
import { transactWithAct, type NewAct } from './acts.ts';
import { parseAct, parseFact, type Act, type StoredFact } from './items.ts';
import {
  AUDIT_PREFIX,
  currentKey,
  subjectPk,
  VERSION_PREFIX,
  versionKey,
  type AuditSubject,
} from './keys.ts';
import { batchGet, inTurns, packed, queryAll, transact, type Action, type Table } from './table.ts';
import { holdActions, nextVersion, versionActions, type VersionWrite } from './versions.ts';

/** A version that was recorded, or a fact that somebody else changed in between: read it again and decide again. */
export type Recorded<K extends FactKind> =
  { outcome: 'recorded'; fact: StoredFact<K> } | { outcome: 'changed-meanwhile' };

/** Dated facts: their current versions, their history, and the chain that proves it. */
export function factStore(table: Table) {
  return {
    /** AP1: the current versions of some subjects of a kind; absent ones are not in the answer. */
    async currentFacts<K extends FactKind>(
      kind: K,
      ids: readonly string[],
    ): Promise<Map<string, StoredFact<K>>> {
      const keys = [...new Set(ids)].map((id) => currentKey({ kind, id }));
      const items = await batchGet(table, keys);
      const facts = items.map((item) => parseFact(kind, item));
      return new Map(facts.map((fact) => [fact.subject.id, fact]));
    },

    /** AP17: which of some subjects of a kind exist, without reading what they hold. */
    async whichExist(kind: FactKind, ids: readonly string[]): Promise<Set<string>> {
      const keys = [...new Set(ids)].map((id) => currentKey({ kind, id }));
      const found = new Set((await batchGet(table, keys, ['PK'])).map((item) => item['PK']));
      return new Set(ids.filter((id) => found.has(subjectPk({ kind, id }))));
    },

    /** AP54: some subjects of a kind, each in the version it had once; absent ones are not in the answer. */
    async factsAt<K extends FactKind>(
      kind: K,
      versions: ReadonlyMap<string, number>,
    ): Promise<Map<string, StoredFact<K>>> {
      const current = await this.currentFacts(kind, [...versions.keys()]);
      const earlier = [...versions].filter(([id, version]) => current.get(id)?.version !== version);
      const keys = earlier.map(([id, version]) => versionKey({ kind, id }, version));
      const facts = (await batchGet(table, keys)).map((item) => parseFact(kind, item));
      const found = [...current.values(), ...facts].filter(
        ({ subject, version }) => versions.get(subject.id) === version,
      );
      return new Map(found.map((fact) => [fact.subject.id, fact]));
    },

    /** AP2: every version of a subject, newest first. */
    async versionsOf<K extends FactKind>(kind: K, id: string): Promise<StoredFact<K>[]> {
      const pk = subjectPk({ kind, id });
      const [current, earlier] = await Promise.all([
        batchGet(table, [currentKey({ kind, id })]),
        partition(pk, VERSION_PREFIX),
      ]);
      const facts = [...current, ...earlier].map((item) => parseFact(kind, item));
      return facts.toSorted((a, b) => b.version - a.version);
    },

    /** AP3: the acts recorded about a subject beside its versions, in order. */
    async actsAbout(subject: AuditSubject): Promise<Act[]> {
      return (await partition(subjectPk(subject), AUDIT_PREFIX)).map(parseAct);
    },

    /** W1, W2: records versions, many a transaction; each write stands or falls by itself, with the hold it carries. */
    async recordVersions<K extends FactKind>(writes: readonly VersionWrite<K>[]): Promise<Recorded<K>[]> {
      const subjects = new Set(writes.map((write) => subjectPk(write.subject)));
      // DynamoDB refuses two actions on one item in a transaction; two versions of a subject need two decisions anyway.
      invariant(subjects.size === writes.length, 'a subject is written once at a time');
      const prepared = writes.map((write) => {
        const fact = nextVersion(write);
        const held = write.hold === undefined ? [] : holdActions(table, write.hold, write.recording);
        return { fact, actions: [...versionActions(table.name, write.seen, fact), ...held] };
      });
      const outcomes = await inTurns(packed(prepared), (group) => recordGroup(table, group));
      return outcomes.flat();
    },

    /** W3: records an act about a subject at the end of its chain, whatever stands there by then. */
    async recordAct(subject: AuditSubject, act: NewAct): Promise<void> {
      await transactWithAct(table, subject, act, []);
    },
  };

  function partition(pk: string, prefix: string) {
    return queryAll(table, {
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :prefix)',
      ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
      ConsistentRead: true,
    });
  }
}
export type FactStore = ReturnType<typeof factStore>;

type Prepared<K extends FactKind> = { fact: StoredFact<K>; actions: Action[] };

/** Writes a group; the writes whose condition failed are left out and the others sent again. */
async function recordGroup<K extends FactKind>(
  table: Table,
  group: readonly Prepared<K>[],
): Promise<Recorded<K>[]> {
  const standing = new Set(group);
  while (standing.size > 0) {
    const writes = [...standing];
    const marks = changeMark(
      table,
      writes.map(({ fact }) => fact.subject),
    );
    const { failed } = await transact(table, [...writes.flatMap((write) => write.actions), ...marks]);
    if (failed.length === 0) break;
    const owners = writes.flatMap((write) => write.actions.map(() => write));
    for (const place of failed) {
      const owner = owners[place];
      if (owner !== undefined) standing.delete(owner);
    }
  }
  return group.map((write) =>
    standing.has(write) ? { outcome: 'recorded', fact: write.fact } : { outcome: 'changed-meanwhile' },
  );
}
