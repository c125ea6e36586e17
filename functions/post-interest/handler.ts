import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import { openTable } from '../platform/aws-clients.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnvironment } from '../platform/environment.ts';
import { logger } from '../platform/logger.ts';
import { tracer } from '../platform/telemetry.ts';
import { interestDeps } from './deps.ts';
import { postInterest } from './post-interest.ts';

const environment = readEnvironment(['TABLE_NAME'], process.env);
const deps = interestDeps(openTable(environment.TABLE_NAME), systemClock);

export const handler = middy()
  .use(captureLambdaHandler(tracer, { captureResponse: false }))
  .use(injectLambdaContext(logger))
  .handler(() => postInterest(deps));
