import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import { openQueues, openTable } from '../platform/aws-clients.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnvironment } from '../platform/environment.ts';
import { logger } from '../platform/logger.ts';
import { queueSender } from '../platform/queue-sender.ts';
import { tracer } from '../platform/telemetry.ts';
import { runSchedules } from './run-schedules.ts';
import { scheduleDeps } from './schedule-deps.ts';

const environment = readEnvironment(['TABLE_NAME', 'PAY_WORK_QUEUE_URL', 'RETURNS_QUEUE_URL'], process.env);
const client = openQueues();
const sendTo = (url: string) => queueSender({ client, url });
const deps = scheduleDeps({
  table: openTable(environment.TABLE_NAME),
  clock: systemClock,
  send: sendTo(environment.PAY_WORK_QUEUE_URL),
  tellReturns: sendTo(environment.RETURNS_QUEUE_URL),
});

export const handler = middy()
  .use(captureLambdaHandler(tracer, { captureResponse: false }))
  .use(injectLambdaContext(logger))
  .handler((event) => runSchedules(event, deps));
