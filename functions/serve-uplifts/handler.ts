import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import httpRouter from '@middy/http-router';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { portalUpliftRoutes } from '../../events/api/portal-uplifts.ts';
import { upliftRoutes } from '../../events/api/uplifts.ts';
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
import { serveUplifts } from './serve-uplifts.ts';
import { upliftsDeps } from './uplifts-deps.ts';

const environment = readEnvironment(['TABLE_NAME', 'EVIDENCE_BUCKET', 'UPLIFT_QUEUE_URL'], process.env);
const engine = openEngine();
const table = openTable(environment.TABLE_NAME, engine);
const client = openBuckets();
const bucket = environment.EVIDENCE_BUCKET;

const handlers = serveUplifts(
  upliftsDeps({
    table,
    evidenceBucket: { client, bucket },
    send: queueSender({ client: openQueues(), url: environment.UPLIFT_QUEUE_URL }),
    linkTo: (key, name) => linkToSave(client, { bucket, key, name }),
    clock: systemClock,
  }),
);
const allRoutes = { ...upliftRoutes, ...portalUpliftRoutes };
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
