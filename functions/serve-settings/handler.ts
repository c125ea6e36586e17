import { randomUUID } from 'node:crypto';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import httpRouter from '@middy/http-router';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { settingRoutes } from '../../events/api/settings.ts';
import { openEngine, openQueues, openTable } from '../platform/aws-clients.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnvironment } from '../platform/environment.ts';
import { logger } from '../platform/logger.ts';
import { onceOnly } from '../platform/once-only.ts';
import { idsInOnePart } from '../platform/plain-path.ts';
import { problemResponses } from '../platform/problem-responses.ts';
import { routeArea, unknownAddress } from '../platform/route-area.ts';
import { metrics, requestTelemetry, tracer } from '../platform/telemetry.ts';
import { factStore } from '../store/fact-store.ts';
import { listStore } from '../store/list-store.ts';
import { restrictedPeople } from '../store/restricted-people.ts';
import { settingStore } from '../store/setting-store.ts';
import { workStore } from '../store/work-store.ts';
import { serveSettings } from './serve-settings.ts';

const environment = readEnvironment(['TABLE_NAME', 'DEAD_LETTER_QUEUES'], process.env);
const engine = openEngine();
const table = openTable(environment.TABLE_NAME, engine);
const facts = factStore(table);

const handlers = serveSettings({
  facts,
  lists: listStore(table),
  settings: settingStore(table),
  work: workStore(table),
  restricted: restrictedPeople(facts),
  queues: openQueues(),
  deadLetterQueues: environment.DEAD_LETTER_QUEUES,
  clock: systemClock,
  newId: randomUUID,
});
const routes = routeArea(settingRoutes, handlers, onceOnly({ client: engine, name: table.name }));

export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
  .use(captureLambdaHandler(tracer, { captureResponse: false }))
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .use(problemResponses(requestTelemetry))
  .use(idsInOnePart(settingRoutes))
  .handler(
    httpRouter<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>({
      routes,
      notFoundResponse: unknownAddress,
    }),
  );
