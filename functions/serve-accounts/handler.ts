import { randomUUID } from 'node:crypto';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import httpRouter from '@middy/http-router';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { portalAccountRoutes } from '../../events/api/portal-accounts.ts';
import { openBuckets, openEngine, openTable } from '../platform/aws-clients.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnvironment } from '../platform/environment.ts';
import { logger } from '../platform/logger.ts';
import { onceOnly } from '../platform/once-only.ts';
import { runEvidence } from '../platform/pay/evidence.ts';
import { idsInOnePart } from '../platform/plain-path.ts';
import { problemResponses } from '../platform/problem-responses.ts';
import { routeArea, unknownAddress } from '../platform/route-area.ts';
import { metrics, requestTelemetry, tracer } from '../platform/telemetry.ts';
import { accountStore } from '../store/account-store.ts';
import { factStore } from '../store/fact-store.ts';
import { listStore } from '../store/list-store.ts';
import { positionStore } from '../store/position-store.ts';
import { restrictedPeople } from '../store/restricted-people.ts';
import { statementStore } from '../store/statement-store.ts';
import { uploadStore } from '../store/upload-store.ts';
import { serveAccounts } from './serve-accounts.ts';

const environment = readEnvironment(['TABLE_NAME', 'INBOX_BUCKET', 'EVIDENCE_BUCKET'], process.env);
const { INBOX_BUCKET: inboxBucket, EVIDENCE_BUCKET: evidenceBucket } = environment;
const engine = openEngine();
const table = openTable(environment.TABLE_NAME, engine);
const facts = factStore(table);
const buckets = openBuckets();

const handlers = serveAccounts({
  accounts: accountStore(table),
  facts,
  lists: listStore(table),
  positions: positionStore(table),
  // Nothing that was previewed was paid: no preview is ever looked for.
  evidence: runEvidence({ client: buckets, evidence: evidenceBucket, previews: evidenceBucket }),
  statements: statementStore(table),
  uploads: uploadStore(table),
  restricted: restrictedPeople(facts),
  buckets,
  inboxBucket,
  evidenceBucket,
  newId: randomUUID,
  clock: systemClock,
});
const routes = routeArea(portalAccountRoutes, handlers, onceOnly({ client: engine, name: table.name }));

export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
  .use(captureLambdaHandler(tracer, { captureResponse: false }))
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .use(problemResponses(requestTelemetry))
  .use(idsInOnePart(portalAccountRoutes))
  .handler(
    httpRouter<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>({
      routes,
      notFoundResponse: unknownAddress,
    }),
  );
