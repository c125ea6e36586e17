import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import httpRouter from '@middy/http-router';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { arrangementRoutes } from '../../events/api/arrangements.ts';
import { auditCaseRoutes } from '../../events/api/audit-cases.ts';
import { financialReturnRoutes } from '../../events/api/financial-returns.ts';
import { letterRoutes } from '../../events/api/letters.ts';
import { recoveryRoutes } from '../../events/api/recoveries.ts';
import { statementRoutes } from '../../events/api/statements.ts';
import { openBuckets, openEngine, openTable } from '../platform/aws-clients.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnvironment } from '../platform/environment.ts';
import { linkToSave } from '../platform/link-to-save.ts';
import { logger } from '../platform/logger.ts';
import { onceOnly } from '../platform/once-only.ts';
import { idsInOnePart } from '../platform/plain-path.ts';
import { problemResponses } from '../platform/problem-responses.ts';
import { routeArea, unknownAddress } from '../platform/route-area.ts';
import { mailSender, openMail } from '../platform/send-mail.ts';
import { metrics, requestTelemetry, tracer } from '../platform/telemetry.ts';
import { factStore } from '../store/fact-store.ts';
import { letterStore } from '../store/letter-store.ts';
import { restrictedPeople } from '../store/restricted-people.ts';
import { statementStore } from '../store/statement-store.ts';
import { uploadStore } from '../store/upload-store.ts';
import { serveAudits } from './serve-audits.ts';

const environment = readEnvironment(
  ['TABLE_NAME', 'INBOX_BUCKET', 'EVIDENCE_BUCKET', 'MAIL_FROM'],
  process.env,
);
const engine = openEngine();
const table = openTable(environment.TABLE_NAME, engine);
const buckets = openBuckets();

const handlers = serveAudits({
  table,
  buckets,
  evidenceBucket: environment.EVIDENCE_BUCKET,
  uploads: uploadStore(table),
  statements: statementStore(table),
  letters: letterStore(table),
  restricted: restrictedPeople(factStore(table)),
  sendMail: mailSender(openMail(), environment.MAIL_FROM),
  linkTo: (key, name) => linkToSave(buckets, { bucket: environment.EVIDENCE_BUCKET, key, name }),
  linkToImage: (key, { fileName, ...image }) =>
    linkToSave(buckets, { bucket: environment.INBOX_BUCKET, key, name: fileName, ...image }),
  clock: systemClock,
});
const areaRoutes = {
  ...arrangementRoutes,
  ...financialReturnRoutes,
  ...auditCaseRoutes,
  ...letterRoutes,
  ...recoveryRoutes,
  ...statementRoutes,
};
const routes = routeArea(areaRoutes, handlers, onceOnly({ client: engine, name: table.name }));

export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
  .use(captureLambdaHandler(tracer, { captureResponse: false }))
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .use(problemResponses(requestTelemetry))
  .use(idsInOnePart(areaRoutes))
  .handler(
    httpRouter<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>({
      routes,
      notFoundResponse: unknownAddress,
    }),
  );
