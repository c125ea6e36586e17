import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetObjectCommand, ListObjectsV2Command, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { credentials } from '../emulators/buckets.ts';
import type { QueuedMessage } from '../emulators/queues.ts';
import { region, type Template } from '../template.ts';
import type { Schedules } from '../triggers/schedules.ts';
import { readBody, sendJson, sendProblem, type Handle } from './answers.ts';
import type { SignIn } from './sign-in.ts';
import { findUser, users } from './users.ts';

type LocalRoutes = {
  template: Template;
  signIn: SignIn;
  schedules: Schedules;
  /** That nothing is under way. */
  isIdle: () => boolean;
  /** How many events, messages and runs are under way. */
  inFlight: () => number;
  deadLetters: () => ({ queue: string } & QueuedMessage)[];
  buckets: { endpoint: string; inbox: string; outbox: string };
};

const idleLimitMs = 60_000;
const idleStepMs = 25;
const bodyLimitBytes = 10_000;

/** What scripts and tests need on one machine; nothing of this exists in the cloud. */
export function serveLocalRoutes(options: LocalRoutes): Handle {
  const folders = inboxFolders(options.template);
  const s3 = new S3Client({ endpoint: options.buckets.endpoint, region, credentials, forcePathStyle: true });
  return async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const route = `${request.method ?? 'GET'} ${path}`;
    const inboxKey = /^PUT \/local\/inbox\/(.+)$/.exec(route)?.[1];
    const schedule = /^POST \/local\/schedule\/([^/]+)$/.exec(route)?.[1];
    const outboxKey = /^GET \/local\/outbox\/(.+)$/.exec(route)?.[1];
    if (route === 'POST /local/token') await answerToken(options.signIn, request, response);
    else if (inboxKey !== undefined)
      await putIntoInbox({ ...options.buckets, folders }, inboxKey, request, response);
    else if (schedule !== undefined) fireSchedule(options.schedules, schedule, response);
    else if (route === 'GET /local/idle') await answerWhenIdle(options, request, response);
    else if (route === 'GET /local/dead-letters')
      sendJson(response, 200, { items: options.deadLetters().map(withParsedBody) });
    else if (route === 'GET /local/outbox')
      sendJson(response, 200, { items: await listOutbox(s3, options.buckets.outbox) });
    else if (outboxKey !== undefined) await sendFromOutbox(s3, options.buckets.outbox, outboxKey, response);
    else
      sendProblem(
        response,
        404,
        'Not found',
        `There is no ${route}: local/README.md lists what /local answers.`,
      );
  };
}

const inboxRule = z.object({
  EventPattern: z.object({
    detail: z.object({ object: z.object({ key: z.array(z.object({ prefix: z.string() })) }) }),
  }),
});

/** The folders whose files are told of, each with its slash: a file elsewhere would lie there unseen. */
function inboxFolders(template: Template): string[] {
  return template
    .resourcesOf('AWS::Events::Rule')
    .flatMap(({ properties }) => inboxRule.safeParse(properties).data?.EventPattern.detail.object.key ?? [])
    .map(({ prefix }) => prefix);
}

async function answerToken(
  signIn: SignIn,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const text = (await readBody(request, bodyLimitBytes))?.toString('utf8') ?? '';
  const wanted = z.object({ user: z.string() }).safeParse(parseJson(text)).data?.user;
  const user = findUser(wanted ?? '');
  if (user === undefined) {
    const known = users.map(({ username }) => username).join(', ');
    sendProblem(response, 400, 'Nobody of that name', `Send {"user": name} with one of ${known}.`);
    return;
  }
  sendJson(response, 200, { access_token: await signIn.issueToken(user) });
}

async function putIntoInbox(
  { endpoint, inbox, folders }: LocalRoutes['buckets'] & { folders: readonly string[] },
  key: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (key.split('/').some((part) => ['', '.', '..'].includes(part))) {
    sendProblem(response, 400, 'Not stored', `${key} is no key: its parts must have names.`);
    return;
  }
  const uploadId = randomUUID();
  const length = request.headers['content-length'];
  if (!folders.some((folder) => key.startsWith(folder))) {
    const known = folders.map((folder) => folder.replace(/\/$/, '')).join(', ');
    const detail = `${key} lies in no folder of the inbox that anything reads; there are ${known}.`;
    sendProblem(response, 400, 'No folder', detail);
    return;
  }
  const address = `${endpoint}/${inbox}/${key.split('/').map(encodeURIComponent).join('/')}`;
  const stored = await fetch(address, {
    method: 'PUT',
    headers: {
      'x-amz-meta-upload-id': uploadId,
      'content-type': request.headers['content-type'] ?? 'application/octet-stream',
      ...(length === undefined ? {} : { 'content-length': length }),
    },
    body: Readable.toWeb(request),
    duplex: 'half',
  });
  if (stored.ok) sendJson(response, 200, { uploadId });
  else sendProblem(response, 400, 'Not stored', `The inbox did not take ${key}: ${await stored.text()}`);
}

function fireSchedule(schedules: Schedules, name: string, response: ServerResponse): void {
  if (schedules.fire(name)) sendJson(response, 202, { schedule: name, state: 'fired' });
  else
    sendProblem(
      response,
      404,
      'Not found',
      `There is no schedule ${name}; there are ${schedules.names.join(', ')}.`,
    );
}

async function answerWhenIdle(
  { isIdle, inFlight }: Pick<LocalRoutes, 'isIdle' | 'inFlight'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const deadline = performance.now() + idleLimitMs;
  while (!isIdle()) {
    if (request.destroyed) return;
    if (performance.now() > deadline) {
      sendProblem(
        response,
        408,
        'Still busy',
        `After ${idleLimitMs / 1000} seconds ${inFlight()} events, messages or runs are still under way.`,
      );
      return;
    }
    await sleep(idleStepMs);
  }
  sendJson(response, 200, { state: 'idle' });
}

function withParsedBody({ body, ...message }: { queue: string } & QueuedMessage) {
  return { ...message, body: parseJson(body) ?? body };
}

async function listOutbox(s3: S3Client, bucket: string) {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  return Contents.map(({ Key, Size, LastModified }) => ({
    key: Key,
    sizeBytes: Size,
    writtenAt: LastModified,
  }));
}

async function sendFromOutbox(
  s3: S3Client,
  bucket: string,
  key: string,
  response: ServerResponse,
): Promise<void> {
  try {
    const { Body, ContentType } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    response.writeHead(200, {
      'content-type': ContentType ?? 'application/octet-stream',
      'x-content-type-options': 'nosniff',
    });
    response.end(await Body?.transformToByteArray());
  } catch (error) {
    if (!(error instanceof NoSuchKey)) throw error;
    sendProblem(response, 404, 'Not found', `The outbox has no ${key}.`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
