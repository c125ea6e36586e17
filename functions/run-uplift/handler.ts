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
import { runUplift } from './run-uplift.ts';
import { upliftDeps } from './uplift-deps.ts';

const environment = readEnvironment(['TABLE_NAME', 'EVIDENCE_BUCKET', 'UPLIFT_QUEUE_URL'], process.env);
const deps = upliftDeps({
  table: openTable(environment.TABLE_NAME),
  evidenceBucket: { client: openBuckets(), bucket: environment.EVIDENCE_BUCKET },
  queue: { client: openQueues(), url: environment.UPLIFT_QUEUE_URL },
  clock: systemClock,
});

export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(captureLambdaHandler(tracer, { captureResponse: false }))
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(eachMessage((message, messageId) => runUplift(message, messageId, deps), messageTelemetry));
