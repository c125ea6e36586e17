import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import { openQueues, openTable } from '../platform/aws-clients.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnvironment } from '../platform/environment.ts';
import { logger } from '../platform/logger.ts';
import { tracer } from '../platform/telemetry.ts';
import { applyDeps, applyUplifts } from './apply-uplifts.ts';

const environment = readEnvironment(['TABLE_NAME', 'UPLIFT_QUEUE_URL'], process.env);
const queues = openQueues();
const deps = applyDeps(openTable(environment.TABLE_NAME), {
  send: async (message) => {
    const QueueUrl = environment.UPLIFT_QUEUE_URL;
    await queues.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) }));
  },
  clock: systemClock,
});

export const handler = middy()
  .use(captureLambdaHandler(tracer, { captureResponse: false }))
  .use(injectLambdaContext(logger))
  .handler(() => applyUplifts(deps));
