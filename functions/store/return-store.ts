import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { instantSchema } from '../../domain/calendar.ts';
import { returnsPk, TAKEN_PREFIX, takenReturnKey, waitingReturnKey, waitingReturnPrefix } from './keys.ts';
import { queryAll, unlessConditionFails, type Table } from './table.ts';

/** A return that was taken, in the order in which the returns of its provider were. */
const takenReturnSchema = z.object({
  number: z.int().min(1),
  uploadId: z.string(),
  fileName: z.string(),
  layout: z.string(),
  reference: z.string().nullable(),
  sequence: z.int().nullable(),
  /** The days its accepted lines claim, from 1 January 1970; null where none was accepted. */
  days: z.object({ first: z.int(), last: z.int() }).nullable(),
  takenAt: instantSchema,
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
      return items.map((item) => {
        const { entity: _entity, v: _v, ...taken } = takenItemSchema.parse(item);
        return taken;
      });
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
    async take(providerId: string, taken: TakenReturn): Promise<boolean> {
      return unlessConditionFails(
        table.client.send(
          new PutCommand({
            TableName: table.name,
            Item: { ...takenReturnKey(providerId, taken.number), entity: 'return-taken', v: 1, ...taken },
            ConditionExpression: 'attribute_not_exists(PK)',
          }),
        ),
      );
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
