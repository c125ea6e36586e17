import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Recording } from '../../domain/facts/fact.ts';
import type { KeptUplift } from '../../domain/uplift/kept-uplift.ts';
import { isOnItsWay } from '../../domain/uplift/uplift-state.ts';
import type { StoredFact } from './items.ts';
import { openUpliftsKey, upliftCounterKey } from './keys.ts';
import { transact, type Table } from './table.ts';
import { nextVersion, versionActions } from './versions.ts';

const openUpliftsSchema = z.object({ revision: z.int(), upliftIds: z.array(z.string()) });
/** The uplifts that are on their way, as somebody read them. */
export type OpenUplifts = z.infer<typeof openUpliftsSchema>;

type MovedUplift = { outcome: 'moved'; uplift: StoredFact<'uplift'> } | { outcome: 'changed-meanwhile' };

const UPLIFT_DIGITS = 6;

/** Uplifts: numbered one after the other, and moved on under the lock of what is on its way. */
export function upliftStore(table: Table) {
  return {
    /** W46: the next uplift’s number, given once. */
    async nextUpliftId(): Promise<string> {
      const answer = await table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: upliftCounterKey,
          UpdateExpression: 'ADD uplifts :one',
          ExpressionAttributeValues: { ':one': 1 },
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return `U${String(z.int().parse(answer.Attributes?.['uplifts'])).padStart(UPLIFT_DIGITS, '0')}`;
    },

    /** AP53: which uplifts are on their way. */
    async openUplifts(): Promise<OpenUplifts> {
      const answer = await table.client.send(
        new GetCommand({ TableName: table.name, Key: openUpliftsKey, ConsistentRead: true }),
      );
      return answer.Item === undefined
        ? { revision: 0, upliftIds: [] }
        : openUpliftsSchema.parse(answer.Item);
    },

    /** W47: the next version of an uplift; one that sets out, or arrives, is put into or taken out of those on their way in the same write. */
    async moveUplift(
      seen: StoredFact<'uplift'> | null,
      body: KeptUplift,
      { recording, open }: { recording: Recording; open: OpenUplifts },
    ): Promise<MovedUplift> {
      const { upliftId } = body.uplift;
      const subject = { kind: 'uplift' as const, id: upliftId };
      const fact = nextVersion<'uplift'>({ subject, body, handFields: [], recording, seen });
      const was = seen !== null && isOnItsWay(seen.body.uplift);
      const is = isOnItsWay(body.uplift);
      const others = open.upliftIds.filter((id) => id !== upliftId);
      const { failed } = await transact(table, [
        ...versionActions(table.name, seen, fact),
        ...(was === is ? [] : [openUpliftsPut(open.revision, is ? [...others, upliftId] : others)]),
      ]);
      return failed.length === 0 ? { outcome: 'moved', uplift: fact } : { outcome: 'changed-meanwhile' };
    },
  };

  function openUpliftsPut(revision: number, upliftIds: readonly string[]) {
    return {
      Put: {
        TableName: table.name,
        Item: { ...openUpliftsKey, entity: 'open-uplifts', v: 1, revision: revision + 1, upliftIds },
        ConditionExpression: revision === 0 ? 'attribute_not_exists(PK)' : 'revision = :seen',
        ...(revision > 0 && { ExpressionAttributeValues: { ':seen': revision } }),
      },
    };
  }
}
export type UpliftStore = ReturnType<typeof upliftStore>;
