import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drop, extracts, openCouncil, settled, type Council } from './council.ts';

let council: Council;
let second = '';

const reason = 'Heard late';
const packages = (rows: readonly string[]): string => {
  const [heading = ''] = extracts['care-packages'].split('\n');
  return `${[heading, ...rows].join('\n')}\n`;
};
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** Pays everything through a day: a run from request to its payments. */
async function pay(throughDate: string): Promise<string> {
  const { payRunId } = (await council.send('olu.officer', '/v1/pay-runs', {
    kind: 'providers',
    throughDate,
  })) as { payRunId: string };
  const run = `/v1/pay-runs/${payRunId}`;
  await council.runtime.waitUntilIdle();
  await council.send('olu.officer', `${run}/submit`, { reason });
  const { linesHash } = (await council.ask('olu.officer', run)) as { linesHash: string };
  await council.send('amy.approver', `${run}/approve`, { linesHash, reason });
  await council.send('olu.officer', `${run}/issue`, { reason });
  await council.runtime.waitUntilIdle();
  return payRunId;
}

beforeAll(async () => {
  council = await openCouncil();
  const inbox = (key: string, text: string) => drop(council.runtime, key, text);
  await inbox(
    'providers/homes.csv',
    'providerId,name,kind,settlementRoute,sortCode,accountNumber,accountName\nP001,Rosewood House,organisation,bacs,089999,66374958,Rosewood House\nP002,Thrush Homes,organisation,bacs,089999,66374958,Thrush Homes\n',
  );
  await inbox(
    'people/more.csv',
    'personId,name,dateOfBirth\nU3,Cy Ott,1938-05-06\nU4,Di Pell,1937-05-06\nU5,Ed Rook,1936-05-06\n',
  );
  const home = (id: string, person: string, more = '2024-07-01,,1,700,') =>
    `${id},${person},P001,residential,${more},care-act`;
  await inbox('care-packages/homes.csv', packages([home('PK3', 'U3'), home('PK4', 'U4'), home('PK5', 'U5')]));
  await pay('2024-07-14');
  // A rate from 8 July, a death on 10 July, a move on 8 July, and a contribution that the council collects after all.
  await inbox(
    'care-packages/rate.csv',
    `${packages([]).trimEnd().replace(',funding', ',funding,effectiveFrom')}\n${home('PK3', 'U3', '2024-07-01,,1,770,')},2024-07-08\n`,
  );
  await inbox(
    'people/death.csv',
    'personId,name,dateOfBirth,dateOfDeath\nU4,Di Pell,1937-05-06,2024-07-10\n',
  );
  await inbox(
    'care-packages/move.csv',
    packages([
      home('PK5', 'U5', '2024-07-01,2024-07-07,1,700,'),
      'PK6,U5,P002,residential,2024-07-08,,1,700,,care-act',
    ]),
  );
  await inbox(
    'contributions/collector.csv',
    extracts.contributions.replace(',provider,active', ',council,active'),
  );
  second = await pay('2024-07-14');
}, 180_000);

afterAll(async () => {
  await council.stop();
});

/** How the page of an amount says that it was reached. */
async function why(amount: RegExp): Promise<string> {
  const page: Page = await council.openAs('ivy.inspector', `/pay-runs/${second}`);
  await page.getByRole('link', { name: amount }).first().click();
  await page.getByRole('heading', { level: 1, name: /^How was .* reached\?$/ }).waitFor();
  await settled(page);
  const text = oneLine(await page.locator('main').innerText());
  await page.context().close();
  return text;
}

it('each late change settles in the next run in lines that its page explains', async () => {
  const rate = await why(/^£70\.00/);
  expect(rate).toContain('£770.00 a week, the price from 8 July 2024');
  expect(rate).toContain('Package PK3, version 2');

  const death = await why(/^−£400\.00/);
  expect(death).toContain('1 July 2024 to 10 July 2024');
  expect(death).toContain('Person U4, version 2');

  const left = await why(/^−£700\.00/);
  expect(left).toContain('1 July 2024 to 7 July 2024');
  expect(left).toContain('Package PK5, version 2');

  const arrived = await why(/^£700\.00/);
  expect(arrived).toContain('8 July 2024 to 14 July 2024');
  expect(arrived).toContain('Package PK6, version 1');

  // £440.87 a week for four weeks from 17 June, no longer taken off what the home is paid.
  const collected = await why(/^£1,763\.48/);
  expect(collected).toContain('Contributions U1, version 2');
});
