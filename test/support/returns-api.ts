import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { returnMappingRoutes } from '../../events/api/return-mappings.ts';
import { returnRoutes } from '../../events/api/returns.ts';
import { routeArea } from '../../functions/platform/route-area.ts';
import { serveReturns } from '../../functions/serve-returns/serve-returns.ts';
import { restrictedPeople } from '../../functions/store/restricted-people.ts';
import { always, apiOf } from './call-api.ts';
import type { returnDesk } from './return-desk.ts';

const routes = { ...returnRoutes, ...returnMappingRoutes };

/** What people ask about returns, answered from the same table, buckets and queue as they come in by. */
export function returnsApi(desk: Awaited<ReturnType<typeof returnDesk>>) {
  const { queues, returnsQueueUrl, buckets, inboxBucket, clock } = desk.deps;
  const handlers = serveReturns({
    facts: desk.facts,
    lists: desk.lists,
    uploads: desk.uploads,
    restricted: restrictedPeople(desk.facts),
    buckets,
    inboxBucket,
    async send(message) {
      await queues.send(
        new SendMessageCommand({ QueueUrl: returnsQueueUrl, MessageBody: JSON.stringify(message) }),
      );
    },
    clock,
  });
  return apiOf(routes, routeArea(routes, handlers, always));
}
