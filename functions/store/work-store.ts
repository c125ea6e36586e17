import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Recording } from '../../domain/facts/fact.ts';
import { workItemSchema, type WorkItem } from '../../events/api/settings.ts';
import { transactWithAct } from './acts.ts';
import { workKey, workListPk } from './keys.ts';
import type { Page, Paging } from './list-store.ts';
import { batchGet, queryAll, unlessConditionFails, type Table } from './table.ts';

const itemSchema = workItemSchema.extend({
  entity: z.literal('work'),
  v: z.literal(1),
  note: z.string().nullable(),
});
export const workAreas = workItemSchema.shape.area.options;

const RISK_ORDER = { high: '1', medium: '2', low: '3' } as const satisfies Record<WorkItem['risk'], string>;

type NewWork = Omit<WorkItem, 'state' | 'assignee'>;

/** Work that others open and close at the same moment is looked at again this often. */
const OPEN_TRIES = 3;

/** The work queue: what needs a person. Only open work is indexed; what is done stays readable by its id. */
export function workStore(table: Table) {
  return {
    /** W9: opens work, and says true; where it is open already, says anew what it is about: false. Its place in time and its assignee stay. */
    async open(work: NewWork): Promise<boolean> {
      for (let attempt = 1; attempt <= OPEN_TRIES; attempt += 1) {
        if (await putWork(work)) return true;
        const open = await this.readWork(work.workId);
        if (open?.state === 'open' && (await restate(work, open))) return false;
      }
      throw new Error('a piece of work was opened and closed by others again and again');
    },

    /** W10: gives open work to someone, and records who did; false when it is not open. */
    async assign(workId: string, assignee: string, recording: Recording): Promise<boolean> {
      const update = {
        ...whileOpen(workId),
        UpdateExpression: 'SET assignee = :assignee',
        ExpressionAttributeValues: { ':assignee': assignee, ':open': 'open' },
      };
      const act = { act: 'assigned', detail: { assignee }, recording };
      return transactWithAct(table, { kind: 'work', id: workId }, act, [{ Update: update }]);
    },

    /** W11: closes open work with a note; false when it is not open. Where a person closed it, that is recorded. */
    async finish(workId: string, note: string, recording?: Recording): Promise<boolean> {
      const update = {
        ...whileOpen(workId),
        UpdateExpression: 'SET #state = :done, note = :note REMOVE GSI1PK, GSI1SK',
        ExpressionAttributeValues: { ':done': 'done', ':open': 'open', ':note': note },
      };
      if (recording === undefined) return unlessConditionFails(table.client.send(new UpdateCommand(update)));
      const act = { act: 'done', detail: {}, recording };
      return transactWithAct(table, { kind: 'work', id: workId }, act, [{ Update: update }]);
    },

    /** AP14: one piece of work. */
    async readWork(workId: string): Promise<WorkItem | null> {
      const answer = await table.client.send(
        new GetCommand({ TableName: table.name, Key: workKey(workId), ConsistentRead: true }),
      );
      return answer.Item === undefined ? null : parseWork(answer.Item);
    },

    /** AP15: open work of some areas, riskiest and oldest first. */
    async listOpen(
      query: Paging & { areas: readonly string[]; assignee?: string | undefined },
    ): Promise<Page<WorkItem>> {
      const partitions = await Promise.all(
        query.areas.map((area) =>
          queryAll(table, {
            IndexName: 'GSI1',
            KeyConditionExpression: 'GSI1PK = :pk AND GSI1SK > :cursor',
            ExpressionAttributeValues: { ':pk': workListPk(area), ':cursor': query.cursor ?? ' ' },
          }),
        ),
      );
      const keys = partitions.flat().toSorted((a, b) => (String(a['GSI1SK']) < String(b['GSI1SK']) ? -1 : 1));
      const items: WorkItem[] = [];
      for (let start = 0; start < keys.length; start += query.limit) {
        const page = keys.slice(start, start + query.limit);
        const found = await batchGet(
          table,
          page.map((key) => ({ PK: String(key['PK']), SK: String(key['SK']) })),
        );
        const byId = new Map(found.map(parseWork).map((work) => [work.workId, work]));
        for (const key of page) {
          const work = byId.get(String(key['PK']).slice('WORK#'.length));
          // The index may lag behind a close: what is no longer open is not shown.
          if (work?.state !== 'open') continue;
          if (query.assignee !== undefined && work.assignee !== query.assignee) continue;
          // The page ends where there is one more, so that a cursor always leads to something.
          const last = items.at(-1);
          if (last !== undefined && items.length === query.limit)
            return { items, nextCursor: listKeys(last).GSI1SK };
          items.push(work);
        }
      }
      return { items, nextCursor: null };
    },
  };

  function whileOpen(workId: string) {
    return {
      TableName: table.name,
      Key: workKey(workId),
      ConditionExpression: '#state = :open',
      ExpressionAttributeNames: { '#state': 'state' },
    };
  }

  function putWork(work: NewWork): Promise<boolean> {
    return unlessConditionFails(
      table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: {
            ...workKey(work.workId),
            entity: 'work',
            v: 1,
            ...work,
            state: 'open',
            assignee: null,
            note: null,
            ...listKeys(work),
          },
          ConditionExpression: 'attribute_not_exists(PK) OR #state = :done',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':done': 'done' },
        }),
      ),
    );
  }

  function restate({ title, link, ...work }: NewWork, { openedAt }: WorkItem): Promise<boolean> {
    const keys = listKeys({ ...work, openedAt });
    return unlessConditionFails(
      table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: workKey(work.workId),
          UpdateExpression:
            'SET title = :title, link = :link, area = :area, risk = :risk, dueOn = :dueOn, GSI1PK = :pk, GSI1SK = :sk',
          ConditionExpression: '#state = :open AND openedAt = :openedAt',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: {
            ...{
              ':title': title,
              ':link': link,
              ':area': work.area,
              ':risk': work.risk,
              ':dueOn': work.dueOn,
            },
            ...{ ':pk': keys.GSI1PK, ':sk': keys.GSI1SK, ':open': 'open', ':openedAt': openedAt },
          },
        }),
      ),
    );
  }
}
export type WorkStore = ReturnType<typeof workStore>;

function listKeys(work: Pick<WorkItem, 'area' | 'risk' | 'openedAt' | 'workId'>) {
  return {
    GSI1PK: workListPk(work.area),
    GSI1SK: `${RISK_ORDER[work.risk]}#${work.openedAt}#${work.workId}`,
  };
}

function parseWork(item: unknown): WorkItem {
  const { entity: _entity, v: _v, note: _note, ...work } = itemSchema.parse(item);
  return work;
}
