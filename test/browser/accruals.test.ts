import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCouncil, settled, type Council } from './council.ts';
import { faultsOf } from './faults-of.ts';

const main = (page: Page): Promise<string> => page.locator('main').innerText();
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

let council: Council;
let previewAddress = '';
let accrualAddress = '';
beforeAll(async () => {
  council = await openCouncil();
});
afterAll(async () => {
  await council.stop();
});

describe('a year-end accrual', () => {
  it('is proposed on the page of a preview through 31 March, and shown by coding', async () => {
    const page = await council.openAs('olu.officer', '/accruals');
    expect(await main(page)).toContain('No year-end accrual has been proposed yet.');
    await page.getByRole('link', { name: 'Preview a pay run' }).click();
    await page.getByLabel('Last day that is paid').fill('31/3/2025');
    await page.getByRole('button', { name: 'Preview it first' }).click();
    await page.getByRole('heading', { name: 'Is this what the year left unpaid?' }).waitFor();
    previewAddress = new URL(page.url()).pathname;
    await page.getByRole('button', { name: 'Propose the year-end accrual' }).click();
    await page.locator('.govuk-error-summary').getByText('Say why').click();
    await page.keyboard.type('Year end 2024-25');
    await page.getByRole('button', { name: 'Propose the year-end accrual' }).click();
    await page.getByRole('heading', { level: 1, name: 'May this be accrued?' }).waitFor();
    await settled(page);
    accrualAddress = new URL(page.url()).pathname;
    const text = oneLine(await main(page));
    // 41 weeks and a day from 17 June 2024 at £853.17, less £440.87 that the home collects.
    expect(text).toContain('£16,963.20 of care through 31 March 2025, held or not');
    expect(text).toContain('Cost of care');
    expect(text).toContain('What people contribute');
    expect(text).toContain('A payments approver who did not make it approves it.');
    expect(await page.getByRole('button', { name: /^Approve/ }).count()).toBe(0);
    await page.context().close();
  });

  it('is approved by somebody else, who reads what that books', async () => {
    const page = await council.openAs('abe.approver', accrualAddress);
    await settled(page);
    expect(oneLine(await main(page))).toContain(
      'Approving books £16,963.20 on 31 March 2025 and takes £16,963.20 back on 1 April 2025.',
    );
    await page.getByLabel('Reason').fill('As the timetable says');
    await page.getByRole('button', { name: 'Approve and book £16,963.20' }).click();
    await page.locator('.govuk-tag', { hasText: 'Approved' }).waitFor();
    await page.goto(`${council.runtime.url}/accruals`);
    await settled(page);
    expect(oneLine(await page.locator('tbody tr').innerText())).toContain('Approved £16,963.20');
    await page.context().close();
    const balance = await council.ask('ivy.inspector', '/v1/ledger/trial-balance');
    expect(balance).toMatchObject({ sumPence: 0, balanced: true });
  });

  it('is not offered for a preview through another day', async () => {
    const page = await council.openAs('olu.officer', '/pay-runs/start');
    await page.getByLabel('Last day that is paid').fill('30/3/2025');
    await page.getByRole('button', { name: 'Preview it first' }).click();
    await page.getByRole('link', { name: 'Go on to start this run' }).waitFor();
    expect(await page.getByRole('button', { name: 'Propose the year-end accrual' }).count()).toBe(0);
    await page.context().close();
  });
});

describe.each([1280, 320])('at %i px', (width) => {
  it('every page about accruals fits, asks one question and gives axe nothing to find', async () => {
    const page = await council.openAs('amy.approver', '/', width);
    const places = {
      list: '/accruals',
      one: accrualAddress,
      preview: previewAddress,
      none: '/accruals/none',
    };
    for (const [name, address] of Object.entries(places)) {
      await page.goto(council.runtime.url + address);
      await settled(page);
      expect([address, ...(await faultsOf(page))]).toEqual([address]);
      const headings = await page.locator('h1').allInnerTexts();
      expect(headings.filter((heading) => heading.endsWith('?'))).toHaveLength(1);
      const folder = process.env['SCREENSHOTS'];
      if (folder !== undefined)
        await page.screenshot({ path: `${folder}/accruals-${name}-${width}.png`, fullPage: true });
    }
    await page.context().close();
  });
});
