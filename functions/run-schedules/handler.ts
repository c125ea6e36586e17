import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import { openQueues, openTable } from '../platform/aws-clients.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnvironment } from '../platform/environment.ts';
import { logger } from '../platform/logger.ts';
import { tracer } from '../platform/telemetry.ts';
import { runSchedules } from './run-schedules.ts';
import { scheduleDeps } from './schedule-deps.ts';

const environment = readEnvironment(['TABLE_NAME', 'PAY_WORK_QUEUE_URL', 'RETURNS_QUEUE_URL'], process.env);
const queues = openQueues();
const sendTo = (queueUrl: string) => async (message: unknown) => {
  await queues.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message) }));
};
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
