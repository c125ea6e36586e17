import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { openBuckets, openQueues, openTable } from '../platform/aws-clients.ts';
import { readEnvironment } from '../platform/environment.ts';
import { logger } from '../platform/logger.ts';
import { eachMessage } from '../platform/queue-handler.ts';
import { messageTelemetry, metrics, tracer } from '../platform/telemetry.ts';
import { readPdf, type Deps } from './read-pdf.ts';
import { openTextract, textractJobs } from './scan-jobs.ts';

const environment = readEnvironment(
  ['TABLE_NAME', 'INBOX_BUCKET', 'EVIDENCE_BUCKET', 'STATEMENTS_QUEUE_URL', 'SCAN_QUEUE_URL'],
  process.env,
);
const queues = openQueues();
const scanQueueUrl = environment.SCAN_QUEUE_URL;
const deps: Deps = {
  table: openTable(environment.TABLE_NAME),
  buckets: openBuckets(),
  queues,
  inboxBucket: environment.INBOX_BUCKET,
  evidenceBucket: environment.EVIDENCE_BUCKET,
  statementsQueueUrl: environment.STATEMENTS_QUEUE_URL,
  scans:
    scanQueueUrl === undefined
      ? null
      : { jobs: textractJobs(openTextract()), queues, queueUrl: scanQueueUrl },
};

export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(captureLambdaHandler(tracer, { captureResponse: false }))
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(eachMessage((message) => readPdf(message, deps), messageTelemetry));
