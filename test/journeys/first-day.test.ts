import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRuntime, type Runtime } from '../../local/runtime.ts';
import { buildCouncil } from '../../local/sample-council/council.ts';
import { extractFiles } from '../../local/sample-council/extracts.ts';

/** The first day of a council: an empty folder, its extracts dropped by hand, a restart, and the day after. */
const folder = mkdtempSync(join(tmpdir(), 'careledger-first-day-'));
const files = [...extractFiles(buildCouncil({ seed: 7, people: 60, month: '2026-10' }))];
let runtime: Runtime;

const start = () =>
  startRuntime({ dataFolder: folder, port: 0, sample: 'none', retrySeconds: 1, withPages: false });

beforeAll(async () => {
  runtime = await start();
});
afterAll(async () => {
  await runtime.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function tokenOf(user: string): Promise<string> {
  const answer = await fetch(`${runtime.url}/local/token`, {
    method: 'POST',
    body: JSON.stringify({ user }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** Asks the API as a user; what it answers is looked at as the test expects it. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller says what it expects to read
async function ask<T extends object>(
  path: string,
  user = 'olu.officer',
  write?: { method: 'PUT' | 'POST'; body: unknown },
): Promise<{ status: number; body: T }> {
  const answer = await fetch(`${runtime.url}/v1${path}`, {
    method: write?.method ?? 'GET',
    headers: { authorization: `Bearer ${await tokenOf(user)}`, 'content-type': 'application/json' },
    ...(write === undefined ? {} : { body: JSON.stringify(write.body) }),
  });
  return { status: answer.status, body: (await answer.json()) as T };
}

async function drop(key: string, bytes: Uint8Array | string): Promise<string> {
  const answer = await fetch(`${runtime.url}/local/inbox/${key}`, {
    method: 'PUT',
    body: Buffer.from(bytes),
  });
  return ((await answer.json()) as { uploadId: string }).uploadId;
}

type Upload = {
  kind: string;
  state: string;
  counts: Record<string, number>;
  rowsWaiting: number;
  duplicateOf: string | null;
};
type Page<T> = { items: T[] };

describe('the first day', () => {
  it('takes every extract, though they are dropped together and in the wrong order', async () => {
    for (const file of files.toReversed()) await drop(file.key, file.bytes);
    await runtime.waitUntilIdle();
    const { body } = await ask<Page<Upload>>('/uploads?limit=50');
    expect(body.items).toHaveLength(files.length);
    for (const upload of body.items) {
      expect(upload, upload.kind).toMatchObject({
        state: 'accepted',
        rowsWaiting: 0,
        counts: { refused: 0 },
      });
    }
    expect((await ask<Page<unknown>>('/work-queue')).body.items).toEqual([]);
  });

  it('shows who pays what for a person, as it was on a day and as it was known then', async () => {
    const { body: packages } = await ask<Page<{ packageId: string; personId: string }>>('/packages?limit=1');
    const { packageId = '', personId = '' } = packages.items[0] ?? {};
    const timeline = await ask<{ packages: { packageId: string; stretches: unknown[] }[] }>(
      `/people/${personId}/timeline`,
    );
    expect(
      timeline.body.packages.find((each) => each.packageId === packageId)?.stretches.length,
    ).toBeGreaterThan(0);
    expect((await ask<object>(`/packages/${packageId}`)).status).toBe(200);
    expect((await ask<object>(`/packages/${packageId}?knownAt=2001-01-01T00:00:00Z`)).status).toBe(404);
  });

  it('has lost nothing after a restart, and knows a file it has seen', async () => {
    const before = await ask<Page<unknown>>('/uploads?limit=50');
    await runtime.stop();
    runtime = await start();
    expect((await ask<Page<unknown>>('/uploads?limit=50')).body).toEqual(before.body);
    const again = files.find((file) => file.key.startsWith('people/'));
    const uploadId = await drop('people/the-same.csv', again?.bytes ?? '');
    await runtime.waitUntilIdle();
    expect((await ask<Upload>(`/uploads/${uploadId}`)).body).toMatchObject({ state: 'duplicate' });
  });

  it('keeps a change by hand through the next extract, and the trail of it holds', async () => {
    const { body } = await ask<Page<{ providerId: string; name: string }>>('/providers?limit=1');
    const { providerId = '', name = '' } = body.items[0] ?? {};
    const change = { name: `${name} (new owner)`, reason: 'Bought by another group; letter of 2 November.' };
    const put = await ask<{ version: number }>(`/providers/${providerId}`, 'connie.contracts', {
      method: 'PUT',
      body: change,
    });
    expect(put).toMatchObject({ status: 200, body: { version: 2 } });
    const uploadId = await drop('providers/next.csv', `providerId,name\n${providerId},"${name}"\n`);
    await runtime.waitUntilIdle();
    const findings = await ask<Page<{ rule: string }>>(`/uploads/${uploadId}/findings`);
    expect(findings.body.items.map((finding) => finding.rule)).toContain('hand-change-kept');
    expect((await ask<{ name: string }>(`/providers/${providerId}`)).body.name).toBe(change.name);
    const trail = await ask<{ holds: boolean }>(`/audit-trail/verify?subject=provider:${providerId}`);
    expect(trail.body.holds).toBe(true);
  });
});
