import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildPages, buildTemplate, webFolder } from './build.ts';
import { openDataFolder, type DataFolder } from './data-folder.ts';
import { startBuckets } from './emulators/buckets.ts';
import { mailKey, startMail } from './emulators/mail.ts';
import { startQueues } from './emulators/queues.ts';
import { createTables } from './emulators/table-schema.ts';
import { startTableEngine } from './emulators/table.ts';
import { installFixedClock } from './fixed-clock.ts';
import { sendJson } from './front/answers.ts';
import { startGateway } from './front/gateway.ts';
import { serveHttpApi } from './front/http-api.ts';
import { serveLocalRoutes } from './front/local-routes.ts';
import { servePages } from './front/pages.ts';
import { startSignIn } from './front/sign-in.ts';
import { users } from './front/users.ts';
import { loadSample, type Sample } from './sample.ts';
import { readTemplate, type Template } from './template.ts';
import { readEventRules } from './triggers/event-rules.ts';
import type { Endpoints } from './triggers/function-properties.ts';
import { startFunctions, type Functions } from './triggers/functions.ts';
import { startQueuePollers } from './triggers/queue-pollers.ts';
import { startSchedules } from './triggers/schedules.ts';

export type RuntimeOptions = {
  /** Without a folder nothing is kept: the table is in memory and the files in a folder that goes at the end. */
  dataFolder?: string;
  /** 0 takes any free one. */
  port: number;
  sample?: Sample;
  /** A date that every function takes for today. */
  today?: string;
  /** What `cdk synth` wrote, when it is not to be made from the sources. */
  templateFolder?: string;
  withPages?: boolean;
  /** How long a failed message waits; in the cloud that is the queue's visibility timeout. */
  retrySeconds?: number;
  say?: (line: string) => void;
};
export type Runtime = {
  url: string;
  endpoints: Endpoints;
  waitUntilIdle: () => Promise<void>;
  usage: Functions['usage'];
  stop: () => Promise<void>;
};

const defaultRetrySeconds = 5;
const graceMs = 3000;
type Stop = () => Promise<void> | void;

/** Starts the whole of careledger on this machine, as its template describes it. */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const stops: Stop[] = [];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    return { ...(await start(options, stops)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(options: RuntimeOptions, stops: Stop[]): Promise<Omit<Runtime, 'stop'>> {
  const data = openData(options.dataFolder, stops);
  if (options.today !== undefined) stops.push(installFixedClock(options.today));
  const gateway = await startGateway(options.port);
  stops.push(gateway.stop);

  const { table, queues, template } = await startEngines(options, data, stops);
  await queues.create(template);
  // A fixed day lies before or after the engine's own, which would take live items for expired ones.
  await createTables(table.endpoint, template, { expire: options.today === undefined });
  const buckets = await startBuckets({
    template,
    folder: data.at('buckets'),
    onCreated: readEventRules(template, queues.send),
  });
  stops.push(buckets.stop);
  const outbox = bucketNamed('Outbox', template);
  const mail = await startMail(async (kept) => {
    const address = `${buckets.endpoint}/${outbox}/${mailKey(kept)}`;
    const headers = { 'content-type': 'application/json' };
    const stored = await fetch(address, { method: 'PUT', headers, body: JSON.stringify(kept, null, 2) });
    if (!stored.ok) throw new Error(`The outbox did not take a mail: ${await stored.text()}`);
  });
  stops.push(mail.stop);

  const endpoints = {
    ...{ table: table.endpoint, buckets: buckets.endpoint },
    ...{ queues: queues.endpoint, mail: mail.endpoint },
  };
  const functions = startFunctions({ template, endpoints, logs: data.at('logs'), today: options.today });
  const retrySeconds = options.retrySeconds ?? defaultRetrySeconds;
  const pollers = startQueuePollers({ template, queues, functions, retrySeconds });
  stops.push(async () => {
    // What runs may finish, within reason; what is cut off is delivered again after the next start.
    const stopped = pollers.stop();
    await Promise.race([stopped, sleep(graceMs)]);
    await functions.stop();
    await stopped;
  });
  const schedules = startSchedules({ template, functions, retrySeconds, send: queues.send });
  stops.push(schedules.stop);

  const deadLetterQueues = template
    .resourcesOf('AWS::SQS::Queue')
    .map(({ name }) => name)
    .filter((name) => !pollers.queues.includes(name));
  const running = () => functions.inFlight() + schedules.inFlight();
  const waiting = (queue: string) => queues.messagesOf(queue).length;
  // To count what waits reads every message: whoever asks often is answered without, while anything runs.
  const isIdle = () => running() === 0 && pollers.queues.every((queue) => waiting(queue) === 0);
  const inFlight = () => pollers.queues.reduce((sum, queue) => sum + waiting(queue), running());
  const signIn = await startSignIn(gateway.origin, {
    read: () => data.readJson('sign-in-keys.json'),
    write: (keys) => {
      data.writeJson('sign-in-keys.json', keys);
    },
  });
  const local = serveLocalRoutes({
    template,
    signIn,
    schedules,
    isIdle,
    inFlight,
    deadLetters: () =>
      deadLetterQueues.flatMap((queue) => queues.messagesOf(queue).map((message) => ({ queue, ...message }))),
    buckets: {
      endpoint: buckets.endpoint,
      inbox: bucketNamed('Inbox', template),
      outbox,
    },
  });
  gateway.open([
    { prefix: '/v1/', handle: serveHttpApi({ template, functions, verify: signIn.verify }) },
    { prefix: '/oidc/', handle: signIn.handle },
    { prefix: '/local/', handle: local },
    {
      prefix: '/config.json',
      handle: (_request, response) => {
        sendJson(response, 200, signIn.settings);
      },
    },
    { prefix: '/', handle: servePages({ template, folder: webFolder, uploads: buckets.endpoint }) },
  ]);

  stops.push(() => {
    gateway.open([]);
  });

  const waitUntilIdle = async () => {
    while (!isIdle()) await sleep(25);
  };
  await loadSample({
    data,
    sample: options.sample ?? 'none',
    say: options.say ?? (() => undefined),
    waitUntilIdle,
    put: async (key, bytes) => {
      const stored = await fetch(`${gateway.origin}/local/inbox/${key}`, {
        method: 'PUT',
        body: new Uint8Array(bytes),
      });
      if (!stored.ok) throw new Error(`The inbox did not take ${key}: ${await stored.text()}`);
    },
    set: async (username, setting, change) => {
      const user = users.find((each) => each.username === username);
      if (user === undefined) throw new Error(`There is no user ${username}.`);
      const answer = await fetch(`${gateway.origin}/v1/settings/${setting}`, {
        method: 'PUT',
        headers: {
          authorization: `Bearer ${await signIn.issueToken(user)}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(change),
      });
      if (!answer.ok) throw new Error(`The setting ${setting} was not taken: ${await answer.text()}`);
    },
  });
  return { url: gateway.origin, endpoints, waitUntilIdle, usage: functions.usage };
}

function openData(folder: string | undefined, stops: Stop[]): DataFolder {
  if (folder !== undefined) {
    const data = openDataFolder(folder);
    stops.push(data.release);
    return data;
  }
  const temporary = mkdtempSync(join(tmpdir(), 'careledger-'));
  stops.push(() => {
    rmSync(temporary, { recursive: true, force: true });
  });
  return openDataFolder(temporary);
}

/** The slow parts side by side: the table (Java), the queues, the template and the pages. */
async function startEngines(options: RuntimeOptions, data: DataFolder, stops: Stop[]) {
  const keepIn = (name: string) => (options.dataFolder === undefined ? undefined : data.at(name));
  const startTable = async () => {
    const table = await startTableEngine({ folder: keepIn('table'), log: data.at('logs', 'table.log') });
    stops.push(table.stop);
    return table;
  };
  const startTheQueues = async () => {
    const queues = await startQueues(keepIn('queues'));
    stops.push(queues.stop);
    return queues;
  };
  const table = startTable();
  const queues = startTheQueues();
  const templateFolder = options.templateFolder ?? buildTemplate();
  const pages = options.withPages === false ? undefined : buildPages();
  // All of them come to an end before one that failed is reported, so that the others can be stopped.
  await Promise.allSettled([table, queues, templateFolder, pages]);
  await pages;
  const { endpoint } = await queues;
  return { table: await table, queues: await queues, template: readTemplate(await templateFolder, endpoint) };
}

function bucketNamed(part: string, template: Template): string {
  const bucket = template.resourcesOf('AWS::S3::Bucket').find(({ id }) => id.startsWith(part));
  if (bucket === undefined) throw new Error(`The template has no bucket whose name begins with ${part}.`);
  return bucket.name;
}
