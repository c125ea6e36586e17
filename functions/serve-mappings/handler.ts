import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import httpRouter from '@middy/http-router';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { statementMappingRoutes } from '../../events/api/statement-mappings.ts';
import { openBuckets, openEngine, openQueues, openTable } from '../platform/aws-clients.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnvironment } from '../platform/environment.ts';
import { logger } from '../platform/logger.ts';
import { onceOnly } from '../platform/once-only.ts';
import { idsInOnePart } from '../platform/plain-path.ts';
import { problemResponses } from '../platform/problem-responses.ts';
import { queueSender } from '../platform/queue-sender.ts';
import { routeArea, unknownAddress } from '../platform/route-area.ts';
import { metrics, requestTelemetry, tracer } from '../platform/telemetry.ts';
import { factStore } from '../store/fact-store.ts';
import { restrictedPeople } from '../store/restricted-people.ts';
import { serveMappings } from './serve-mappings.ts';

const environment = readEnvironment(['TABLE_NAME', 'EVIDENCE_BUCKET', 'STATEMENTS_QUEUE_URL'], process.env);
const engine = openEngine();
const table = openTable(environment.TABLE_NAME, engine);

const handlers = serveMappings({
  table,
  buckets: openBuckets(),
  evidenceBucket: environment.EVIDENCE_BUCKET,
  restricted: restrictedPeople(factStore(table)),
  send: queueSender({ client: openQueues(), url: environment.STATEMENTS_QUEUE_URL }),
  clock: systemClock,
});
const routes = routeArea(statementMappingRoutes, handlers, onceOnly({ client: engine, name: table.name }));

export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
  .use(captureLambdaHandler(tracer, { captureResponse: false }))
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .use(problemResponses(requestTelemetry))
  .use(idsInOnePart(statementMappingRoutes))
  .handler(
    httpRouter<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>({
      routes,
      notFoundResponse: unknownAddress,
    }),
  );
