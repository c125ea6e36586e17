import { PutCommand, type PutCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { instantSchema } from '../../domain/calendar.ts';
import { penceSchema } from '../../domain/money.ts';
import {
  dueReturnsPk,
  returnsOfMonthPk,
  returnsPk,
  TAKEN_PREFIX,
  takenReturnKey,
  waitingReturnKey,
  waitingReturnPrefix,
} from './keys.ts';
import { batchGet, queryAll, transact, unlessConditionFails, type Action, type Table } from './table.ts';

/** How the lines of a return stand, and what they come to. */
const returnSumsSchema = z.object({
  accepted: z.int(),
  questioned: z.int(),
  refused: z.int(),
  unchanged: z.int(),
  claimedPence: penceSchema,
  acceptedPence: penceSchema,
  meanwhilePence: penceSchema,
  heldPence: penceSchema,
});

/** A return that was taken, in the order in which the returns of its provider were. */
const takenReturnSchema = z.object({
  providerId: z.string(),
  number: z.int().min(1),
  uploadId: z.string(),
  fileName: z.string(),
  layout: z.string(),
  reference: z.string().nullable(),
  sequence: z.int().nullable(),
  /** The days its accepted lines claim, from 1 January 1970; null where none was accepted. */
  days: z.object({ first: z.int(), last: z.int() }).nullable(),
  /** The month of the last of the days it tells of, as `2026-10`: the one it is expected for. */
  month: z.string(),
  takenAt: instantSchema,
  /** What the cells of its lines say, in their order: a field of ours, or a heading of the file. */
  columns: z.array(z.string()),
  /** How many of its lines are kept as exceptions, and what the others come to. */
  exceptions: z.int(),
  clean: returnSumsSchema,
  sums: returnSumsSchema,
  isWithdrawn: z.boolean(),
  /** One more each time something of it is decided: the lock of whoever writes it. */
  revision: z.int().min(1),
});
export type TakenReturn = z.infer<typeof takenReturnSchema>;
const takenItemSchema = takenReturnSchema.extend({ entity: z.literal('return-taken'), v: z.literal(1) });

type Waiting = { layout: string; sequence: number; uploadId: string };
const waitingItemSchema = z.object({
  entity: z.literal('return-waiting'),
  v: z.literal(1),
  uploadId: z.string(),
});

/** What providers sent: the files that were taken, one after the other, and those that wait for one before them. */
export function returnStore(table: Table) {
  return {
    /** AP35: the returns of a provider that were taken, in their order. */
    async takenOf(providerId: string): Promise<TakenReturn[]> {
      const items = await queryAll(table, {
        KeyConditionExpression: 'PK = :pk AND begins_with(SK, :prefix)',
        ExpressionAttributeValues: { ':pk': returnsPk(providerId), ':prefix': TAKEN_PREFIX },
        ConsistentRead: true,
      });
      return items.map(parseTaken);
    },

    /** AP38: the returns that tell of a month, of every provider. */
    async ofMonth(month: string): Promise<TakenReturn[]> {
      const keys = await queryAll(table, {
        IndexName: 'GSI1',
        KeyConditionExpression: 'GSI1PK = :pk',
        ExpressionAttributeValues: { ':pk': returnsOfMonthPk(month) },
      });
      const found = await batchGet(
        table,
        keys.map((key) => ({ PK: String(key['PK']), SK: String(key['SK']) })),
      );
      return found.map(parseTaken);
    },

    /** AP41: the returns of which something was decided that is not in what is paid yet. */
    async dueUploads(): Promise<string[]> {
      const keys = await queryAll(table, {
        IndexName: 'GSI2',
        KeyConditionExpression: 'GSI2PK = :pk',
        ExpressionAttributeValues: { ':pk': dueReturnsPk },
      });
      return keys.map((key) => String(key['GSI2SK']));
    },

    /** AP36: the uploads that wait to be the file of a number. */
    async waitingFor(
      providerId: string,
      { layout, sequence }: Pick<Waiting, 'layout' | 'sequence'>,
    ): Promise<string[]> {
      const items = await queryAll(table, {
        KeyConditionExpression: 'PK = :pk AND begins_with(SK, :prefix)',
        ExpressionAttributeValues: {
          ':pk': returnsPk(providerId),
          ':prefix': waitingReturnPrefix(layout, sequence),
        },
        ConsistentRead: true,
      });
      return items.map((item) => waitingItemSchema.parse(item).uploadId);
    },

    /** W29: takes a return as the next of its provider; false when another was taken since those before it were read. */
    async take(taken: Omit<TakenReturn, 'revision'>): Promise<boolean> {
      return unlessConditionFails(
        table.client.send(
          new PutCommand({
            ...takenPut(table, { ...taken, revision: 1 }),
            ConditionExpression: 'attribute_not_exists(PK)',
          }),
        ),
      );
    },

    /** W36: says anew how a return stands whose checks died half way; false when it was decided of since. */
    async restate(seen: TakenReturn, change: Partial<TakenReturn>): Promise<boolean> {
      const { failed } = await transact(table, [restateTaken(table, seen, change)]);
      return failed.length === 0;
    },

    /** W30: leaves word that a file waits for the one before its number. */
    async leaveWord(providerId: string, waiting: Waiting): Promise<void> {
      await table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: {
            ...waitingReturnKey(providerId, waiting),
            entity: 'return-waiting',
            v: 1,
            uploadId: waiting.uploadId,
          },
        }),
      );
    },
  };
}
export type ReturnStore = ReturnType<typeof returnStore>;

function parseTaken(item: unknown): TakenReturn {
  const { entity: _entity, v: _v, ...taken } = takenItemSchema.parse(item);
  return taken;
}

function takenPut(table: Table, taken: TakenReturn): PutCommandInput {
  const { providerId, number, month } = taken;
  return {
    TableName: table.name,
    Item: {
      ...takenReturnKey(providerId, number),
      entity: 'return-taken',
      v: 1,
      ...taken,
      GSI1PK: returnsOfMonthPk(month),
      GSI1SK: `${providerId}#${number}`,
    },
  };
}

/** A return as it stands after something of it was decided, unless somebody else wrote it since. */
export function restateTaken(table: Table, seen: TakenReturn, change: Partial<TakenReturn>): Action {
  return {
    Put: {
      ...takenPut(table, { ...seen, ...change, revision: seen.revision + 1 }),
      ConditionExpression: 'revision = :seen',
      ExpressionAttributeValues: { ':seen': seen.revision },
    },
  };
}

/** Marks a return as one of which something was decided that is not in what is paid yet. */
export function markDue(table: Table, { providerId, number, uploadId }: TakenReturn): Action {
  return {
    Update: {
      TableName: table.name,
      Key: takenReturnKey(providerId, number),
      UpdateExpression: 'SET GSI2PK = :due, GSI2SK = :upload ADD revision :one',
      ConditionExpression: 'attribute_exists(PK)',
      ExpressionAttributeValues: { ':due': dueReturnsPk, ':upload': uploadId, ':one': 1 },
    },
  };
}
