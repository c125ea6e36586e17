import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Recording } from '../../domain/facts/fact.ts';
import { isOpen, type PayRun, type PayRunKind } from '../../domain/pay/run/pay-run.ts';
import { invariant } from '../../domain/outcome.ts';
import { overlapsScope, type Reach } from '../../domain/pay/run/scope.ts';
import { nextVersion, versionActions } from './versions.ts';
import { parseFact, type StoredFact } from './items.ts';
import { begunRunKey, currentKey, listPks, payRunCounterKey } from './keys.ts';
import type { Page } from './list-store.ts';
import { openRunsPut, readOpenRuns, type OpenRuns } from './open-runs.ts';
import { batchGet, queryPage, transact, type Table } from './table.ts';

const begunRunSchema = z.object({ payRunId: z.string() });

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
        const open = await readOpenRuns(table, kind);
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
          openRunsPut(table.name, open, [...open.runs, entry]),
          ...(mark === undefined ? [] : [begunRunPut(mark, payRunId)]),
        ]);
        if (failed.length === 0) return { outcome: 'started', run: fact };
      }
      throw new Error('runs were begun and closed by others again and again');
    },

    /**
     * W18: the next version of a run; one that is open no more gives its scope free in the same write. An approval names the
     * open runs as it read them before it looked whether all is as it was: what must not cross with it has written them since.
     */
    async moveRun(
      seen: StoredFact<'pay-run'>,
      body: PayRun,
      recording: Recording,
      open?: OpenRuns,
    ): Promise<Moved> {
      const fact = nextVersion<'pay-run'>({
        subject: { kind: 'pay-run', id: body.payRunId },
        body,
        handFields: [],
        recording,
        seen,
      });
      const actions = versionActions(table.name, seen, fact);
      if (isOpen(seen.body) && !isOpen(body)) {
        const now = await readOpenRuns(table, body.kind);
        const left = now.runs.filter(({ payRunId }) => payRunId !== body.payRunId);
        actions.push(openRunsPut(table.name, now, left));
      } else if (open !== undefined) actions.push(openRunsPut(table.name, open, open.runs));
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
      return (await readOpenRuns(table, kind)).runs.map(({ payRunId }) => payRunId);
    },

    /** AP55: the open runs of a kind, to be written anew with what must not cross with an approval. */
    async openRuns(kind: PayRunKind): Promise<OpenRuns> {
      return readOpenRuns(table, kind);
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

  function begunRunPut(mark: string, payRunId: string) {
    return {
      Put: {
        TableName: table.name,
        Item: { ...begunRunKey(mark), entity: 'begun-pay-run', v: 1, payRunId },
        ConditionExpression: 'attribute_not_exists(PK)',
      },
    };
  }
}
export type PayStore = ReturnType<typeof payStore>;
