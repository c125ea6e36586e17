import * as z from 'zod';
import { nextEntry } from '../../domain/facts/audit-chain.ts';
import { factKinds, type ChainEntry, type Recording, type Subject } from '../../domain/facts/fact.ts';
import { hashText } from './hash-text.ts';
import { actContent, parseAct } from './items.ts';
import { AUDIT_PREFIX, auditKey, currentKey, subjectPk, type AuditSubject } from './keys.ts';
import { batchGet, queryPage, transact, type Action, type Table } from './table.ts';

/** An act as it is asked for; its place in the chain is found when it is written. */
export type NewAct = { act: string; detail: Record<string, unknown>; recording: Recording };

/** The end of a subject's chain: on the current version of a fact, else the last act. */
type ChainEnd = { last: Pick<ChainEntry, 'number' | 'hash'> | null; onVersion: boolean };

/** Acts about one subject at the same moment stand in each other's way; each looks for the next place this often. */
const ACT_TRIES = 6;

const headSchema = z.object({ chainNumber: z.int(), chainHash: z.string() });

/**
 * Writes actions together with an act about a subject, at the end of its chain; false when a condition of one of the
 * actions does not hold. Nothing is done of which the act is not there, and the other way about.
 */
export async function transactWithAct(
  table: Table,
  subject: AuditSubject,
  act: NewAct,
  actions: readonly Action[],
): Promise<boolean> {
  for (let attempt = 1; attempt <= ACT_TRIES; attempt += 1) {
    const end = await chainEnd(table, subject);
    const { failed } = await transact(table, [...actions, ...actActions(table.name, { subject, end }, act)]);
    if (failed.length === 0) return true;
    if (failed.some((place) => place < actions.length)) return false;
  }
  throw new Error('acts about one subject were in each other’s way again and again');
}

export async function chainEnd(table: Table, subject: AuditSubject): Promise<ChainEnd> {
  const [current] = isFact(subject)
    ? await batchGet(table, [currentKey(subject)], ['chainNumber', 'chainHash'])
    : [];
  if (current !== undefined) {
    const { chainNumber, chainHash } = headSchema.parse(current);
    return { last: { number: chainNumber, hash: chainHash }, onVersion: true };
  }
  const { items } = await queryPage(table, {
    KeyConditionExpression: 'PK = :pk AND begins_with(SK, :prefix)',
    ExpressionAttributeValues: { ':pk': subjectPk(subject), ':prefix': AUDIT_PREFIX },
    ScanIndexForward: false,
    Limit: 1,
    ConsistentRead: true,
  });
  return { last: items[0] === undefined ? null : parseAct(items[0]).entry, onVersion: false };
}

function actActions(
  tableName: string,
  { subject, end }: { subject: AuditSubject; end: ChainEnd },
  { act, detail, recording }: NewAct,
): Action[] {
  const content = { act, detail, ...recording };
  const entry = nextEntry(end.last, actContent(subject, content), hashText);
  const put = {
    Put: {
      TableName: tableName,
      Item: { ...auditKey(subject, entry.number), entity: 'act', v: 1, ...content, entry },
      ConditionExpression: 'attribute_not_exists(PK)',
    },
  };
  if (!isFact(subject)) return [put];
  const key = { TableName: tableName, Key: currentKey(subject) };
  // A first version may come in between, and would take the same place in the chain.
  if (!end.onVersion)
    return [put, { ConditionCheck: { ...key, ConditionExpression: 'attribute_not_exists(PK)' } }];
  const update = {
    ...key,
    UpdateExpression: 'SET chainNumber = :number, chainHash = :hash',
    ConditionExpression: 'chainHash = :seen',
    ExpressionAttributeValues: { ':number': entry.number, ':hash': entry.hash, ':seen': end.last?.hash },
  };
  return [put, { Update: update }];
}

export function isFact(subject: AuditSubject): subject is Subject {
  return factKinds.some((kind) => kind === subject.kind);
}
