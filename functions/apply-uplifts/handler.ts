import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import { openQueues, openTable } from '../platform/aws-clients.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnvironment } from '../platform/environment.ts';
import { logger } from '../platform/logger.ts';
import { queueSender } from '../platform/queue-sender.ts';
import { tracer } from '../platform/telemetry.ts';
import { applyDeps, applyUplifts } from './apply-uplifts.ts';

const environment = readEnvironment(['TABLE_NAME', 'UPLIFT_QUEUE_URL'], process.env);
const deps = applyDeps(openTable(environment.TABLE_NAME), {
  send: queueSender({ client: openQueues(), url: environment.UPLIFT_QUEUE_URL }),
  clock: systemClock,
});

export const handler = middy()
  .use(captureLambdaHandler(tracer, { captureResponse: false }))
  .use(injectLambdaContext(logger))
  .handler(() => applyUplifts(deps));
