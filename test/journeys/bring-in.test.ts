import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringIn } from '../../local/month/bring-in.ts';
import type { MonthFile } from '../../local/month/council-files.ts';
import { openOffice } from '../../local/month/office.ts';

const asked: string[] = [];
let careledger: Server;
let url: string;

beforeAll(async () => {
  careledger = createServer((request, response) => {
    asked.push(request.url ?? '');
    request.resume();
    response.end(JSON.stringify({ access_token: 'T1', uploadId: 'U1' }));
  }).listen(0, '127.0.0.1');
  await once(careledger, 'listening');
  url = `http://127.0.0.1:${(careledger.address() as AddressInfo).port}`;
});
afterAll(() => {
  careledger.close();
  careledger.closeAllConnections();
});

const fileOf = (key: string): MonthFile => ({
  key,
  folder: key.split('/')[0] ?? '',
  bytes: () => new Uint8Array(),
});

/** What is dropped between one waiting for quiet and the next. */
async function roundsOf(keys: string[]): Promise<string[][]> {
  asked.length = 0;
  const council = {
    ...{ name: 'Larkshire', from: '2026-10-01', to: '2026-10-31', inAdvanceTo: '2026-11-30' },
    ...{ today: '2026-11-05', files: keys.map(fileOf), settings: [], real: null, missing: [] },
  };
  await bringIn(openOffice(url), council, { say: () => undefined, timed: (_step, work) => work() });
  const rounds: string[][] = [[]];
  for (const path of asked) {
    if (path === '/local/idle') rounds.push([]);
    else if (path.startsWith('/local/inbox/')) rounds.at(-1)?.push(path.slice('/local/inbox/'.length));
  }
  return rounds.filter((round) => round.length > 0);
}

describe('the files of a month', () => {
  it('are dropped so that a return is checked before the next of its provider comes', async () => {
    expect(
      await roundsOf([
        ...['provider-returns/P1/a.csv', 'provider-returns/P1/b.csv', 'provider-returns/P2/a.csv'],
        ...['provider-returns/P1/c.csv', 'provider-returns/P2/b.csv', 'bank-statements/DP1/a.csv'],
      ]),
    ).toEqual([
      ['provider-returns/P1/a.csv', 'provider-returns/P2/a.csv', 'bank-statements/DP1/a.csv'],
      ['provider-returns/P1/b.csv', 'provider-returns/P2/b.csv'],
      ['provider-returns/P1/c.csv'],
    ]);
  });

  it('wait for the extract before, and statements of one agreement for nothing', async () => {
    expect(
      await roundsOf([
        ...['people/people.csv', 'care-packages/care-packages.csv'],
        ...['bank-statements/DP1/a.csv', 'bank-statements/DP1/b.csv'],
      ]),
    ).toEqual([
      ['people/people.csv'],
      ['care-packages/care-packages.csv'],
      ['bank-statements/DP1/a.csv', 'bank-statements/DP1/b.csv'],
    ]);
  });
});
