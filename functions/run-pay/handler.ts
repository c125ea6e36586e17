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
import { runDeps } from './run-deps.ts';
import { runPay } from './run-pay.ts';

const environment = readEnvironment(
  ['TABLE_NAME', 'EVIDENCE_BUCKET', 'OUTBOX_BUCKET', 'PAY_WORK_QUEUE_URL'],
  process.env,
);
const deps = runDeps({
  table: openTable(environment.TABLE_NAME),
  buckets: {
    client: openBuckets(),
    evidence: environment.EVIDENCE_BUCKET,
    previews: environment.OUTBOX_BUCKET,
  },
  queue: { client: openQueues(), url: environment.PAY_WORK_QUEUE_URL },
  clock: systemClock,
});

export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(captureLambdaHandler(tracer, { captureResponse: false }))
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(eachMessage((message, messageId) => runPay(message, messageId, deps), messageTelemetry));
