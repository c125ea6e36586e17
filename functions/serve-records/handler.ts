import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import httpRouter from '@middy/http-router';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { recordRouteTable } from '../../events/api/records.ts';
import { openEngine, openQueues, openTable } from '../platform/aws-clients.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnvironment } from '../platform/environment.ts';
import { logger } from '../platform/logger.ts';
import { modulusTables } from '../platform/modulus-tables.ts';
import { onceOnly } from '../platform/once-only.ts';
import { idsInOnePart } from '../platform/plain-path.ts';
import { problemResponses } from '../platform/problem-responses.ts';
import { routeArea, unknownAddress } from '../platform/route-area.ts';
import { metrics, requestTelemetry, tracer } from '../platform/telemetry.ts';
import { factStore } from '../store/fact-store.ts';
import { listStore } from '../store/list-store.ts';
import { recheckWaiting } from '../platform/recheck-waiting.ts';
import { restrictedPeople } from '../store/restricted-people.ts';
import { uploadStore } from '../store/upload-store.ts';
import { serveRecords } from './serve-records.ts';

const environment = readEnvironment(['TABLE_NAME', 'EXTRACTS_QUEUE_URL'], process.env);
const engine = openEngine();
const table = openTable(environment.TABLE_NAME, engine);
const facts = factStore(table);
const uploads = uploadStore(table);
const queues = openQueues();

const handlers = serveRecords({
  facts,
  lists: listStore(table),
  restricted: restrictedPeople(facts),
  modulusTables,
  clock: systemClock,
  wakeWaiting: () => recheckWaiting({ uploads, queues, queueUrl: environment.EXTRACTS_QUEUE_URL }),
});
const routes = routeArea(recordRouteTable, handlers, onceOnly({ client: engine, name: table.name }));

export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
  .use(captureLambdaHandler(tracer, { captureResponse: false }))
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .use(problemResponses(requestTelemetry))
  .use(idsInOnePart(recordRouteTable))
  .handler(
    httpRouter<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>({
      routes,
      notFoundResponse: unknownAddress,
    }),
  );
