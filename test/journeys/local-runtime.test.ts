import { GetQueueUrlCommand, ListQueuesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRuntime, type Runtime } from '../../local/runtime.ts';

const folder = mkdtempSync(join(tmpdir(), 'careledger-journey-'));
const people = 'personId,name,dateOfBirth\nR1,Ada Example,1941-02-03\nR2,Ben Example,1950-11-30\n';
const tries = 3;

let runtime: Runtime;

async function start(port: number): Promise<Runtime> {
  return startRuntime({ dataFolder: folder, port, retrySeconds: 1, withPages: false });
}

async function ask(method: string, path: string, more: { token?: string; body?: string } = {}) {
  const response = await fetch(runtime.url + path, {
    method,
    headers: more.token === undefined ? {} : { authorization: `Bearer ${more.token}` },
    ...(more.body === undefined ? {} : { body: more.body }),
  });
  const text = await response.text();
  return { status: response.status, body: JSON.parse(text) as Record<string, unknown> };
}

async function tokenFor(user: string): Promise<string> {
  const { body } = await ask('POST', '/local/token', { body: JSON.stringify({ user }) });
  return String(body['access_token']);
}

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>;
}

function queueClient(): SQSClient {
  const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
  return new SQSClient({ endpoint: runtime.endpoints.queues, region: 'eu-west-2', credentials });
}

async function sendToExtracts(body: string): Promise<void> {
  const client = queueClient();
  const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}));
  const name = QueueUrls.map((url) => url.split('/').at(-1)!).find((each) =>
    each.startsWith('ExtractsQueue'),
  );
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: name }));
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: body }));
  client.destroy();
}

beforeAll(async () => {
  // Whoever held the folder before was killed: a pid that no system gives out.
  writeFileSync(join(folder, 'lock'), '99999999');
  runtime = await start(0);
});
afterAll(async () => {
  await runtime.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('careledger on one machine', () => {
  it('turns away a caller without a token, and one with a token of somebody else’s making', async () => {
    expect(await ask('GET', '/v1/me')).toEqual({ status: 401, body: { message: 'Unauthorized' } });
    const [head, claims] = (await tokenFor('ada.admin')).split('.');
    const forged = [head, claims, randomBytes(256).toString('base64url')].join('.');
    expect(await ask('GET', '/v1/me', { token: forged })).toEqual({
      status: 401,
      body: { message: 'Unauthorized' },
    });
  });

  it('gives a script a token as Cognito would, and refuses a name it does not know', async () => {
    const token = await tokenFor('pat.p001');
    expect(claimsOf(token)).toMatchObject({
      username: 'pat.p001',
      'cognito:groups': ['provider'],
      providerId: 'P001',
      scope: 'openid profile careledger/api',
      client_id: 'careledger-web',
      token_use: 'access',
    });
    expect((await ask('GET', '/v1/me', { token })).status).toBe(200);
    const { status, body } = await ask('POST', '/local/token', { body: '{"user":"nobody"}' });
    expect(status).toBe(400);
    expect(body['detail']).toContain('amy.approver');
  });

  it('signs a person in on its page, with the steps a browser takes', async () => {
    const cookies = new Map<string, string>();
    const step = async (url: string, body?: URLSearchParams) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(new URL(url, runtime.url), {
        redirect: 'manual',
        headers: { cookie, origin: runtime.url },
        ...(body === undefined ? {} : { method: 'POST', body }),
      });
      for (const each of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(each)!;
        cookies.set(name!, value!);
      }
      return { text: await response.text(), next: response.headers.get('location') ?? '' };
    };
    const settings = (await ask('GET', '/config.json')).body as Record<string, string>;
    const { body: endpoints } = await ask('GET', '/oidc/.well-known/openid-configuration');
    expect(endpoints['issuer']).toBe(settings['issuer']);
    const verifier = randomBytes(32).toString('base64url');
    const request = new URLSearchParams({
      client_id: settings['clientId']!,
      redirect_uri: settings['redirectUri']!,
      scope: settings['scope']!,
      response_type: 'code',
      state: 'state-1',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    const page = (await step(`${String(endpoints['authorization_endpoint'])}?${request.toString()}`)).next;
    expect((await step(page)).text).toContain('<button name="user" value="amy.approver">');
    const resume = (await step(page, new URLSearchParams({ user: 'amy.approver' }))).next;
    const back = new URL((await step(resume)).next);
    expect(back.origin + back.pathname).toBe(settings['redirectUri']);
    const exchange = new URLSearchParams({
      grant_type: 'authorization_code',
      code: back.searchParams.get('code')!,
      redirect_uri: settings['redirectUri']!,
      client_id: settings['clientId']!,
      code_verifier: verifier,
    });
    const tokens = JSON.parse((await step(String(endpoints['token_endpoint']), exchange)).text) as Record<
      string,
      string
    >;
    expect(claimsOf(tokens['access_token']!)).toMatchObject({
      username: 'amy.approver',
      'cognito:groups': ['payments-officer', 'payments-approver'],
      scope: 'openid profile careledger/api',
    });
    expect((await ask('GET', '/v1/me', { token: tokens['access_token']! })).status).toBe(200);
  });

  it('lays a message that keeps failing among the dead letters after as many tries as in the cloud', async () => {
    await sendToExtracts('this is no event');
    expect((await ask('GET', '/local/idle')).status).toBe(200);
    const { body } = await ask('GET', '/local/dead-letters');
    expect(body['items']).toEqual([
      // The receipt that found the tries used up counts as well.
      expect.objectContaining({ body: 'this is no event', receiveCount: tries + 1 }),
    ]);
  });

  it('fires a schedule by name, and names the schedules there are when asked for another', async () => {
    expect((await ask('POST', '/local/schedule/rate-change-reminder')).status).toBe(202);
    expect((await ask('GET', '/local/idle')).status).toBe(200);
    const { status, body } = await ask('POST', '/local/schedule/fortnightly');
    expect(status).toBe(404);
    expect(body['detail']).toContain('rate-change-reminder');
  });

  it('takes no file whose key leads out of the inbox', async () => {
    const { status } = await ask('PUT', '/local/inbox/people/..%2F..%2Fpeople.csv', { body: people });
    expect(status).toBe(400);
  });

  it.each(['peeple/people.csv', 'people.csv', 'people'])(
    'takes no file at %s, which nothing reads, and names the folders there are',
    async (key) => {
      const { status, body } = await ask('PUT', `/local/inbox/${key}`, { body: people });
      expect(status).toBe(400);
      expect(body['detail']).toMatch(/ people, .*care-packages.*bank-statements/);
    },
  );

  it('answers an address it does not know with a sentence', async () => {
    const { status, body } = await ask('GET', '/local/teapot');
    expect(status).toBe(404);
    expect(body['detail']).toContain('GET /local/teapot');
  });

  it('takes a file that a page posts to the bucket with the form it got from the API', async () => {
    const token = await tokenFor('olu.officer');
    const file = Buffer.from('personId,name,dateOfBirth\nR3,Cy Example,1944-07-08\n');
    const announcement = {
      kind: 'people',
      fileName: 'posted.csv',
      sizeBytes: file.length,
      sha256: createHash('sha256').update(file).digest('hex'),
    };
    const { status, body } = await ask('POST', '/v1/uploads', { token, body: JSON.stringify(announcement) });
    expect(status).toBe(201);
    const { uploadId, url, fields } = body as {
      uploadId: string;
      url: string;
      fields: Record<string, string>;
    };
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([file]));
    const posted = await fetch(url, { method: 'POST', body: form, headers: { origin: runtime.url } });
    expect(posted.ok).toBe(true);
    expect(posted.headers.get('access-control-allow-origin')).toBe('*');
    expect((await ask('GET', '/local/idle')).status).toBe(200);
    const upload = await ask('GET', `/v1/uploads/${uploadId}`, { token });
    expect(upload.body).toMatchObject({
      fileName: 'posted.csv',
      state: 'accepted',
      uploadedBy: 'olu.officer',
    });
  });

  it('shows a file put into the inbox through the API, and still after a restart, to the same token', async () => {
    const token = await tokenFor('olu.officer');
    const put = await ask('PUT', '/local/inbox/people/restart test.csv', { body: people });
    expect(put.status).toBe(200);
    expect((await ask('GET', '/local/idle')).status).toBe(200);
    const address = `/v1/uploads/${String(put.body['uploadId'])}`;
    const upload = await ask('GET', address, { token });
    expect(upload.body).toMatchObject({
      key: 'people/restart test.csv',
      state: 'accepted',
      counts: { rows: 2, accepted: 2 },
    });

    const port = Number(new URL(runtime.url).port);
    await runtime.stop();
    runtime = await start(port);
    expect(await ask('GET', address, { token })).toEqual(upload);
    expect((await ask('GET', '/v1/people/R1', { token })).status).toBe(200);
    const deadLetters = (await ask('GET', '/local/dead-letters')).body['items'];
    expect(deadLetters).toHaveLength(1);
  });
});
