import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import { openTable } from '../platform/aws-clients.ts';
import { chaseDeps } from '../platform/chasing/chase-deps.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnvironment } from '../platform/environment.ts';
import { logger } from '../platform/logger.ts';
import { mailSender, openMail } from '../platform/send-mail.ts';
import { tracer } from '../platform/telemetry.ts';
import { chaseReturns } from './chase-returns.ts';

const environment = readEnvironment(['TABLE_NAME', 'MAIL_FROM'], process.env);
const deps = chaseDeps({
  table: openTable(environment.TABLE_NAME),
  sendMail: mailSender(openMail(), environment.MAIL_FROM),
  clock: systemClock,
});

export const handler = middy()
  .use(captureLambdaHandler(tracer, { captureResponse: false }))
  .use(injectLambdaContext(logger))
  .handler(() => chaseReturns(deps));
