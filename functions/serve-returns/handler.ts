import { randomUUID } from 'node:crypto';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import httpRouter from '@middy/http-router';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { returnMappingRoutes } from '../../events/api/return-mappings.ts';
import { returnRoutes } from '../../events/api/returns.ts';
import { portalReturnRoutes } from '../../events/api/portal-returns.ts';
import { openBuckets, openEngine, openQueues, openTable } from '../platform/aws-clients.ts';
import { chaseDeps } from '../platform/chasing/chase-deps.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnvironment } from '../platform/environment.ts';
import { linkToSave } from '../platform/link-to-save.ts';
import { logger } from '../platform/logger.ts';
import { onceOnly } from '../platform/once-only.ts';
import { idsInOnePart } from '../platform/plain-path.ts';
import { problemResponses } from '../platform/problem-responses.ts';
import { queueSender } from '../platform/queue-sender.ts';
import { routeArea, unknownAddress } from '../platform/route-area.ts';
import { mailSender, openMail } from '../platform/send-mail.ts';
import { metrics, requestTelemetry, tracer } from '../platform/telemetry.ts';
import { factStore } from '../store/fact-store.ts';
import { listStore } from '../store/list-store.ts';
import { restrictedPeople } from '../store/restricted-people.ts';
import { returnDecisionStore } from '../store/return-decision-store.ts';
import { returnStore } from '../store/return-store.ts';
import { uploadStore } from '../store/upload-store.ts';
import { serveReturns } from './serve-returns.ts';

const environment = readEnvironment(
  ['TABLE_NAME', 'INBOX_BUCKET', 'EVIDENCE_BUCKET', 'OUTBOX_BUCKET', 'RETURNS_QUEUE_URL', 'MAIL_FROM'],
  process.env,
);
const engine = openEngine();
const table = openTable(environment.TABLE_NAME, engine);

const facts = factStore(table);
const buckets = openBuckets();

const handlers = serveReturns({
  facts,
  lists: listStore(table),
  uploads: uploadStore(table),
  returns: returnStore(table),
  decisions: returnDecisionStore(table),
  chasing: chaseDeps({
    table,
    sendMail: mailSender(openMail(), environment.MAIL_FROM),
    clock: systemClock,
  }),
  restricted: restrictedPeople(facts),
  table,
  buckets,
  inboxBucket: environment.INBOX_BUCKET,
  evidenceBucket: environment.EVIDENCE_BUCKET,
  outboxBucket: environment.OUTBOX_BUCKET,
  linkTo: ({ bucket, ...file }) =>
    linkToSave(buckets, {
      ...file,
      bucket: bucket === 'inbox' ? environment.INBOX_BUCKET : environment.OUTBOX_BUCKET,
    }),
  newId: randomUUID,
  send: queueSender({ client: openQueues(), url: environment.RETURNS_QUEUE_URL }),
  clock: systemClock,
});
const allRoutes = { ...returnRoutes, ...returnMappingRoutes, ...portalReturnRoutes };
const routes = routeArea(allRoutes, handlers, onceOnly({ client: engine, name: table.name }));

export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
  .use(captureLambdaHandler(tracer, { captureResponse: false }))
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .use(problemResponses(requestTelemetry))
  .use(idsInOnePart(allRoutes))
  .handler(
    httpRouter<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>({
      routes,
      notFoundResponse: unknownAddress,
    }),
  );
