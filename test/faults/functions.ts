import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { accrualRoutes } from '../../events/api/accruals.ts';
import { orderRoutes } from '../../events/api/orders.ts';
import { parallelRunRoutes } from '../../events/api/parallel-runs.ts';
import { payRunRoutes } from '../../events/api/pay-runs.ts';
import { paymentRoutes } from '../../events/api/payments.ts';
import type { PaySchedule } from '../../events/schedule-event.ts';
import { importExtract } from '../../functions/import-extract/import-extract.ts';
import { systemClock } from '../../functions/platform/clock.ts';
import { onceOnly } from '../../functions/platform/once-only.ts';
import { routeArea } from '../../functions/platform/route-area.ts';
import { interestDeps } from '../../functions/post-interest/deps.ts';
import { postInterest } from '../../functions/post-interest/post-interest.ts';
import { runDeps } from '../../functions/run-pay/run-deps.ts';
import { runPay } from '../../functions/run-pay/run-pay.ts';
import { runSchedules } from '../../functions/run-schedules/run-schedules.ts';
import { scheduleDeps } from '../../functions/run-schedules/schedule-deps.ts';
import { payDeps } from '../../functions/serve-pay/pay-deps.ts';
import { servePay } from '../../functions/serve-pay/serve-pay.ts';
import { apiOf } from '../support/call-api.ts';
import type { Clients } from './network.ts';

const TABLE = 'careledger';
export const INBOX = 'inbox';
const EVIDENCE = 'evidence';
const OUTBOX = 'outbox';
const urlOf = (queue: Queue | 'returns') => `http://faults.test/000000000000/${queue}`;

/** The queues of work and the function behind each. */
export const queues = ['pay', 'extracts'] as const;
export type Queue = (typeof queues)[number];

/** What the clock starts. */
export type Started = PaySchedule | 'daily-interest';

const payRoutes = {
  ...payRunRoutes,
  ...paymentRoutes,
  ...orderRoutes,
  ...accrualRoutes,
  ...parallelRunRoutes,
};

/**
 * The functions as their handlers wire them, over some clients. They are made anew for each event, so that nothing that
 * one of them kept in memory outlives it.
 */
export function functionsOver(clients: Clients) {
  const table = { client: clients.table, name: TABLE };
  const buckets = { client: clients.buckets, evidence: EVIDENCE, previews: OUTBOX };
  const sendTo = (queue: Queue | 'returns') => async (message: unknown) => {
    await clients.queues.send(
      new SendMessageCommand({ QueueUrl: urlOf(queue), MessageBody: JSON.stringify(message) }),
    );
  };
  return {
    table,
    buckets,
    /** Does the work of a message. */
    async work(queue: Queue, message: unknown, messageId: string): Promise<void> {
      if (queue === 'pay') {
        const own = { client: clients.queues, url: urlOf('pay') };
        return runPay(message, messageId, runDeps({ table, buckets, queue: own, clock: systemClock }));
      }
      return importExtract(message, {
        table,
        buckets: clients.buckets,
        queues: clients.queues,
        inboxBucket: INBOX,
        evidenceBucket: EVIDENCE,
        extractsQueueUrl: urlOf('extracts'),
        clock: systemClock,
      });
    },
    async start(schedule: Started): Promise<void> {
      if (schedule === 'daily-interest') {
        await postInterest(interestDeps(table, systemClock));
        return;
      }
      const deps = { table, clock: systemClock, send: sendTo('pay'), tellReturns: sendTo('returns') };
      await runSchedules({ schedule }, scheduleDeps(deps));
    },
    /** The API of pay, with the keys that do each write once. */
    api() {
      let ids = 0;
      const deps = payDeps({
        ...{ table, buckets, send: sendTo('pay'), clock: systemClock },
        linkTo: () => Promise.resolve(''),
        newId: () => String((ids += 1)).padStart(6, '0'),
      });
      return apiOf(payRoutes, routeArea(payRoutes, servePay(deps), onceOnly(table)));
    },
  };
}

/** What a message asks for, in two words. */
export function workOf(queue: Queue, message: unknown): string {
  const asked = typeof message === 'object' && message !== null ? message : {};
  if (queue === 'pay') return `run-pay ${'act' in asked ? String(asked.act) : ''}`;
  return `import-extract ${'recheckUploadId' in asked ? 'recheck' : 'file'}`;
}
