import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import { openBuckets, openTable } from '../platform/aws-clients.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnvironment } from '../platform/environment.ts';
import { logger } from '../platform/logger.ts';
import { mailSender, openMail } from '../platform/send-mail.ts';
import { tracer } from '../platform/telemetry.ts';
import { chasePapers } from './chase-papers.ts';
import { paperDeps } from './deps.ts';

const environment = readEnvironment(['TABLE_NAME', 'EVIDENCE_BUCKET', 'MAIL_FROM'], process.env);
const deps = paperDeps({
  table: openTable(environment.TABLE_NAME),
  buckets: openBuckets(),
  evidenceBucket: environment.EVIDENCE_BUCKET,
  sendMail: mailSender(openMail(), environment.MAIL_FROM),
  clock: systemClock,
});

export const handler = middy()
  .use(captureLambdaHandler(tracer, { captureResponse: false }))
  .use(injectLambdaContext(logger))
  .handler(() => chasePapers(deps));
