import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { progressKey, SHARD_PREFIX, shardKey, subjectPk } from './keys.ts';
import { inTurns, queryAll, transact, unlessConditionFails, type Table } from './table.ts';

/** A part of the work: some packages, agreements or invoices, worked off by whoever claims it. */
const shardSchema = z.object({
  shard: z.int(),
  attempt: z.int(),
  subjects: z.array(z.string()),
  /** Facts that few subjects have and these do, `expenses:PK1`: the others need not be asked for. */
  rareFacts: z.array(z.string()),
  state: z.enum(['waiting', 'claimed', 'done']),
  claimedUntil: z.string().nullable(),
  claimedBy: z.string().nullable().default(null).describe('The id of the message whose worker has it.'),
  claims: z.int().describe('How often a worker took it: more than a few times means that it cannot be done.'),
});
export type Shard = z.infer<typeof shardSchema>;

/** What a part is about when it is cut. */
export type ShardCut = Pick<Shard, 'subjects' | 'rareFacts'>;
type ShardAt = { id: string; shard: number; attempt: number };

/** What is worked off in parts, with how its parts and its progress are called. */
const NAMES = {
  'pay-run': { part: 'pay-shard', progress: 'pay-progress' },
  uplift: { part: 'uplift-shard', progress: 'uplift-progress' },
} as const;

/** The parts of the work of runs, or of uplifts: each claimed by one worker at a time, and counted once when it is done. */
export function shardStore(table: Table, kind: keyof typeof NAMES = 'pay-run') {
  const names = NAMES[kind];
  return {
    /** W19: the parts of a run’s work, and a progress of none done; writing them again changes nothing that was begun. */
    async putShards(id: string, attempt: number, shards: readonly ShardCut[]): Promise<void> {
      await inTurns(
        shards.map((cut, place) => ({ shard: place + 1, ...cut })),
        ({ shard, subjects, rareFacts }) =>
          unlessConditionFails(
            table.client.send(
              new PutCommand({
                TableName: table.name,
                Item: {
                  ...shardKey({ kind, id }, shard),
                  entity: names.part,
                  v: 1,
                  shard,
                  attempt,
                  subjects,
                  rareFacts,
                  state: 'waiting',
                  claimedUntil: null,
                  claimedBy: null,
                  claims: 0,
                },
                ConditionExpression: 'attribute_not_exists(PK) OR attempt < :attempt',
                ExpressionAttributeValues: { ':attempt': attempt },
              }),
            ),
          ),
      );
      await unlessConditionFails(
        table.client.send(
          new PutCommand({
            TableName: table.name,
            Item: { ...progressKey({ kind, id }), entity: names.progress, v: 1, attempt, shardsDone: 0 },
            ConditionExpression: 'attribute_not_exists(PK) OR attempt < :attempt',
            ExpressionAttributeValues: { ':attempt': attempt },
          }),
        ),
      );
    },

    /** AP24: the parts of an attempt at a run and how far each is; an earlier one may have had more. */
    async shardsOf(id: string, attempt: number): Promise<Shard[]> {
      const items = await queryAll(table, {
        KeyConditionExpression: 'PK = :pk AND begins_with(SK, :prefix)',
        ExpressionAttributeValues: { ':pk': subjectPk({ kind, id }), ':prefix': SHARD_PREFIX },
        ConsistentRead: true,
      });
      return items.map((item) => shardSchema.parse(item)).filter((shard) => shard.attempt === attempt);
    },

    /**
     * W20: takes a part for some time; null when it is done, another message has it, or the run is computed anew. A message that
     * comes again finds its own claim and takes it over: whoever worked on it failed or died.
     */
    async claimShard(at: ShardAt & { by: string; now: string; until: string }): Promise<Shard | null> {
      const claimed = await unlessConditionFails(
        table.client.send(
          new UpdateCommand({
            TableName: table.name,
            Key: shardKey({ kind, id: at.id }, at.shard),
            UpdateExpression: 'SET #state = :claimed, claimedUntil = :until, claimedBy = :by ADD claims :one',
            ConditionExpression:
              'attempt = :attempt AND (#state = :waiting OR (#state = :claimed AND (claimedUntil < :now OR claimedBy = :by)))',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: {
              ':attempt': at.attempt,
              ':waiting': 'waiting',
              ':claimed': 'claimed',
              ':now': at.now,
              ':until': at.until,
              ':by': at.by,
              ':one': 1,
            },
          }),
        ),
      );
      if (!claimed) return null;
      const answer = await table.client.send(
        new GetCommand({
          TableName: table.name,
          Key: shardKey({ kind, id: at.id }, at.shard),
          ConsistentRead: true,
        }),
      );
      return shardSchema.parse(answer.Item);
    },

    /** W21: a part is done, and counted once; says how many are. */
    async completeShard({ id, shard, attempt }: ShardAt): Promise<number> {
      await transact(table, [
        {
          Update: {
            TableName: table.name,
            Key: shardKey({ kind, id }, shard),
            UpdateExpression: 'SET #state = :done',
            ConditionExpression: 'attempt = :attempt AND #state = :claimed',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':attempt': attempt, ':claimed': 'claimed', ':done': 'done' },
          },
        },
        {
          Update: {
            TableName: table.name,
            Key: progressKey({ kind, id }),
            UpdateExpression: 'ADD shardsDone :one',
            ConditionExpression: 'attempt = :attempt',
            ExpressionAttributeValues: { ':attempt': attempt, ':one': 1 },
          },
        },
      ]);
      return this.shardsDone(id, attempt);
    },

    /** AP25: how many parts of a run are done. */
    async shardsDone(id: string, attempt: number): Promise<number> {
      const answer = await table.client.send(
        new GetCommand({ TableName: table.name, Key: progressKey({ kind, id }), ConsistentRead: true }),
      );
      const progress = z.object({ attempt: z.int(), shardsDone: z.int() }).safeParse(answer.Item);
      return progress.success && progress.data.attempt === attempt ? progress.data.shardsDone : 0;
    },
  };
}
export type ShardStore = ReturnType<typeof shardStore>;
