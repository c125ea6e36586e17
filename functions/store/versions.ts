import { nextEntry } from '../../domain/facts/audit-chain.ts';
import type { FactKind, Recording, Subject } from '../../domain/facts/fact.ts';
import { invariant } from '../../domain/outcome.ts';
import type { Hold } from '../../domain/pay/run/hold.ts';
import { changeMark } from './change-marks.ts';
import { hashText } from './hash-text.ts';
import { indexKeysOf } from './index-keys.ts';
import { factItem, versionContent, type Bodies, type StoredFact } from './items.ts';
import { currentKey, heldAccountKey, versionKey } from './keys.ts';
import type { Action, Table } from './table.ts';

/** A version to record: what the fact becomes, and what it was when that was decided. */
export type VersionWrite<K extends FactKind> = {
  subject: Subject & { kind: K };
  body: Bodies[K];
  handFields: readonly string[];
  recording: Recording;
  seen: StoredFact<K> | null;
  /** A hold that follows from it: both are recorded or neither. */
  hold?: PlacedHold | undefined;
};

/** A hold to place, and why. */
export type PlacedHold = { body: Hold; reason: string | null };

/**
 * The version that follows what was seen: numbered, chained, and never recorded before its predecessor. A first one
 * follows what was done about the subject before, where anything was.
 */
export function nextVersion<K extends FactKind>(
  write: VersionWrite<K>,
  last: StoredFact<K>['chain'] | null = write.seen?.chain ?? null,
): StoredFact<K> {
  const { seen, recording, subject, body, handFields } = write;
  // A clock that was set back must not make a later version look older than the one it follows.
  const recordedAt =
    seen !== null && seen.recordedAt > recording.recordedAt ? seen.recordedAt : recording.recordedAt;
  const fact = { ...recording, recordedAt, subject, body, handFields, version: (seen?.version ?? 0) + 1 };
  const entry = nextEntry(last, versionContent(fact), hashText);
  return { ...fact, entry, chain: { number: entry.number, hash: entry.hash } };
}

/**
 * A first version is one item; a later one also keeps the version it follows, in the same transaction. An agreement that
 * names another account provider than before is put on that provider’s list with it.
 */
export function versionActions<K extends FactKind>(
  tableName: string,
  seen: StoredFact<K> | null,
  fact: StoredFact<K>,
): Action[] {
  const current = {
    ...currentKey(fact.subject),
    ...factItem(fact),
    ...indexKeysOf(fact.subject.kind, fact.body),
  };
  const listed = listedAccount(tableName, seen, fact);
  if (seen === null) {
    return [
      { Put: { TableName: tableName, Item: current, ConditionExpression: 'attribute_not_exists(PK)' } },
      ...listed,
    ];
  }
  invariant(fact.version === seen.version + 1, 'a version follows the one that was seen');
  return [
    {
      Put: {
        TableName: tableName,
        Item: { ...versionKey(seen.subject, seen.version), ...factItem(seen) },
        ConditionExpression: 'attribute_not_exists(PK)',
      },
    },
    {
      Put: {
        TableName: tableName,
        Item: current,
        ConditionExpression: 'chainHash = :seen',
        ExpressionAttributeValues: { ':seen': seen.chain.hash },
      },
    },
    ...listed,
  ];
}

/** An agreement stays on the list of whoever ever held its money: who holds it now, it says itself. */
function listedAccount(
  tableName: string,
  seen: StoredFact<FactKind> | null,
  { subject, body }: StoredFact<FactKind>,
): Action[] {
  const accountProviderId = accountProviderOf(body);
  if (accountProviderId === null || (seen !== null && accountProviderOf(seen.body) === accountProviderId))
    return [];
  const Item = { ...heldAccountKey(accountProviderId, subject.id), entity: 'held-account', v: 1 };
  return [{ Put: { TableName: tableName, Item } }];
}

function accountProviderOf(body: Bodies[FactKind]): string | null {
  return 'accountProviderId' in body ? body.accountProviderId : null;
}

/** A hold’s first version with its mark, as actions of the transaction it follows from. */
export function holdActions(table: Table, { body, reason }: PlacedHold, recording: Recording): Action[] {
  const subject = { kind: 'hold' as const, id: body.holdId };
  const first = nextVersion<'hold'>({
    subject,
    body,
    handFields: [],
    recording: { ...recording, reason },
    seen: null,
  });
  return [...versionActions(table.name, null, first), ...changeMark(table, [subject])];
}
