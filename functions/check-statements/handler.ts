import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { openBuckets, openQueues, openTable } from '../platform/aws-clients.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnvironment } from '../platform/environment.ts';
import { logger } from '../platform/logger.ts';
import { eachMessage } from '../platform/queue-handler.ts';
import { messageTelemetry, metrics, tracer } from '../platform/telemetry.ts';
import { checkStatements, type Deps } from './check-statements.ts';

const environment = readEnvironment(
  ['TABLE_NAME', 'INBOX_BUCKET', 'EVIDENCE_BUCKET', 'STATEMENTS_QUEUE_URL', 'PDF_QUEUE_URL'],
  process.env,
);
const deps: Deps = {
  table: openTable(environment.TABLE_NAME),
  buckets: openBuckets(),
  queues: openQueues(),
  inboxBucket: environment.INBOX_BUCKET,
  evidenceBucket: environment.EVIDENCE_BUCKET,
  statementsQueueUrl: environment.STATEMENTS_QUEUE_URL,
  pdfQueueUrl: environment.PDF_QUEUE_URL,
  clock: systemClock,
};

export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(captureLambdaHandler(tracer, { captureResponse: false }))
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(eachMessage((message) => checkStatements(message, deps), messageTelemetry));
