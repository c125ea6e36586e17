import { randomUUID } from 'node:crypto';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import httpRouter from '@middy/http-router';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { accrualRoutes } from '../../events/api/accruals.ts';
import { orderRoutes } from '../../events/api/orders.ts';
import { parallelRunRoutes } from '../../events/api/parallel-runs.ts';
import { payRunRoutes } from '../../events/api/pay-runs.ts';
import { paymentRoutes } from '../../events/api/payments.ts';
import { openBuckets, openEngine, openQueues, openTable } from '../platform/aws-clients.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnvironment } from '../platform/environment.ts';
import { linkToSave } from '../platform/link-to-save.ts';
import { logger } from '../platform/logger.ts';
import { onceOnly } from '../platform/once-only.ts';
import { idsInOnePart } from '../platform/plain-path.ts';
import { problemResponses } from '../platform/problem-responses.ts';
import { queueSender } from '../platform/queue-sender.ts';
import { routeArea, unknownAddress } from '../platform/route-area.ts';
import { metrics, requestTelemetry, tracer } from '../platform/telemetry.ts';
import { payDeps } from './pay-deps.ts';
import { ID_LENGTH } from './id-of-act.ts';
import { servePay } from './serve-pay.ts';

const environment = readEnvironment(
  ['TABLE_NAME', 'INBOX_BUCKET', 'EVIDENCE_BUCKET', 'OUTBOX_BUCKET', 'PAY_WORK_QUEUE_URL'],
  process.env,
);
const engine = openEngine();
const table = openTable(environment.TABLE_NAME, engine);
const client = openBuckets();
const buckets = { client, evidence: environment.EVIDENCE_BUCKET, previews: environment.OUTBOX_BUCKET };

const handlers = servePay(
  payDeps({
    table,
    buckets,
    send: queueSender({ client: openQueues(), url: environment.PAY_WORK_QUEUE_URL }),
    linkTo: (key, bucket, image) =>
      linkToSave(client, {
        bucket: bucket === 'inbox' ? environment.INBOX_BUCKET : buckets[bucket],
        key,
        name: image?.fileName ?? key.slice(key.lastIndexOf('/') + 1),
        ...(image && { mediaType: image.mediaType, versionId: image.versionId ?? undefined }),
      }),
    newId: () => randomUUID().replaceAll('-', '').slice(0, ID_LENGTH).toUpperCase(),
    clock: systemClock,
  }),
);
const allRoutes = {
  ...payRunRoutes,
  ...paymentRoutes,
  ...orderRoutes,
  ...accrualRoutes,
  ...parallelRunRoutes,
};
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
