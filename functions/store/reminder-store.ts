import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { calendarDateSchema, instantSchema, type Instant } from '../../domain/calendar.ts';
import { reminderKey, reminderPrefix, returnsPk } from './keys.ts';
import { queryAll, unlessConditionFails, type Table } from './table.ts';

const reminderSchema = z.object({
  providerId: z.string(),
  /** `2026-10`. */
  month: z.string(),
  /** The day it was to be sent on: there is one a day. */
  on: calendarDateSchema,
  /** A mail that is `sending` may have left; one that `failed` has not. */
  state: z.enum(['sending', 'sent', 'failed']),
  askedBy: z.string(),
  /** Until then nobody else sends it. */
  claimedUntil: instantSchema,
});
export type Reminder = z.infer<typeof reminderSchema>;
export type ReminderClaim = Omit<Reminder, 'state'>;
const itemSchema = reminderSchema.extend({ entity: z.literal('return-reminder'), v: z.literal(1) });

/** Reminders of returns that are missing: each is claimed before its mail goes out, so that it goes out once. */
export function reminderStore(table: Table) {
  return {
    /** AP37: the reminders that a provider got of a month, by day. */
    async remindersOf(providerId: string, month: string): Promise<Reminder[]> {
      const items = await queryAll(table, {
        KeyConditionExpression: 'PK = :pk AND begins_with(SK, :prefix)',
        ExpressionAttributeValues: { ':pk': returnsPk(providerId), ':prefix': reminderPrefix(month) },
        ConsistentRead: true,
      });
      return items.map((item) => {
        const { entity: _entity, v: _v, ...reminder } = itemSchema.parse(item);
        return reminder;
      });
    },

    /** W31: claims a reminder; false where it was sent, or somebody else is sending it. */
    async claim(claim: ReminderClaim, now: Instant): Promise<boolean> {
      const item: z.infer<typeof itemSchema> = {
        ...{ entity: 'return-reminder', v: 1 },
        ...claim,
        state: 'sending',
      };
      return unlessConditionFails(
        table.client.send(
          new PutCommand({
            TableName: table.name,
            Item: { ...reminderKey(claim), ...item },
            ConditionExpression:
              'attribute_not_exists(PK) OR #state = :failed OR (#state = :sending AND claimedUntil <= :now)',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':failed': 'failed', ':sending': 'sending', ':now': now },
          }),
        ),
      );
    },

    /** W32: says what became of a claimed reminder; false where another has claimed it since. */
    async settle(claim: ReminderClaim, state: 'sent' | 'failed'): Promise<boolean> {
      return unlessConditionFails(
        table.client.send(
          new UpdateCommand({
            TableName: table.name,
            Key: reminderKey(claim),
            UpdateExpression: 'SET #state = :state',
            ConditionExpression: '#state = :sending AND claimedUntil = :until',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: {
              ...{ ':state': state, ':sending': 'sending', ':until': claim.claimedUntil },
            },
          }),
        ),
      );
    },
  };
}
export type ReminderStore = ReturnType<typeof reminderStore>;
