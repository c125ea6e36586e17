import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRuntime, type Runtime } from '../../local/runtime.ts';
import { PACKAGE_HEADING, smallCouncil } from '../support/small-council.ts';

let runtime: Runtime;

beforeAll(async () => {
  runtime = await startRuntime({ port: 0, today: '2026-11-05', retrySeconds: 1, withPages: false });
});
afterAll(() => runtime.stop());

const ask = (path: string, more: RequestInit = {}) => fetch(runtime.url + path, more);
const asked = async (path: string) => (await (await ask(path)).json()) as Record<string, unknown>;

describe('a reminder on one machine', () => {
  it('lies in the outbox as it would have left, and is not written twice when the clock asks again', async () => {
    const files = {
      ...smallCouncil,
      'providers/providers.csv':
        'providerId,name,kind,remittanceEmail\nP001,Larkfield Care,organisation,office@larkfield.example\n',
      'care-packages/packages.csv': `${PACKAGE_HEADING}\nPK1,U1,P001,home-care,2026-04-06,,7,20.00\n`,
    };
    for (const [key, body] of Object.entries(files)) {
      expect((await ask(`/local/inbox/${key}`, { method: 'PUT', body })).status).toBe(200);
      await runtime.waitUntilIdle();
    }
    for (const _ of ['morning', 'again']) {
      expect((await ask('/local/schedule/daily-chasing', { method: 'POST' })).status).toBe(202);
      await runtime.waitUntilIdle();
    }
    const { items } = (await asked('/local/outbox')) as { items: { key: string }[] };
    expect(items).toHaveLength(1);
    expect(items[0]?.key).toMatch(/^mail\/2026-11-05T[\d-]+\.\d{3}Z-[\da-f-]{36}\.json$/);
    expect(await asked(`/local/outbox/${items[0]!.key}`)).toMatchObject({
      ...{ from: 'provider.payments@larkshire.example', to: ['office@larkfield.example'] },
      subject: 'Please send us your return for October 2026',
      text: expect.stringMatching(/^Dear Larkfield Care\n/) as unknown,
      tags: { kind: 'return-reminder' },
    });
    expect((await asked('/local/dead-letters'))['items']).toEqual([]);
  });
});
