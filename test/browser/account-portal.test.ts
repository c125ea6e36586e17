import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zip } from '../functions/files/making-workbooks.ts';
import { lloyds } from '../support/statements/bank-files.ts';
import { drop, openCouncil, settled, type Council } from './council.ts';
import { faultsOf } from './faults-of.ts';

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');
const main = async (page: Page): Promise<string> => oneLine(await page.locator('main').innerText());

const PROVIDERS = `providerId,name,kind
M001,Managed Accounts CIC,account-provider
`;
const AGREEMENTS = `agreementId,personId,payeeName,sortCode,accountNumber,frequency,startDate,weeklyBudget,weeklyContribution,accountType,accountProviderId,returnFrequency,planItems
DP1,U1,Managed Accounts CIC,000000,12345678,four-weekly,2026-01-05,250.00,,managed,M001,quarterly,item:personal assistant wages|Jo Fenby|225.00|weekly
DP2,U2,Managed Accounts CIC,000000,12345678,four-weekly,2026-01-05,300.00,40.00,managed,M001,quarterly,
`;

let council: Council;
beforeAll(async () => {
  council = await openCouncil();
  await drop(council.runtime, 'providers/account-provider.csv', PROVIDERS);
});
afterAll(async () => {
  await council.stop();
});

async function open(address: string, width?: number): Promise<Page> {
  const page = await council.openAs('max.managed', address, width);
  await settled(page);
  return page;
}

/** What axe or its width have against a page at both widths; a picture of it where a folder for pictures is given. */
async function faultsAtBothWidths(page: Page, name: string): Promise<string[]> {
  const faults: string[] = [];
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    const folder = process.env['SCREENSHOTS'];
    if (folder !== undefined)
      await page.screenshot({ path: `${folder}/account-${name}-${width}.png`, fullPage: true });
    faults.push(...(await faultsOf(page)));
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  return faults;
}

describe('an account provider of whom nothing is on record', () => {
  it('is told so on every page, and what to do', async () => {
    const page = await open('/');
    expect(await main(page)).toContain('The council has no direct payment on record whose money you hold.');
    await page.goto(`${council.runtime.url}/clients`);
    await settled(page);
    expect(await main(page)).toContain('tell its audit team');
    await page.goto(`${council.runtime.url}/schedules`);
    await settled(page);
    expect(await main(page)).toContain('Nothing was paid to you for your clients in the last year.');
  });
});

describe('an account provider with clients', () => {
  beforeAll(async () => {
    await drop(council.runtime, 'direct-payment-agreements/managed.csv', AGREEMENTS);
  });

  it('sees at home when it is paid and which statements are due', async () => {
    const page = await open('/');
    const text = await main(page);
    expect(text).toContain('When you are paid');
    expect(text).toMatch(/Statements of \d of your 2 clients are due/);
    expect(await faultsAtBothWidths(page, 'home')).toEqual([]);
  });

  it('is offered its own pages and none of a provider of care', async () => {
    const page = await open('/');
    const links = await page.locator('nav[aria-label="Pages"] a').allInnerTexts();
    expect(links).toEqual(['Home', 'Your clients', 'Payments', 'Statements']);
    await page.goto(`${council.runtime.url}/orders`);
    await settled(page);
    expect(await page.locator('h1').innerText()).toMatch(/no page|not/i);
    const care = await council.openAs('pat.p001', '/clients');
    await settled(care);
    expect(await care.locator('h1').innerText()).toMatch(/no page|not/i);
    expect(await care.locator('nav[aria-label="Pages"] a').allInnerTexts()).not.toContain('Your clients');
  });

  it('sees whose money it holds, and of each what the money may buy', async () => {
    const page = await open('/clients');
    expect(await main(page)).toMatch(/DP1 Ann Thwaite 5 January 2026 No end £250\.00/);
    expect(await faultsAtBothWidths(page, 'clients')).toEqual([]);
    await page.getByRole('link', { name: 'DP1' }).click();
    await settled(page);
    const text = await main(page);
    expect(text).toContain('£250.00 a week');
    expect(text).toContain('personal assistant wages');
    expect(text).toContain('account ending 5678');
    expect(await faultsAtBothWidths(page, 'client')).toEqual([]);
  });

  it('is told of a client of somebody else’s what it is told of one that does not exist', async () => {
    const [theirs, nobodys] = [await open('/clients/A1'), await open('/clients/X1')];
    expect(await main(theirs)).toContain('There is no client of yours with this agreement number.');
    expect((await main(theirs)).replaceAll('A1', '')).toBe((await main(nobodys)).replaceAll('X1', ''));
  });

  it('sends one file for all its clients, and sees what became of each', async () => {
    const page = await open('/statements');
    expect(await main(page)).toContain('You have not sent statements yet.');
    expect(await faultsAtBothWidths(page, 'statements-empty')).toEqual([]);
    const buffer = zip({
      'DP1.csv': lloyds(),
      'August/DP1.csv': lloyds(undefined, { opening: 300_00 }),
      ...{ 'DP2.csv': 'no statement', 'DP9.csv': lloyds() },
    });
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: 'October.zip', mimeType: 'application/zip', buffer });
    await page.getByText('Client by client', { exact: true }).waitFor();
    await council.runtime.waitUntilIdle();
    await page.reload();
    await page.getByText('Client by client', { exact: true }).waitFor();
    const text = await main(page);
    expect(text).toContain('Part accepted');
    expect(text).toMatch(/1 of 4 lines or files could not be given to a client/);
    expect(text).toMatch(/DP1 DP1\.csv Read/);
    expect(text).toMatch(/DP1 August\/DP1\.csv Read/);
    expect(text).toMatch(/DP2 DP2\.csv Not read/);
    expect(text).toContain('“DP9.csv” names no agreement whose money you hold.');
    expect(await faultsAtBothWidths(page, 'sent')).toEqual([]);
    await page.goto(`${council.runtime.url}/statements`);
    await settled(page);
    expect(await main(page)).toContain('October.zip');
    expect(await faultsAtBothWidths(page, 'statements')).toEqual([]);
  });

  it('sees what a payment was for, client by client', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const started = (await council.send('olu.officer', '/v1/pay-runs', {
      ...{ kind: 'direct-payments', throughDate: today },
    })) as { payRunId: string };
    await council.runtime.waitUntilIdle();
    const reason = 'As the test says';
    const run = `/v1/pay-runs/${started.payRunId}`;
    await council.send('olu.officer', `${run}/submit`, { reason });
    const { linesHash } = (await council.ask('amy.approver', run)) as { linesHash: string };
    await council.send('amy.approver', `${run}/approve`, { linesHash, reason });
    await council.send('olu.officer', `${run}/issue`, { reason });
    await council.runtime.waitUntilIdle();
    const page = await open('/schedules');
    expect(await faultsAtBothWidths(page, 'schedules')).toEqual([]);
    await page.locator('tbody a').first().click();
    await settled(page);
    const text = await main(page);
    expect(text).toMatch(/is in your account on .* in 2 payments, one a client/);
    expect(text).toContain('The first payment for this client.');
    expect(await faultsAtBothWidths(page, 'schedule')).toEqual([]);
  });
});
