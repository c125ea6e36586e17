import { PutObjectCommand } from '@aws-sdk/client-s3';
import { payRunRoutes } from '../../events/api/pay-runs.ts';
import { eachMessage } from '../../functions/platform/queue-handler.ts';
import { createPrng } from '../../local/sample-council/prng.ts';
import { bucketEngine, type StoredObject } from './engine/bucket-engine.ts';
import { queueEngine, type QueuedMessage } from './engine/queue-engine.ts';
import { tableEngine } from './engine/table-engine.ts';
import type { StoredItem } from './engine/values.ts';
import { functionsOver, INBOX, queues as queueNames, workOf, type Started } from './functions.ts';
import { clientsOver, type Call, type HttpAnswer } from './network.ts';
import { processes } from './processes.ts';
import type { Schedule } from './schedule.ts';
import { simulateTime } from './simulated-time.ts';
import type { Someone } from '../support/call-api.ts';

/** Everything that outlives a process: what a schedule begins with, and what it leaves. */
export type Stored = {
  /** Properties of the table in the template. */
  table: unknown;
  items: ReadonlyMap<string, StoredItem>;
  objects: ReadonlyMap<string, StoredObject>;
  at: string;
};

const VISIBILITY_MS = 960_000;
const RESEND_MS = 600_000;
const HOUR_MS = 3_600_000;
/** Far more than any schedule needs: one that never comes to rest is at fault. */
const MOST_ROUNDS = 600;
const MOST_TRIES = 12;

type RouteName = keyof typeof payRunRoutes;
type Answered = { status: number; body: unknown };
type Telemetry = Parameters<typeof eachMessage>[1];

/** Makes a bug on purpose: what a call asks for in place of what it would. */
export type Tamper = (call: Pick<Call, 'operation' | 'input'>) => unknown;

/** careledger over a schedule of faults: its queues, its clock, its inbox and the people who ask it for things. */
export function openService(stored: Stored, schedule: Schedule, tamper: Tamper = ({ input }) => input) {
  const prng = createPrng(schedule.seed, 'faults');
  const time = simulateTime(stored.at, createPrng(schedule.seed, 'chance'));
  const table = tableEngine(stored.table, stored.items);
  const buckets = bucketEngine(stored.objects);
  const queues = queueEngine();
  const alive = processes(schedule, prng);
  const clients = clientsOver({ table, buckets, queues }, (call): Promise<HttpAnswer> => {
    const input = tamper(call);
    return alive.carry({ ...call, input, perform: (other = input) => call.perform(other) });
  });
  let keys = 0;
  let deadLetters = 0;
  const failures: string[] = [];
  const telemetry: Telemetry = {
    log: { error: (_message, { errorName }) => failures.push(String(errorName)) },
    count: () => undefined,
  };

  /** Works until nothing waits any more, as long as it takes; what was tried too often is sent again by a person. */
  async function settle(): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const visible = queues.visible(time.now());
      if (visible.length > 0) {
        await deliver(visible);
        continue;
      }
      const next = queues.nextVisibleAt();
      if (next !== null) {
        time.advance(next - time.now());
        continue;
      }
      const redriven = queues.redrive();
      deadLetters += redriven;
      if (redriven === 0 && !(await asksAgain())) return;
    }
    throw new Error('the queues never came to rest');
  }

  /** Every ten minutes the clock asks again for what an open run waits for; true while that is not over. */
  async function asksAgain(): Promise<boolean> {
    time.advance(RESEND_MS);
    const isDone = await start('resend-stuck-shards');
    return !isDone || queues.nextVisibleAt() !== null;
  }

  async function deliver(visible: readonly QueuedMessage[]): Promise<void> {
    const first = prng.pick(visible);
    const alike = visible.filter(({ queue, id }) => queue === first.queue && id !== first.id);
    const isTwice = prng.int(1, 100) <= schedule.twiceInHundred;
    const more = isTwice && prng.chance(0.5) ? alike.slice(0, prng.int(0, 2)) : [];
    const batch = [first, ...more].flatMap(({ id }) => queues.receive(id, time.now() + VISIBILITY_MS) ?? []);
    if (batch.length === 0) return;
    const deliveries = [batch, ...(isTwice ? [batch] : [])];
    const sameTime = isTwice && prng.chance(0.5);
    const groups = sameTime ? [deliveries] : deliveries.map((each) => [each]);
    const how = isTwice ? `, ${sameTime ? 'two times at once' : 'two times'}` : '';
    alive.told.push(`${new Date().toISOString()} ${batch.map(shortly).join(' and ')}${how}`);
    for (const group of groups)
      await alive.run(group.map((each) => ({ work: nameOf(each), act: () => handle(each) })));
    time.advance(1000);
  }

  /** One call of a function with a batch of its queue; what it does not name as failed is deleted. */
  async function handle(batch: readonly QueuedMessage[]): Promise<void> {
    const queue = queueNames.find((name) => name === batch[0]?.queue);
    if (queue === undefined) return;
    const event = { Records: batch.map((message) => recordOf(message)) };
    const handler = eachMessage(
      (message, messageId) => functionsOver(clients).work(queue, message, messageId),
      telemetry,
    );
    const { batchItemFailures } = await handler(event as never, contextOf() as never);
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    for (const { id } of batch) if (!failed.has(id)) queues.remove(id);
  }

  /** Lets the clock start something; tried three times, as for any function that nobody waits for. True where one was done. */
  async function start(schedule: Started): Promise<boolean> {
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const act = () => functionsOver(clients).start(schedule);
      const [ended] = await alive.run([{ work: `schedule ${schedule}`, act }]);
      if (ended?.how === 'done') return true;
      if (ended?.how === 'failed') failures.push(`${schedule}: ${String(ended.error)}`);
      time.advance(60_000);
    }
    return false;
  }

  /**
   * Somebody asks for something and, where nothing comes back or it failed, asks again under the same key; now and then
   * a button is pressed twice.
   */
  async function ask(name: RouteName, call: { as: Someone; id?: string; body?: unknown }): Promise<Answered> {
    keys += 1;
    const { method, path } = payRunRoutes[name];
    const address = path.replace('{id}', call.id ?? '');
    const key = `K${keys}`;
    const once = {
      work: `api ${name}`,
      async act(): Promise<Answered> {
        const api = functionsOver(clients).api();
        const { status = 500, body } = await api.send(method, address, { ...call, key });
        return { status, body };
      },
    };
    for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
      const isTwice = method !== 'GET' && prng.int(1, 100) <= schedule.twiceInHundred;
      const ended = await alive.run(isTwice ? [once, once] : [once]);
      const answers = ended.flatMap((each) => (each.how === 'done' ? [each.answer] : []));
      const done = answers.find(({ status }) => status < 400);
      if (done !== undefined) return done;
      const refused = answers.find(({ status, body }) => status < 500 && !isUnderWay(body));
      if (refused !== undefined && answers.length === ended.length) return refused;
      time.advance(30_000);
    }
    throw new Error(`${name} was never answered`);
  }

  return {
    settle,
    start,
    ask,
    clients,
    /** What an officer sees who looks around, and no schedule disturbs. */
    table: functionsOver(clients).table,
    /** Puts a file into the inbox; the word of it comes once, or more often, and in any order. */
    async drop(key: string, text: string): Promise<void> {
      const body = Buffer.from(text);
      await clients.buckets.send(new PutObjectCommand({ Bucket: INBOX, Key: key, Body: body }));
      const event = {
        'detail-type': 'Object Created',
        source: 'aws.s3',
        time: new Date().toISOString(),
        detail: { bucket: { name: INBOX }, object: { key, size: body.length, sequencer: '1' } },
      };
      const times = prng.int(1, 100) <= schedule.twiceInHundred ? 2 : 1;
      for (let at = 0; at < times; at += 1) queues.send('extracts', JSON.stringify(event));
    },
    waitUntil(day: string): void {
      time.advance(Math.max(0, Date.parse(`${day}T02:00:00.000Z`) - time.now()));
    },
    later(hours: number): void {
      time.advance(hours * HOUR_MS);
    },
    told: alive.told,
    died: alive.died,
    reached: alive.reached,
    failures,
    /** How many messages were tried in vain so often that somebody was called. */
    deadLetters: () => deadLetters,
    items: table.items,
    stored: (): Stored => ({
      ...{ table: stored.table, items: table.items(), objects: buckets.objects() },
      at: new Date().toISOString(),
    }),
    close(): void {
      clients.close();
      time.restore();
    },
  };
}
export type Service = ReturnType<typeof openService>;

function nameOf(batch: readonly QueuedMessage[]): string {
  const [first, ...more] = batch;
  const queue = queueNames.find((name) => name === first?.queue);
  if (first === undefined || queue === undefined) return 'nothing';
  return `${workOf(queue, JSON.parse(first.body))}${more.length > 0 ? ' and more' : ''}`;
}

/** A message as a person reads it. */
function shortly({ queue, body, receives }: QueuedMessage): string {
  const key = /"key":"([^"]+)"/.exec(body)?.[1] ?? body;
  return `${queue} ${key}${receives > 1 ? `, try ${receives}` : ''}`;
}

function recordOf({ id, body, receives }: QueuedMessage) {
  return {
    ...{ messageId: id, receiptHandle: id, body, messageAttributes: {}, md5OfBody: '' },
    ...{ eventSource: 'aws:sqs', eventSourceARN: 'arn:aws:sqs:eu-west-2:0:queue', awsRegion: 'eu-west-2' },
    attributes: { ApproximateReceiveCount: String(receives) },
  };
}

function contextOf() {
  return { getRemainingTimeInMillis: () => 10_000, awsRequestId: 'request' };
}

/** The key is taken by a try that has not ended, or died: it is given again after a while. */
function isUnderWay(body: unknown): boolean {
  return JSON.stringify(body).includes('still being worked on');
}
