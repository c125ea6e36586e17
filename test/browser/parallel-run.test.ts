import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { differenceCauseSchema } from '../../domain/pay/parallel-run/difference.ts';
import { differenceCauses } from '../../web/src/pay/difference-words.ts';
import { drop, dropOntoPage, extracts, openCouncil, savedBy, settled, type Council } from './council.ts';
import { faultsOf } from './faults-of.ts';

const main = async (page: Page): Promise<string> =>
  (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');

/** PK3 and PK4 beside PK1 of the small council; the old system pays PK1 gross, PK3 at the old rate, and another. */
const PACKAGES = `${extracts['care-packages']}PK3,U2,P001,residential,2024-06-17,,1,700,,care-act
PK4,U2,P001,residential,2024-06-17,,1,800,,care-act
`;
const FILE = `packageId,providerId,component,from,to,amount,reference
PK1,P001,,17/06/2024,14/07/2024,3412.68,A1
PK3,P001,,17/06/2024,14/07/2024,2720.00,A2
PK4,P001,,17/06/2024,14/07/2024,3200.00,A3
PK9,P001,,17/06/2024,14/07/2024,100.00,A4
PK8,P001,,14/07/2024,17/06/2024,100.00,A5
`;

let council: Council;
beforeAll(async () => {
  council = await openCouncil();
  await drop(council.runtime, 'care-packages/more.csv', PACKAGES);
});
afterAll(async () => {
  await council.stop();
});

const QUESTION = 'Where do the old system and we differ, and why?';

async function lookAtComparison(width = 1280): Promise<Page> {
  const page = await council.openAs('ivy.inspector', '/parallel-runs', width);
  await page.getByRole('link', { name: 'old-system.csv' }).click();
  await page.getByRole('heading', { level: 1, name: QUESTION }).waitFor();
  await settled(page);
  return page;
}

describe('the payment file of the old system', () => {
  it('is asked for while there is none', async () => {
    const page = await council.openAs('olu.officer', '/parallel-runs');
    expect(await main(page)).toContain('No payment file of the old system has come in yet.');
    await page.context().close();
  });

  it('leads from what became of it to its comparison, which says what to do before a run of ours reaches it', async () => {
    const page = await council.openAs('olu.officer', '/files');
    await dropOntoPage(page, [{ name: 'old-system.csv', text: FILE }]);
    await page.locator('.app-picked select').selectOption('parallel-run');
    await page.getByRole('button', { name: 'Send 1 file' }).click();
    await page.locator('.app-picked .govuk-tag', { hasText: 'Part accepted' }).waitFor();
    await page.getByRole('link', { name: /^What became of it.*old-system.csv/ }).click();
    await page.getByRole('link', { name: 'Compare its lines with ours' }).click();
    await page.getByRole('heading', { level: 1, name: QUESTION }).waitFor();
    await settled(page);
    expect(await main(page)).toContain('Nothing can be compared yet.');
    expect(await main(page)).toContain('Start a preview, or a run, through 14 July 2024 and look again.');
    await page.context().close();
  });

  it('stands beside ours once a preview reaches it: what agrees, what differs, what it comes to and why', async () => {
    await council.send('olu.officer', '/v1/pay-runs', {
      ...{ kind: 'providers', throughDate: '2024-07-14', preview: true },
    });
    await council.runtime.waitUntilIdle();
    const page = await lookAtComparison();
    const text = await main(page);
    expect(text).toContain('1 line of theirs agrees with ours to the penny, for £3,200.00.');
    expect(text).toContain('3 differences come to £1,783.48 more with them than with us.');
    expect(text).toContain('Providers to 14 July 2024, preview');
    expect(text).toContain('1 line of the file that could not be read');
    const table = page.locator('section[aria-labelledby=differences]');
    const rows = (await table.locator('tbody tr').allInnerTexts()).map((row) => row.replaceAll(/\s+/g, ' '));
    expect(rows).toHaveLength(3);
    expect(rows[0]).toContain('We take off the person’s contribution, £1,763.48; they do not.');
    expect(rows[1]).toContain('−£80.00');
    expect(rows[1]).toContain('Over the same days theirs is £680.00 a week, ours £700.00.');
    expect(rows[2]).toContain('We know no package, agreement or invoice of this id.');
    expect(await table.getByRole('link', { name: 'PK3' }).getAttribute('href')).toBe('/packages/PK3');
    await page.context().close();
  });

  it('sorts, filters by cause in the address, and saves what it shows', async () => {
    const page = await lookAtComparison();
    await page.getByRole('button', { name: /^Another rate/ }).click();
    await page.waitForURL('**?cause=rate-differs');
    await settled(page);
    const table = page.locator('section[aria-labelledby=differences]');
    await table.locator('tbody tr').nth(1).waitFor({ state: 'detached' });
    const saved = await savedBy(page, () => table.getByRole('button', { name: /CSV/ }).click());
    expect(saved).toContain('PK3');
    expect(saved).not.toContain('PK1');
    await page.getByLabel('Cause').selectOption('');
    await settled(page);
    await table.getByRole('button', { name: 'Theirs less ours' }).click();
    expect(await table.locator('tbody tr').first().innerText()).toContain('PK3');
    await page.context().close();
  });

  it.each([1280, 320])('can be read at %i pixels, by everybody', async (width) => {
    const page = await lookAtComparison(width);
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('has a word for every cause', () => {
    expect(Object.keys(differenceCauses)).toEqual(differenceCauseSchema.options);
  });
});
