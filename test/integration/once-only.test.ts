import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Context } from 'aws-lambda';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { onceOnly } from '../../functions/platform/once-only.ts';
import { Refused } from '../../functions/platform/problem-responses.ts';
import { testTable } from '../support/test-table.ts';

const { name } = await testTable();
const client = new DynamoDBClient({
  endpoint: inject('dynamodbEndpoint'),
  region: 'eu-west-2',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
afterAll(() => {
  client.destroy();
});
const once = onceOnly({ client, name });
const context = { getRemainingTimeInMillis: () => 10_000 } as unknown as Context;
const write = { userId: 'olu.officer', route: 'PUT /v1/packages/PK-1', body: { rate: '18.90' } };

function counter() {
  let times = 0;
  return { act: () => Promise.resolve({ version: ++times }), times: () => times };
}
const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => 'done',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  );

describe('a write with an Idempotency-Key', () => {
  it('is done once and answers the same again', async () => {
    const { act, times } = counter();
    const first = await once({ ...write, key: 'a' }, context, act);
    const again = await once({ ...write, key: 'a' }, context, act);
    expect([first, again, times()]).toEqual([{ version: 1 }, { version: 1 }, 1]);
  });

  it('is known by what it says, not by the order in which it says it', async () => {
    const { act, times } = counter();
    await once({ ...write, key: 'order', body: { a: 1, b: 2 } }, context, act);
    await once({ ...write, key: 'order', body: { b: 2, a: 1 } }, context, act);
    expect(times()).toBe(1);
  });

  it('is refused when the key comes back with another body', async () => {
    const { act, times } = counter();
    await once({ ...write, key: 'b' }, context, act);
    const other = once({ ...write, key: 'b', body: { rate: '19.00' } }, context, act);
    expect([await codeOf(other), times()]).toEqual(['key-used-before', 1]);
  });

  it('is a write of its own under another address or another user', async () => {
    const { act, times } = counter();
    await once({ ...write, key: 'c' }, context, act);
    await once({ ...write, key: 'c', route: 'PUT /v1/packages/PK-2' }, context, act);
    await once({ ...write, key: 'c', userId: 'amy.approver' }, context, act);
    expect(times()).toBe(3);
  });

  it('is told to wait while the first is still being worked on', async () => {
    const first = once({ ...write, key: 'd' }, context, () =>
      codeOf(once({ ...write, key: 'd' }, context, () => Promise.resolve('second'))),
    );
    expect(await first).toBe('conflict');
  });

  it('may be sent again after it was refused', async () => {
    const refused = once({ ...write, key: 'e' }, context, () =>
      Promise.reject(new Refused('refused', 'No.')),
    );
    expect(await codeOf(refused)).toBe('refused');
    expect(await once({ ...write, key: 'e' }, context, () => Promise.resolve('done now'))).toBe('done now');
  });

  it('is refused under a key that is no key', async () => {
    for (const key of ['', 'two words', 'x'.repeat(201)]) {
      expect(await codeOf(once({ ...write, key }, context, () => Promise.resolve('done')))).toBe(
        'invalid-request',
      );
    }
  });

  it('is forgotten after a day', async () => {
    await once({ ...write, key: 'f' }, context, () => Promise.resolve('done'));
    const { Items } = await client.send(new ScanCommand({ TableName: name }));
    const expiries = (Items ?? []).map((item) => Number(item['expiresAt']?.N));
    const tomorrow = Date.now() / 1000 + 86_400;
    expect(expiries.length).toBeGreaterThan(0);
    expect(expiries.every((expiry) => Math.abs(expiry - tomorrow) < 600)).toBe(true);
  });
});
