import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { postedAccountSchema, type PostedAccount } from '../../domain/deferred/postings.ts';
import type { Entry } from '../../domain/ledger/journal-entry.ts';
import { postedAccountKey } from './keys.ts';
import { bookingsOf } from './ledger-store.ts';
import { transact, type Table } from './table.ts';

const postedItemSchema = z.object({
  entity: z.literal('deferred-posted'),
  v: z.literal(1),
  number: z.int().min(1),
  posted: postedAccountSchema,
});

/** What stands in the ledger of an agreement, and how many nights brought it there. */
export type PostedSoFar = { number: number; posted: PostedAccount };

/** What the ledger holds of the accounts of deferred payment agreements. */
export function deferredStore(table: Table) {
  return {
    /** AP52: what of an agreement’s account is posted; null where nothing is. */
    async postedOf(agreementId: string): Promise<PostedSoFar | null> {
      const answer = await table.client.send(
        new GetCommand({ TableName: table.name, Key: postedAccountKey(agreementId), ConsistentRead: true }),
      );
      if (answer.Item === undefined) return null;
      const { number, posted } = postedItemSchema.parse(answer.Item);
      return { number, posted };
    },

    /**
     * W45: books what a night adds and notes what is posted, all or nothing; false where another try was quicker. That
     * nobody posted since it was read is the condition.
     */
    async postNight(
      agreementId: string,
      seen: PostedSoFar | null,
      { posted, entries }: { posted: PostedAccount; entries: readonly Entry[] },
    ): Promise<boolean> {
      const number = (seen?.number ?? 0) + 1;
      const { failed } = await transact(table, [
        {
          Put: {
            TableName: table.name,
            Item: { ...postedAccountKey(agreementId), entity: 'deferred-posted', v: 1, number, posted },
            ...(seen === null
              ? { ConditionExpression: 'attribute_not_exists(PK)' }
              : {
                  ConditionExpression: '#number = :seen',
                  ExpressionAttributeNames: { '#number': 'number' },
                  ExpressionAttributeValues: { ':seen': seen.number },
                }),
          },
        },
        ...bookingsOf(table.name, entries),
      ]);
      return failed.length === 0;
    },
  };
}
export type DeferredStore = ReturnType<typeof deferredStore>;
