import { SQSClient, type SendMessageCommand } from '@aws-sdk/client-sqs';
import { instant, type Instant } from '../../domain/calendar.ts';
import { accrualRoutes } from '../../events/api/accruals.ts';
import { orderRoutes } from '../../events/api/orders.ts';
import { parallelRunRoutes } from '../../events/api/parallel-runs.ts';
import { payRunRoutes } from '../../events/api/pay-runs.ts';
import { recoveryRoutes } from '../../events/api/recoveries.ts';
import { paymentRoutes } from '../../events/api/payments.ts';
import { runMessageSchema, type RunMessage } from '../../functions/platform/pay/messages.ts';
import type { SendMail } from '../../functions/platform/send-mail.ts';
import { routeArea } from '../../functions/platform/route-area.ts';
import { runDeps } from '../../functions/run-pay/run-deps.ts';
import { runPay } from '../../functions/run-pay/run-pay.ts';
import { recoveryDeps } from '../../functions/serve-audits/recoveries/recovery-deps.ts';
import { serveRecoveries } from '../../functions/serve-audits/recoveries/serve-recoveries.ts';
import { payDeps } from '../../functions/serve-pay/pay-deps.ts';
import { servePay } from '../../functions/serve-pay/serve-pay.ts';
import { factStore } from '../../functions/store/fact-store.ts';
import { ledgerStore } from '../../functions/store/ledger-store.ts';
import type { Clock } from '../../functions/platform/clock.ts';
import type { dyingClients } from './dying-function.ts';
import { always, apiOf, type Someone } from './call-api.ts';
import { realEngines, type Engines } from './real-engines.ts';

const INBOX = 'inbox';
const EVIDENCE = 'evidence';
const OUTBOX = 'outbox';

export const payUsers = {
  olu: { user: 'olu.officer', roles: ['payments-officer'] },
  amy: { user: 'amy.approver', roles: ['payments-officer', 'payments-approver'] },
  abe: { user: 'abe.approver', roles: ['payments-officer', 'payments-approver'] },
  pat: { user: 'pat.p001', roles: ['provider'], providerId: 'P001' },
  ivy: { user: 'ivy.inspector', roles: ['read-only'] },
} as const satisfies Record<string, Someone>;

/** The id by which a message comes, each time it does. */
export const idOf = (message: unknown): string => JSON.stringify(message);

/** Pay on the real engines of its own, unless on others, on a day in December 2022. */
export async function payDesk(engines?: Engines) {
  const { table, client } = engines ?? (await realEngines([INBOX, EVIDENCE, OUTBOX]));
  let now = instant('2022-12-20T09:00:00.000Z');
  return payDeskOver({
    ...{ table, client, sendMail: () => Promise.resolve('sent' as const), clock: () => now },
    at(time) {
      now = time;
    },
  });
}

type Outside = Engines & {
  sendMail: SendMail;
  clock: Clock;
  at: (time: Instant) => void;
};

/** Pay on the engines of another desk: the API people use, and the worker that works off what it asks for. */
export function payDeskOver({ table, client, sendMail, clock, at }: Outside) {
  const buckets = { client, evidence: EVIDENCE, previews: OUTBOX };
  let queue: RunMessage[] = [];
  const send = (message: RunMessage) => {
    queue.push(message);
    return Promise.resolve();
  };
  const facts = factStore(table);
  const worker = {
    ...runDeps({ table, buckets, queue: { client: new SQSClient({}), url: '' }, clock }),
    send,
  };
  let ids = 0;
  const handlers = servePay(
    payDeps({
      table,
      buckets,
      send,
      linkTo: (key, bucket, image) =>
        Promise.resolve(
          `${bucket}/${key}${image === undefined ? '' : ` as ${image.mediaType}, ${image.fileName}`}`,
        ),
      newId: () => String((ids += 1)).padStart(6, '0'),
      clock,
    }),
  );
  const routes = {
    ...payRunRoutes,
    ...paymentRoutes,
    ...recoveryRoutes,
    ...orderRoutes,
    ...accrualRoutes,
    ...parallelRunRoutes,
  };
  const ofRecoveries = serveRecoveries(
    recoveryDeps({ table, buckets: client, evidenceBucket: EVIDENCE, sendMail, clock }),
  );
  const api = apiOf(routes, routeArea(routes, { ...handlers, ...ofRecoveries }, always));

  /** The worker over clients that may die; what it sends to its queue arrives here. */
  function workerOver(clients: ReturnType<typeof dyingClients>) {
    const queueClient = {
      send: ({ input }: SendMessageCommand) =>
        send(runMessageSchema.parse(JSON.parse(input.MessageBody ?? ''))),
    };
    return runDeps({
      table: { ...table, client: clients.wrap(table.client) },
      buckets: { ...buckets, client: clients.wrap(client) },
      queue: { client: clients.wrap(queueClient as unknown as SQSClient), url: 'queue' },
      clock,
    });
  }

  /**
   * Works off every message with a worker that dies at a moment; the message comes again at
   * once, to a worker that lives. What happens meanwhile is the test’s.
   */
  async function workDying(
    clients: ReturnType<typeof dyingClients>,
    meanwhile: () => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    const dying = workerOver(clients);
    let dead = false;
    while (queue.length > 0) {
      const [message, ...rest] = queue;
      queue = rest;
      if (message === undefined) return;
      try {
        await runPay(message, idOf(message), dead ? worker : dying);
      } catch (error) {
        if (dead || !(error instanceof Error && error.message === 'killed')) throw error;
        dead = true;
        await clients.settled();
        await meanwhile();
        queue = [...queue, message];
      }
    }
  }

  async function work(): Promise<void> {
    while (queue.length > 0) {
      const [message, ...rest] = queue;
      queue = rest;
      if (message !== undefined) await runPay(message, idOf(message), worker);
    }
  }

  return {
    table,
    facts,
    api,
    buckets,
    worker,
    ledger: ledgerStore(table),
    work,
    workDying,
    /** Works off every message two times, as a queue may deliver it. */
    async workTwice(): Promise<void> {
      while (queue.length > 0) {
        const [message, ...rest] = queue;
        queue = rest;
        if (message === undefined) return;
        await runPay(message, idOf(message), worker);
        await runPay(message, idOf(message), worker);
      }
    },
    waiting: () => queue,
    at(time: string): void {
      at(instant(time));
    },
    clock,
  };
}
