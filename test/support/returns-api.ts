import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { returnMappingRoutes } from '../../events/api/return-mappings.ts';
import { returnRoutes } from '../../events/api/returns.ts';
import { portalReturnRoutes } from '../../events/api/portal-returns.ts';
import { chaseDeps } from '../../functions/platform/chasing/chase-deps.ts';
import { routeArea } from '../../functions/platform/route-area.ts';
import { serveReturns } from '../../functions/serve-returns/serve-returns.ts';
import { returnDecisionStore } from '../../functions/store/return-decision-store.ts';
import { restrictedPeople } from '../../functions/store/restricted-people.ts';
import { always, apiOf } from './call-api.ts';
import type { returnDesk } from './return-desk.ts';

const routes = { ...returnRoutes, ...returnMappingRoutes, ...portalReturnRoutes };

/** What people ask about returns, answered from the same table, buckets and queue as they come in by. */
export function returnsApi(desk: Awaited<ReturnType<typeof returnDesk>>) {
  const { queues, returnsQueueUrl, buckets, inboxBucket, evidenceBucket, clock } = desk.deps;
  let ids = 0;
  const handlers = serveReturns({
    facts: desk.facts,
    lists: desk.lists,
    uploads: desk.uploads,
    restricted: restrictedPeople(desk.facts),
    buckets,
    inboxBucket,
    table: desk.table,
    returns: desk.returns,
    decisions: returnDecisionStore(desk.table),
    chasing: chaseDeps({ table: desk.table, sendMail: () => Promise.resolve('sent' as const), clock }),
    evidenceBucket,
    outboxBucket: 'outbox',
    linkTo: ({ bucket, key }) => Promise.resolve(`https://${bucket}.example/${key}`),
    newId: () => `id-${(ids += 1)}`,
    async send(message) {
      await queues.send(
        new SendMessageCommand({ QueueUrl: returnsQueueUrl, MessageBody: JSON.stringify(message) }),
      );
    },
    clock,
  });
  return apiOf(routes, routeArea(routes, handlers, always));
}
