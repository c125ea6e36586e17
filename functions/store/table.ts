import {
  BatchGetCommand,
  QueryCommand,
  TransactWriteCommand,
  type DynamoDBDocumentClient,
  type QueryCommandInput,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { invariant } from '../../domain/outcome.ts';
import type { TableKey } from './keys.ts';

/** The single table: where it is and how it is reached. */
export type Table = { client: DynamoDBDocumentClient; name: string };

export type Item = Record<string, unknown>;
export type Action = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** DynamoDB's own limits. */
const GET_MOST = 100;
export const TRANSACTION_MOST = 100;
const READ_TRIES = 8;
const CONFLICT_TRIES = 6;

/** Reads items by key, consistently, in the order of nothing: absent ones are simply not among the answers. */
export async function batchGet(
  table: Table,
  keys: readonly TableKey[],
  attributes?: readonly string[],
): Promise<Item[]> {
  const chunks: TableKey[][] = [];
  for (let start = 0; start < keys.length; start += GET_MOST)
    chunks.push(keys.slice(start, start + GET_MOST));
  const items: Item[] = [];
  for (const answers of await inTurns(chunks, (chunk) => getChunk(table, chunk, attributes)))
    items.push(...answers);
  return items;
}

async function getChunk(table: Table, keys: TableKey[], attributes?: readonly string[]): Promise<Item[]> {
  const projection = attributes === undefined ? {} : { ProjectionExpression: attributes.join(', ') };
  const items: Item[] = [];
  let wanted: Item[] = keys;
  for (let attempt = 0; wanted.length > 0; attempt += 1) {
    invariant(attempt < READ_TRIES, 'the table gives back what is asked for within a few tries');
    if (attempt > 0) await pause(attempt);
    const answer = await table.client.send(
      new BatchGetCommand({
        RequestItems: { [table.name]: { Keys: wanted, ConsistentRead: true, ...projection } },
      }),
    );
    items.push(...(answer.Responses?.[table.name] ?? []));
    wanted = answer.UnprocessedKeys?.[table.name]?.Keys ?? [];
  }
  return items;
}

/** One page of a query: as many items as its limit says and there are, though an answer of the table ends at 1 MB. */
export async function queryPage(
  table: Table,
  query: Omit<QueryCommandInput, 'TableName'>,
): Promise<{ items: Item[]; last: Item | undefined }> {
  const items: Item[] = [];
  let next: Partial<QueryCommandInput> = {};
  for (;;) {
    const answer = await table.client.send(new QueryCommand({ TableName: table.name, ...query, ...next }));
    items.push(...(answer.Items ?? []));
    const { LastEvaluatedKey: last } = answer;
    const { Limit: most } = query;
    if (last === undefined || most === undefined || items.length >= most) return { items, last };
    next = { ExclusiveStartKey: last, Limit: most - items.length };
  }
}

/** Every page of a query, for partitions that are small by design. */
export async function queryAll(table: Table, query: Omit<QueryCommandInput, 'TableName'>): Promise<Item[]> {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const page = await queryPage(table, start === undefined ? query : { ...query, ExclusiveStartKey: start });
    items.push(...page.items);
    start = page.last;
  } while (start !== undefined);
  return items;
}

/** True when the write went through, false when its condition did not hold. */
export async function unlessConditionFails(sent: Promise<unknown>): Promise<boolean> {
  try {
    await sent;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** Which of some actions stood in the way: their places. Empty when all were written. */
export type TransactionOutcome = { failed: readonly number[] };

/**
 * Writes all actions or none. A failed condition is an outcome; a clash with another writer at the same
 * moment is tried again; anything else is thrown.
 */
export async function transact(table: Table, actions: Action[]): Promise<TransactionOutcome> {
  invariant(actions.length > 0 && actions.length <= TRANSACTION_MOST, 'a transaction has 1 to 100 actions');
  for (let attempt = 1; ; attempt += 1) {
    try {
      await table.client.send(new TransactWriteCommand({ TransactItems: actions }));
      return { failed: [] };
    } catch (error) {
      const reasons = cancellationReasons(error);
      const failed = reasons.flatMap((code, place) => (code === 'ConditionalCheckFailed' ? [place] : []));
      if (failed.length > 0) return { failed };
      const clash = reasons.some((code) => code === 'TransactionConflict' || code === 'ThrottlingError');
      if (!clash || attempt === CONFLICT_TRIES) throw error;
      await pause(attempt);
    }
  }
}

function cancellationReasons(error: unknown): string[] {
  if (!(error instanceof TransactionCanceledException)) return [];
  return (error.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None');
}

/** A transaction carries at most 4 MB, the versions that are kept included; half of it leaves room for what JSON does not count. */
const TRANSACTION_BYTES = 2_000_000;

/** Groups of writes of several actions each that fit in one transaction, with room for one more action: the mark that they changed. */
export function packed<W extends { actions: readonly Action[] }>(writes: readonly W[]): W[][] {
  const groups: W[][] = [];
  let group: W[] = [];
  let actions = 0;
  let bytes = 0;
  for (const write of writes) {
    const size = Buffer.byteLength(JSON.stringify(write.actions));
    const full = actions + write.actions.length >= TRANSACTION_MOST || bytes + size > TRANSACTION_BYTES;
    if (full && group.length > 0) {
      groups.push(group);
      group = [];
      actions = 0;
      bytes = 0;
    }
    group.push(write);
    actions += write.actions.length;
    bytes += size;
  }
  return group.length > 0 ? [...groups, group] : groups;
}

/** At most four requests at a time: enough to keep the table busy, few enough to keep memory flat. */
const AT_ONCE = 4;

/** Does something for each entry, a few at a time, and gives the answers in order. */
export async function inTurns<A, B>(entries: readonly A[], act: (entry: A) => Promise<B>): Promise<B[]> {
  const answers = new Map<number, B>();
  let next = 0;
  async function work(): Promise<void> {
    for (let place = next++; place < entries.length; place = next++) {
      const entry = entries[place];
      if (entry !== undefined) answers.set(place, await act(entry));
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, entries.length) }, work));
  return [...answers.entries()].sort(([a], [b]) => a - b).map(([, answer]) => answer);
}

function pause(attempt: number): Promise<void> {
  const milliseconds = 25 * 2 ** attempt * (0.5 + Math.random());
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
