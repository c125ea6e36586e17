import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import { openTable } from '../platform/aws-clients.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnvironment } from '../platform/environment.ts';
import { logger } from '../platform/logger.ts';
import { tracer } from '../platform/telemetry.ts';
import { factStore } from '../store/fact-store.ts';
import { workStore } from '../store/work-store.ts';
import { remindRateChanges } from './remind-rate-changes.ts';

const environment = readEnvironment(['TABLE_NAME'], process.env);
const table = openTable(environment.TABLE_NAME);
const deps = { facts: factStore(table), work: workStore(table), clock: systemClock };

export const handler = middy()
  .use(captureLambdaHandler(tracer, { captureResponse: false }))
  .use(injectLambdaContext(logger))
  .handler(() => remindRateChanges(deps));
