import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { openBuckets, openTable } from '../platform/aws-clients.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnvironment } from '../platform/environment.ts';
import { logger } from '../platform/logger.ts';
import { eachMessage } from '../platform/queue-handler.ts';
import { messageTelemetry, metrics, tracer } from '../platform/telemetry.ts';
import { splitStatements, type Deps } from './split-statements.ts';

const environment = readEnvironment(['TABLE_NAME', 'INBOX_BUCKET', 'EVIDENCE_BUCKET'], process.env);
const deps: Deps = {
  table: openTable(environment.TABLE_NAME),
  buckets: openBuckets(),
  inboxBucket: environment.INBOX_BUCKET,
  evidenceBucket: environment.EVIDENCE_BUCKET,
  clock: systemClock,
};

export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(captureLambdaHandler(tracer, { captureResponse: false }))
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(eachMessage((message) => splitStatements(message, deps), messageTelemetry));
