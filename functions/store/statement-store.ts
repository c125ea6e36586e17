import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { calendarDateSchema, instantSchema } from '../../domain/calendar.ts';
import { spendingCategories } from '../../domain/direct-payments/classified.ts';
import type { Recording } from '../../domain/facts/fact.ts';
import { penceSchema } from '../../domain/money.ts';
import { statementFormats } from '../../domain/statements/statement.ts';
import { transactWithAct } from './acts.ts';
import {
  confirmedPayeeKey,
  paidPayeeKey,
  paidPayeePk,
  PAYEE_PREFIX,
  statementsPk,
  TAKEN_PREFIX,
  takenStatementKey,
  UNREAD_PREFIX,
  unknownHeadingsKey,
  unknownHeadingsPk,
  unreadStatementKey,
  type TableKey,
} from './keys.ts';
import { inTurns, queryAll, type Table } from './table.ts';

/** A statement file of an agreement that was read, with the accounts in it. */
const takenStatementSchema = z.object({
  agreementId: z.string(),
  uploadId: z.string(),
  fileName: z.string(),
  format: z.enum(statementFormats),
  layout: z.string().nullable(),
  receivedAt: instantSchema,
  accounts: z.array(
    z.object({
      /** The last digits of the account, as far as the bank shows them. */
      endsIn: z.string().nullable(),
      from: calendarDateSchema.nullable(),
      to: calendarDateSchema.nullable(),
      openingPence: penceSchema.nullable(),
      closingPence: penceSchema.nullable(),
      transactions: z.int(),
    }),
  ),
});
export type TakenStatement = z.infer<typeof takenStatementSchema>;
const takenItemSchema = takenStatementSchema.extend({
  entity: z.literal('statement-taken'),
  v: z.literal(1),
});

/** What an officer said that a payee of an agreement is. */
const confirmedPayeeSchema = z.object({
  agreementId: z.string(),
  payee: z.string(),
  category: z.enum(spendingCategories),
});
export type ConfirmedPayee = z.infer<typeof confirmedPayeeSchema>;
const confirmedItemSchema = confirmedPayeeSchema.extend({
  entity: z.literal('confirmed-payee'),
  v: z.literal(1),
});

const unreadItemSchema = z.object({
  entity: z.literal('statement-unread'),
  v: z.literal(1),
  uploadId: z.string(),
});

/** In so many agreements a payee is looked for at most: to know a network nobody needs to count on. */
const MOST_COUNTED = 50;

/** The bank statements that were sent for direct payment agreements, and whom they pay. */
export function statementStore(table: Table) {
  return {
    /** AP43: the statement files of an agreement that were read. */
    async statementsOf(agreementId: string): Promise<TakenStatement[]> {
      const items = await queryAll(table, {
        KeyConditionExpression: 'PK = :pk AND begins_with(SK, :prefix)',
        ExpressionAttributeValues: { ':pk': statementsPk(agreementId), ':prefix': TAKEN_PREFIX },
        ConsistentRead: true,
      });
      return items.map((item) => {
        const { entity: _entity, v: _v, ...taken } = takenItemSchema.parse(item);
        return taken;
      });
    },

    /** AP44: in how many agreements each payee is paid whom the statements of several pay; counted up to 50. */
    async sharedBy(payeeKeys: readonly string[]): Promise<Map<string, number>> {
      const counts = await inTurns([...new Set(payeeKeys)], async (payee) => {
        const answer = await table.client.send(
          new QueryCommand({
            TableName: table.name,
            KeyConditionExpression: 'PK = :pk',
            ExpressionAttributeValues: { ':pk': paidPayeePk(payee) },
            Select: 'COUNT',
            Limit: MOST_COUNTED,
          }),
        );
        return [payee, answer.Count ?? 0] as const;
      });
      return new Map(counts.filter(([, count]) => count > 1));
    },

    /** AP45: what officers said that the payees of an agreement are. */
    async confirmedOf(agreementId: string): Promise<ConfirmedPayee[]> {
      const items = await queryAll(table, {
        KeyConditionExpression: 'PK = :pk AND begins_with(SK, :prefix)',
        ExpressionAttributeValues: { ':pk': statementsPk(agreementId), ':prefix': PAYEE_PREFIX },
        ConsistentRead: true,
      });
      return items.map((item) => {
        const { entity: _entity, v: _v, ...confirmed } = confirmedItemSchema.parse(item);
        return confirmed;
      });
    },

    /** W37: a statement file was read; it says the same however often it is written. */
    async takeStatement(taken: TakenStatement): Promise<void> {
      await table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: {
            ...takenStatementKey(taken.agreementId, taken.uploadId),
            entity: 'statement-taken',
            v: 1,
            ...taken,
          },
        }),
      );
    },

    /** AP49: the statement files of an agreement that could not be read when they came. */
    async unreadOf(agreementId: string): Promise<string[]> {
      const items = await queryAll(table, {
        KeyConditionExpression: 'PK = :pk AND begins_with(SK, :prefix)',
        ExpressionAttributeValues: { ':pk': statementsPk(agreementId), ':prefix': UNREAD_PREFIX },
        ConsistentRead: true,
      });
      return items.map((item) => unreadItemSchema.parse(item).uploadId);
    },

    /** AP50: the statement files under some headings that nobody knew when they came. */
    async unreadUnder(mappingId: string): Promise<string[]> {
      const items = await queryAll(table, {
        KeyConditionExpression: 'PK = :pk',
        ExpressionAttributeValues: { ':pk': unknownHeadingsPk(mappingId) },
        ConsistentRead: true,
      });
      return items.map((item) => unreadItemSchema.parse(item).uploadId);
    },

    /** W43: a statement file of an agreement could not be read; it says the same however often it is written. */
    async noteUnread(agreementId: string, uploadId: string): Promise<void> {
      await putUnread(unreadStatementKey(agreementId, uploadId), uploadId);
    },

    /** W44: a statement file waits under headings that nobody knows; it says the same however often it is written. */
    async noteUnknownHeadings(mappingId: string, uploadId: string): Promise<void> {
      await putUnread(unknownHeadingsKey(mappingId, uploadId), uploadId);
    },

    /** W39: an officer says what a payee of an agreement is, with the act; the last word holds. */
    async confirmPayee(confirmed: ConfirmedPayee, recording: Recording): Promise<void> {
      const { agreementId, payee, category } = confirmed;
      await transactWithAct(
        table,
        { kind: 'direct-payment-agreement', id: agreementId },
        { act: 'payee-confirmed', detail: { payee, category }, recording },
        [
          {
            Put: {
              TableName: table.name,
              Item: {
                ...confirmedPayeeKey(agreementId, payee),
                entity: 'confirmed-payee',
                v: 1,
                ...confirmed,
              },
            },
          },
        ],
      );
    },

    /** W38: an agreement pays somebody whom its plan does not name; it says the same however often it is written. */
    async notePaid(agreementId: string, payeeKeys: readonly string[]): Promise<void> {
      await inTurns([...new Set(payeeKeys)], (payee) =>
        table.client.send(
          new PutCommand({
            TableName: table.name,
            Item: { ...paidPayeeKey(payee, agreementId), entity: 'paid-payee', v: 1 },
          }),
        ),
      );
    },
  };

  async function putUnread(key: TableKey, uploadId: string): Promise<void> {
    const item: z.infer<typeof unreadItemSchema> = { entity: 'statement-unread', v: 1, uploadId };
    await table.client.send(new PutCommand({ TableName: table.name, Item: { ...key, ...item } }));
  }
}
export type StatementStore = ReturnType<typeof statementStore>;
