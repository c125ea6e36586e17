import { Metrics } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { logger } from './logger.ts';

export const tracer = new Tracer();
export const metrics = new Metrics();

/** What the answers of the API leave behind: ids in the log, and how many were given, refused and failed. */
export const requestTelemetry = {
  log: logger,
  count: (outcome: 'Answered' | 'Refused' | 'Failed') => {
    metrics.addMetric(outcome, 'Count', 1);
  },
};

/** What the messages of a queue leave behind: ids in the log, and how many were done and failed. */
export const messageTelemetry = {
  log: logger,
  count: (outcome: 'Done' | 'Failed') => {
    metrics.addMetric(outcome, 'Count', 1);
  },
};
