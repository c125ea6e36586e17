import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { calendarDateSchema, instantSchema, type Instant } from '../../domain/calendar.ts';
import { letterKey, LETTER_PREFIX, lettersPk } from './keys.ts';
import { queryAll, unlessConditionFails, type Table } from './table.ts';

const letterSchema = z.object({
  /** From what it is for, so that it is one letter however often it is asked for: `DP-7:2026-04-01:reminder-1`. */
  letterId: z.string(),
  agreementId: z.string(),
  personId: z.string(),
  /** The name of its text: `papers-first-reminder`. */
  purpose: z.string(),
  title: z.string(),
  sentOn: calendarDateSchema,
  by: z.array(z.enum(['letter', 'e-mail'])),
  /** Whether only those who audit may see it, since it may be about abuse. */
  isRestricted: z.boolean(),
  /** A letter that is `sending` may have left; one that `failed` has not. */
  state: z.enum(['sending', 'sent', 'failed']),
  /** Until then nobody else sends it. */
  claimedUntil: instantSchema,
});
export type SentLetter = z.infer<typeof letterSchema>;
export type LetterClaim = Omit<SentLetter, 'state'>;
const itemSchema = letterSchema.extend({ entity: z.literal('letter'), v: z.literal(1) });

/** Letters about direct payments: each is claimed before it goes out, so that it goes out once. */
export function letterStore(table: Table) {
  return {
    /** AP47: the letters of an agreement. */
    async lettersOf(agreementId: string): Promise<SentLetter[]> {
      const items = await queryAll(table, {
        KeyConditionExpression: 'PK = :pk AND begins_with(SK, :prefix)',
        ExpressionAttributeValues: { ':pk': lettersPk(agreementId), ':prefix': LETTER_PREFIX },
        ConsistentRead: true,
      });
      return items.map((item) => {
        const { entity: _entity, v: _v, ...letter } = itemSchema.parse(item);
        return letter;
      });
    },

    /** W40: claims a letter; false where it was sent, or somebody else is sending it. */
    async claimLetter(claim: LetterClaim, now: Instant): Promise<boolean> {
      const item: z.infer<typeof itemSchema> = { entity: 'letter', v: 1, ...claim, state: 'sending' };
      return unlessConditionFails(
        table.client.send(
          new PutCommand({
            TableName: table.name,
            Item: { ...letterKey(claim), ...item },
            ConditionExpression:
              'attribute_not_exists(PK) OR #state = :failed OR (#state = :sending AND claimedUntil <= :now)',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':failed': 'failed', ':sending': 'sending', ':now': now },
          }),
        ),
      );
    },

    /** W41: says what became of a claimed letter; false where another has claimed it since. */
    async settleLetter(claim: LetterClaim, state: 'sent' | 'failed'): Promise<boolean> {
      return unlessConditionFails(
        table.client.send(
          new UpdateCommand({
            TableName: table.name,
            Key: letterKey(claim),
            UpdateExpression: 'SET #state = :state, #by = :by',
            ConditionExpression: '#state = :sending AND claimedUntil = :until',
            ExpressionAttributeNames: { '#state': 'state', '#by': 'by' },
            ExpressionAttributeValues: {
              ...{ ':state': state, ':by': claim.by, ':sending': 'sending', ':until': claim.claimedUntil },
            },
          }),
        ),
      );
    },
  };
}
export type LetterStore = ReturnType<typeof letterStore>;
