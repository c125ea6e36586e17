import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Recording } from '../../domain/facts/fact.ts';
import { isOpen, payScopeSchema, type PayRun, type PayRunKind } from '../../domain/pay/run/pay-run.ts';
import { invariant } from '../../domain/outcome.ts';
import { overlapsScope, type Reach } from '../../domain/pay/run/scope.ts';
import { nextVersion, versionActions } from './versions.ts';
import { parseFact, type StoredFact } from './items.ts';
import { begunRunKey, currentKey, listPks, openRunsKey, payRunCounterKey } from './keys.ts';
import type { Page } from './list-store.ts';
import { batchGet, queryPage, transact, type Table } from './table.ts';

const reachSchema = z.object({
  payRunId: z.string(),
  scope: payScopeSchema.nullable(),
  providerIds: z.array(z.string()),
  personIds: z.array(z.string()),
});
const begunRunSchema = z.object({ payRunId: z.string() });
const openRunsSchema = z.object({ revision: z.int(), runs: z.array(reachSchema) });

export type Started =
  | { outcome: 'started'; run: StoredFact<'pay-run'> }
  | { outcome: 'overlaps'; payRunId: string }
  | { outcome: 'begun-before'; payRunId: string };
export type Moved = { outcome: 'moved'; run: StoredFact<'pay-run'> } | { outcome: 'changed-meanwhile' };

const START_TRIES = 8;
const RUN_DIGITS = 6;

/** Pay runs: begun one at a time, and moved on under the lock of what is open. */
export function payStore(table: Table) {
  return {
    /** W16: the next run’s number, given once. */
    async nextPayRunId(): Promise<string> {
      const answer = await table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: payRunCounterKey,
          UpdateExpression: 'ADD runs :one',
          ExpressionAttributeValues: { ':one': 1 },
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return `R${String(z.int().parse(answer.Attributes?.['runs'])).padStart(RUN_DIGITS, '0')}`;
    },

    /** AP31: the run that the clock began for a calendar’s period. */
    async runBegunFor(mark: string): Promise<string | null> {
      const answer = await table.client.send(
        new GetCommand({ TableName: table.name, Key: begunRunKey(mark), ConsistentRead: true }),
      );
      return answer.Item === undefined ? null : begunRunSchema.parse(answer.Item).payRunId;
    },

    /** W17: begins a run, unless an open one of its kind overlaps its scope, or one was begun for the same mark. */
    async startRun(run: PayRun, reach: Reach, recording: Recording, mark?: string): Promise<Started> {
      const { payRunId, kind } = run;
      if (!isOpen(run)) return beginUnlocked(run, recording);
      for (let attempt = 1; attempt <= START_TRIES; attempt += 1) {
        const open = await openRuns(kind);
        // Read after the open runs, or a run begun for the same mark in between would pass for one in the way.
        const before = mark === undefined ? null : await this.runBegunFor(mark);
        if (before !== null) return { outcome: 'begun-before', payRunId: before };
        const other = open.runs.find((each) => each.payRunId !== payRunId && overlapsScope(each, reach));
        if (other !== undefined) return { outcome: 'overlaps', payRunId: other.payRunId };
        const subject = { kind: 'pay-run' as const, id: payRunId };
        const fact = nextVersion<'pay-run'>({ subject, body: run, handFields: [], recording, seen: null });
        const entry = {
          payRunId,
          ...reach,
          providerIds: [...reach.providerIds],
          personIds: [...reach.personIds],
        };
        const { failed } = await transact(table, [
          ...versionActions(table.name, null, fact),
          openRunsPut(kind, open.revision, [...open.runs, entry]),
          ...(mark === undefined ? [] : [begunRunPut(mark, payRunId)]),
        ]);
        if (failed.length === 0) return { outcome: 'started', run: fact };
      }
      throw new Error('runs were begun and closed by others again and again');
    },

    /** W18: the next version of a run; one that is open no more gives its scope free in the same write. */
    async moveRun(seen: StoredFact<'pay-run'>, body: PayRun, recording: Recording): Promise<Moved> {
      const fact = nextVersion<'pay-run'>({
        subject: { kind: 'pay-run', id: body.payRunId },
        body,
        handFields: [],
        recording,
        seen,
      });
      const actions = versionActions(table.name, seen, fact);
      if (isOpen(seen.body) && !isOpen(body)) {
        const open = await openRuns(body.kind);
        const left = open.runs.filter(({ payRunId }) => payRunId !== body.payRunId);
        actions.push(openRunsPut(body.kind, open.revision, left));
      }
      const { failed } = await transact(table, actions);
      return failed.length === 0 ? { outcome: 'moved', run: fact } : { outcome: 'changed-meanwhile' };
    },

    /** AP21: one run as it is. */
    async readRun(payRunId: string): Promise<StoredFact<'pay-run'> | null> {
      const [item] = await batchGet(table, [currentKey({ kind: 'pay-run', id: payRunId })]);
      return item === undefined ? null : parseFact('pay-run', item);
    },

    /** AP22: runs, newest first. */
    async listRuns({
      limit,
      cursor,
    }: {
      limit: number;
      cursor?: string | undefined;
    }): Promise<Page<StoredFact<'pay-run'>>> {
      const [pk] = listPks('pay-run');
      const page = await queryPage(table, {
        IndexName: 'GSI1',
        KeyConditionExpression: `GSI1PK = :pk${cursor === undefined ? '' : ' AND GSI1SK < :cursor'}`,
        ExpressionAttributeValues: { ':pk': pk, ...(cursor !== undefined && { ':cursor': cursor }) },
        ScanIndexForward: false,
        Limit: limit + 1,
      });
      const shown = page.items.slice(0, limit);
      const ids = shown.map((item) => String(item['PK']).replace(/^[^#]*#/, ''));
      const items = await batchGet(
        table,
        ids.map((id) => currentKey({ kind: 'pay-run', id })),
      );
      const byId = new Map(
        items.map((item) => parseFact('pay-run', item)).map((fact) => [fact.subject.id, fact]),
      );
      const last = shown.at(-1)?.['GSI1SK'];
      return {
        items: ids.flatMap((id) => byId.get(id) ?? []),
        nextCursor: page.items.length > limit && typeof last === 'string' ? last : null,
      };
    },

    /** AP23: which runs of a kind are open now. */
    async openRunIds(kind: PayRunKind): Promise<string[]> {
      return (await openRuns(kind)).runs.map(({ payRunId }) => payRunId);
    },
  };

  /** A preview stands in nobody’s way. */
  async function beginUnlocked(run: PayRun, recording: Recording): Promise<Started> {
    const subject = { kind: 'pay-run' as const, id: run.payRunId };
    const fact = nextVersion<'pay-run'>({ subject, body: run, handFields: [], recording, seen: null });
    const { failed } = await transact(table, versionActions(table.name, null, fact));
    invariant(failed.length === 0, 'a run’s number is given once');
    return { outcome: 'started', run: fact };
  }

  async function openRuns(kind: PayRunKind): Promise<z.infer<typeof openRunsSchema>> {
    const answer = await table.client.send(
      new GetCommand({ TableName: table.name, Key: openRunsKey(kind), ConsistentRead: true }),
    );
    return answer.Item === undefined ? { revision: 0, runs: [] } : openRunsSchema.parse(answer.Item);
  }

  function begunRunPut(mark: string, payRunId: string) {
    return {
      Put: {
        TableName: table.name,
        Item: { ...begunRunKey(mark), entity: 'begun-pay-run', v: 1, payRunId },
        ConditionExpression: 'attribute_not_exists(PK)',
      },
    };
  }

  function openRunsPut(kind: PayRunKind, revision: number, runs: z.infer<typeof reachSchema>[]) {
    return {
      Put: {
        TableName: table.name,
        Item: { ...openRunsKey(kind), entity: 'open-pay-runs', v: 1, revision: revision + 1, runs },
        ConditionExpression: revision === 0 ? 'attribute_not_exists(PK)' : 'revision = :seen',
        ...(revision > 0 && { ExpressionAttributeValues: { ':seen': revision } }),
      },
    };
  }
}
export type PayStore = ReturnType<typeof payStore>;
