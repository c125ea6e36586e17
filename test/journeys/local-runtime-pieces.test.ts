import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { forgetOldOutputs } from '../../local/build.ts';
import { installFixedClock } from '../../local/fixed-clock.ts';
import { startGateway } from '../../local/front/gateway.ts';
import { findRoute, readRouteKey } from '../../local/front/routes.ts';
import { parseSchedule } from '../../local/triggers/cron.ts';

const minute = (instant: string) => Date.parse(instant);

describe('a schedule on this machine', () => {
  const startedAt = minute('2026-06-30T00:00:00Z');
  it.each([
    ['at 07:00 in London in summer', 'cron(0 7 * * ? *)', '2026-06-30T06:00:00Z', true],
    ['at 07:00 in London in winter', 'cron(0 7 * * ? *)', '2026-12-01T07:00:00Z', true],
    ['not an hour early in winter', 'cron(0 7 * * ? *)', '2026-12-01T06:00:00Z', false],
    ['on 1 April only', 'cron(0 6 1 4 ? *)', '2027-04-01T05:00:00Z', true],
    ['not on 2 April', 'cron(0 6 1 4 ? *)', '2027-04-02T05:00:00Z', false],
    ['on Mondays', 'cron(30 5 ? * MON *)', '2026-07-06T04:30:00Z', true],
    ['not on Tuesdays', 'cron(30 5 ? * MON *)', '2026-07-07T04:30:00Z', false],
    ['on working days', 'cron(30 5 ? * MON-FRI *)', '2026-07-10T04:30:00Z', true],
    ['every quarter of an hour', 'cron(0/15 * * * ? *)', '2026-07-10T04:45:00Z', true],
    ['every two hours from the start', 'rate(2 hours)', '2026-06-30T04:00:00Z', true],
    ['not between', 'rate(2 hours)', '2026-06-30T03:00:00Z', false],
  ])('is due %s', (_, expression, instant, isDue) => {
    expect(parseSchedule(expression, 'Europe/London', startedAt)(minute(instant))).toBe(isDue);
  });

  it('that it cannot read stops the start instead of never running', () => {
    expect(() => parseSchedule('cron(0 7 L * ? *)', 'Europe/London', startedAt)).toThrow('cron(0 7 L * ? *)');
  });
});

describe('a path of the API on this machine', () => {
  const routes = [
    'ANY /v1/people',
    'ANY /v1/people/{id}',
    'ANY /v1/people/{proxy+}',
    'GET /v1/people/{id}',
  ].map((key) => ({
    ...readRouteKey(key),
    key,
  }));
  it.each([
    ['the exact route', 'POST', '/v1/people', 'ANY /v1/people', {}],
    ['a parameter before the rest', 'PUT', '/v1/people/P1', 'ANY /v1/people/{id}', { id: 'P1' }],
    ['a named method before any', 'GET', '/v1/people/P1', 'GET /v1/people/{id}', { id: 'P1' }],
    ['the rest', 'GET', '/v1/people/P1/versions', 'ANY /v1/people/{proxy+}', { proxy: 'P1/versions' }],
    ['a decoded part', 'GET', '/v1/people/P%201%2F2', 'GET /v1/people/{id}', { id: 'P 1/2' }],
  ])('is answered by %s', (_, method, path, key, parameters) => {
    const match = findRoute(routes, method, path);
    expect(match?.route.key).toBe(key);
    expect(match?.parameters).toEqual(parameters);
  });

  it('that no route fits is not answered', () => {
    expect(findRoute(routes, 'GET', '/v1/peoples')).toBeUndefined();
  });
});

describe('a fixed day', () => {
  it.each(['2026-06-30', '2026-12-31', '2024-02-29'])(
    'is today everywhere on %s, and time goes on',
    (today) => {
      const undo = installFixedClock(today);
      try {
        const london = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' });
        expect(london.format(new Date())).toBe(today);
        expect(london.format(Date.now())).toBe(today);
        expect(new Date()).toBeInstanceOf(Date);
        expect(new Date('2020-01-02T03:04:05Z').toISOString()).toBe('2020-01-02T03:04:05.000Z');
        const before = Date.now();
        expect(new Date().getTime()).toBeGreaterThanOrEqual(before);
      } finally {
        undo();
      }
    },
  );

  it('leaves no trace once it is taken back', () => {
    const original = Date;
    installFixedClock('2001-01-01')();
    expect(Date).toBe(original);
    expect(new Date().getFullYear()).toBeGreaterThan(2001);
  });
});

describe('what was built of earlier inputs', () => {
  it('stays while another careledger runs from it, and is forgotten after', () => {
    const outputs = mkdtempSync(join(tmpdir(), 'careledger-outputs-'));
    const built = (digit: string, age: number, pid?: number) => {
      const folder = join(outputs, `local-${digit.repeat(16)}`);
      mkdirSync(folder);
      if (pid !== undefined) writeFileSync(join(folder, `in-use.${pid}`), '');
      utimesSync(folder, 1_000_000 - age, 1_000_000 - age);
      return folder;
    };
    const current = built('0', 0);
    built('1', 1);
    built('2', 2, process.pid);
    // No process has this number: it is beyond the largest there can be.
    built('3', 3, 2 ** 30);
    built('4', 4);

    forgetOldOutputs(outputs, current);
    const left = readdirSync(outputs).map((name) => name.at(-1));
    rmSync(outputs, { recursive: true });
    expect(left).toEqual(['0', '1', '2']);
  });
});

describe('a browser that goes away', () => {
  /** What is printed when it leaves with its whole request sent and the work about it ends with an error. */
  async function printedAfter(error: Error): Promise<readonly unknown[]> {
    const gateway = await startGateway(0);
    const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const begun = Promise.withResolvers();
    const ended = Promise.withResolvers();
    gateway.open([
      {
        prefix: '/',
        handle: async (incoming, response) => {
          for await (const _chunk of incoming.iterator({ destroyOnReturn: false }));
          begun.resolve(null);
          await once(response, 'close');
          setImmediate(ended.resolve, null);
          throw error;
        },
      },
    ]);
    const asking = request(gateway.origin, { method: 'POST' }).on('error', () => undefined);
    asking.end('all of it');
    await begun.promise;
    asking.destroy();
    await ended.promise;
    await gateway.stop();
    const said: unknown[] = printed.mock.calls.flatMap((each): unknown[] => each);
    printed.mockReset();
    return said;
  }

  it('is no error', async () => {
    expect(await printedAfter(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))).toEqual([]);
  });

  it('hides no error of ours', async () => {
    const error = new Error('the table is gone');
    expect(await printedAfter(error)).toEqual([error]);
  });
});
