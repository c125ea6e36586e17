import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import httpRouter from '@middy/http-router';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { deferredRoutes } from '../../events/api/deferred.ts';
import { openBuckets, openEngine, openTable } from '../platform/aws-clients.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnvironment } from '../platform/environment.ts';
import { linkToSave } from '../platform/link-to-save.ts';
import { logger } from '../platform/logger.ts';
import { onceOnly } from '../platform/once-only.ts';
import { idsInOnePart } from '../platform/plain-path.ts';
import { problemResponses } from '../platform/problem-responses.ts';
import { routeArea, unknownAddress } from '../platform/route-area.ts';
import { metrics, requestTelemetry, tracer } from '../platform/telemetry.ts';
import { factStore } from '../store/fact-store.ts';
import { listStore } from '../store/list-store.ts';
import { restrictedPeople } from '../store/restricted-people.ts';
import { serveDeferred } from './serve-deferred.ts';

const environment = readEnvironment(['TABLE_NAME', 'EVIDENCE_BUCKET'], process.env);
const engine = openEngine();
const table = openTable(environment.TABLE_NAME, engine);
const buckets = openBuckets();
const facts = factStore(table);

const handlers = serveDeferred({
  facts,
  lists: listStore(table),
  restricted: restrictedPeople(facts),
  buckets,
  evidenceBucket: environment.EVIDENCE_BUCKET,
  linkTo: (key, name) => linkToSave(buckets, { bucket: environment.EVIDENCE_BUCKET, key, name }),
  clock: systemClock,
});
const routes = routeArea(deferredRoutes, handlers, onceOnly({ client: engine, name: table.name }));

export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
  .use(captureLambdaHandler(tracer, { captureResponse: false }))
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .use(problemResponses(requestTelemetry))
  .use(idsInOnePart(deferredRoutes))
  .handler(
    httpRouter<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>({
      routes,
      notFoundResponse: unknownAddress,
    }),
  );
