import { setFlagsFromString } from 'node:v8';
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
import { checkReturns, type Deps } from './check-returns.ts';

// The engine sometimes takes the lines of a package for what stays, and keeps 150 MB of them beyond their time.
setFlagsFromString('--no-allocation-site-pretenuring');

const environment = readEnvironment(
  ['TABLE_NAME', 'INBOX_BUCKET', 'EVIDENCE_BUCKET', 'RETURNS_QUEUE_URL'],
  process.env,
);
const deps: Deps = {
  table: openTable(environment.TABLE_NAME),
  buckets: openBuckets(),
  queues: openQueues(),
  inboxBucket: environment.INBOX_BUCKET,
  evidenceBucket: environment.EVIDENCE_BUCKET,
  returnsQueueUrl: environment.RETURNS_QUEUE_URL,
  clock: systemClock,
};

export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(captureLambdaHandler(tracer, { captureResponse: false }))
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(eachMessage((message) => checkReturns(message, deps), messageTelemetry));
