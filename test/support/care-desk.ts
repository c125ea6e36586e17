import { PutObjectCommand } from '@aws-sdk/client-s3';
import { returnRoutes } from '../../events/api/returns.ts';
import { portalReturnRoutes } from '../../events/api/portal-returns.ts';
import { checkReturns } from '../../functions/check-returns/check-returns.ts';
import { chaseDeps } from '../../functions/platform/chasing/chase-deps.ts';
import { routeArea } from '../../functions/platform/route-area.ts';
import { returnMappingRoutes } from '../../events/api/return-mappings.ts';
import { serveReturns } from '../../functions/serve-returns/serve-returns.ts';
import type { ReturnMessage } from '../../functions/serve-returns/deps.ts';
import { listStore } from '../../functions/store/list-store.ts';
import { restrictedPeople } from '../../functions/store/restricted-people.ts';
import { returnDecisionStore } from '../../functions/store/return-decision-store.ts';
import { returnStore } from '../../functions/store/return-store.ts';
import { uploadStore } from '../../functions/store/upload-store.ts';
import { workStore } from '../../functions/store/work-store.ts';
import { always, apiOf } from './call-api.ts';
import { payDesk, payUsers } from './pay-desk.ts';
import { payCouncil, reason } from './pay-council.ts';
import type { Engines } from './real-engines.ts';
import { aWeek, visitsFile } from './return-desk.ts';

const routes = { ...returnRoutes, ...returnMappingRoutes, ...portalReturnRoutes };
export const careUsers = {
  ...payUsers,
  pip: { user: 'pip.p002', roles: ['provider'], providerId: 'P002' },
} as const;

/** Home care that is paid by what was delivered, from the return to the payment, on the engines of pay. */
export async function careDesk(engines?: Engines) {
  const desk = await payDesk(engines);
  const council = payCouncil(desk);
  const { table, buckets, clock } = desk;
  const waiting: ReturnMessage[] = [];
  const send = (message: ReturnMessage) => {
    waiting.push(message);
    return Promise.resolve();
  };
  const deps = {
    ...{ table, clock, buckets: buckets.client, inboxBucket: 'inbox', evidenceBucket: 'evidence' },
    queues: { send: () => Promise.resolve({}) } as never,
    returnsQueueUrl: 'returns',
  };
  let ids = 0;
  const handlers = serveReturns({
    ...{ table, facts: desk.facts, lists: listStore(table), uploads: uploadStore(table) },
    ...{ returns: returnStore(table), decisions: returnDecisionStore(table) },
    ...{ restricted: restrictedPeople(desk.facts), buckets: buckets.client, clock, send },
    ...{ inboxBucket: 'inbox', evidenceBucket: 'evidence', outboxBucket: 'outbox' },
    chasing: chaseDeps({ table, clock, sendMail: () => Promise.resolve('sent') }),
    linkTo: ({ bucket, key }) => Promise.resolve(`https://${bucket}.example/${key}`),
    newId: () => `id-${(ids += 1)}`,
  });
  const api = apiOf(routes, routeArea(routes, handlers, always));
  desk.at('2026-09-28T09:00:00.000Z');
  await council.provider('P001');
  await council.provider('P002');
  await council.serviceType('home-care', { unit: 'hour', basis: 'actuals' });
  for (const personId of ['U1', 'U2']) await council.person(personId);
  const weekly = { serviceType: 'home-care', startDate: '2026-04-06', endDate: '', unitsPerWeek: '7' };
  await council.package('PK1', { ...weekly, personId: 'U1', rate: '20' });
  await council.package('PK2', { ...weekly, personId: 'U2', rate: '20' });
  await council.package('PK9', { ...weekly, personId: 'U2', rate: '20', providerId: 'P002' });

  /** The checks get a message, as the queue gives it. */
  const tell = (message: unknown) => checkReturns(message, deps);

  async function arrive(key: string): Promise<void> {
    await tell({
      ...{ source: 'aws.s3', 'detail-type': 'Object Created', time: clock() },
      detail: { bucket: { name: 'inbox' }, object: { key, size: 1, etag: key, sequencer: key } },
    });
  }

  let files = 0;
  return {
    ...desk,
    ...{ council, returns: api, deps, work: desk.work, tell, arrive },
    uploads: uploadStore(table),
    queue: workStore(table),
    /** Puts a return into the inbox and has it checked. */
    async sendReturn(content: string, { provider = 'P001' } = {}): Promise<string> {
      files += 1;
      const uploadId = `return-${files}`;
      const Key = `provider-returns/${provider}/${files}.csv`;
      const Metadata = { 'upload-id': uploadId };
      await buckets.client.send(
        new PutObjectCommand({ Bucket: 'inbox', Key, Body: Buffer.from(content), Metadata }),
      );
      await arrive(Key);
      return uploadId;
    },
    /** Works off what was decided, as often as it was sent. */
    async settle(): Promise<void> {
      for (let message = waiting.shift(); message !== undefined; message = waiting.shift())
        await tell(message);
    },
    waiting,
    async decide(
      uploadId: string,
      body: Record<string, unknown>,
      as: typeof payUsers.olu | typeof payUsers.amy = payUsers.olu,
    ) {
      const { decision } = await api.ask('decideReturnLines', {
        as,
        id: uploadId,
        body: { reason, ...body },
      });
      await this.settle();
      return decision;
    },
    /** What a run through a day pays, line by line, of every package. */
    async pay(throughDate: string, preview = false) {
      const { payRunId } = await desk.api.ask('startPayRun', {
        as: payUsers.olu,
        body: { kind: 'providers', throughDate, preview },
      });
      await desk.work();
      const { items } = await desk.api.ask('listPayRunLines', {
        as: payUsers.ivy,
        id: payRunId,
        query: { limit: '200' },
      });
      return { payRunId, items };
    },
    async issue(payRunId: string): Promise<void> {
      await desk.api.ask('submitPayRun', { as: payUsers.olu, id: payRunId, body: { reason } });
      const { linesHash } = await desk.api.ask('readPayRun', { as: payUsers.ivy, id: payRunId });
      await desk.api.ask('approvePayRun', { as: payUsers.amy, id: payRunId, body: { linesHash, reason } });
      await desk.api.ask('issuePayRun', { as: payUsers.olu, id: payRunId, body: { reason } });
      await desk.work();
    },
  };
}

/** Visits of a week of October 2026 as they were commissioned, an hour a day at £20, and as a file of them. */
export const weekFile = (
  monday: string,
  more: Parameters<typeof aWeek>[1] = {},
  days: Parameters<typeof aWeek>[2] = {},
): string => visitsFile(aWeek(monday, more, days));
