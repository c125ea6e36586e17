import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extracts, drop, openCouncil, settled, type Council } from './council.ts';
import { faultsOf } from './faults-of.ts';

const main = (page: Page): Promise<string> => page.locator('main').innerText();
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

let council: Council;
beforeAll(async () => {
  council = await openCouncil();
});
afterAll(async () => {
  await council.stop();
});

async function openOrders(user = 'pat.p001', width?: number): Promise<Page> {
  const page = await council.openAs(user, '/orders', width);
  await settled(page);
  return page;
}
const rowOf = (page: Page, packageId: string) => page.locator('tbody tr', { hasText: packageId });

describe('the orders of a provider', () => {
  it('are its own, with nothing of the staff’s pages around them', async () => {
    const page = await openOrders();
    const navigation = page.getByRole('navigation', { name: 'Pages' });
    expect((await navigation.getByRole('link').allInnerTexts()).map(oneLine)).toEqual([
      'Home',
      'Your files',
      'Orders',
      'Rates',
    ]);
    expect(await page.locator('tbody tr').count()).toBe(1);
    const text = oneLine(await main(page));
    expect(text).toContain('1 order waits for your answer.');
    expect(text).toContain('The council pays without your answer too');
    expect(text).toContain('£853.17');
    await page.goto(`${council.runtime.url}/pay-runs`);
    await page.getByRole('heading', { level: 1, name: 'Why is there no page here?' }).waitFor();
    await page.context().close();
  });

  it('are agreed to with the keyboard, once what that means is read', async () => {
    const page = await openOrders();
    await rowOf(page, 'PK1').getByRole('link', { name: 'Answer about order PK1' }).click();
    await page.getByRole('heading', { name: 'Is order PK1 right?' }).waitFor();
    expect(oneLine(await main(page))).toContain('When from 17 June 2024');
    await page.getByRole('button', { name: 'Send your answer' }).click();
    await page.locator('.govuk-error-summary').getByText('Say whether it is right').click();
    await page.keyboard.press('Space');
    expect(await page.locator('#said-agree').isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Agree to £853.17 a week' }).press('Enter');
    await page.getByText('You agreed to order PK1.').waitFor();
    await rowOf(page, 'PK1').getByText('You agreed').waitFor();
    expect(oneLine(await main(page))).toContain('No order waits for your answer.');
    await page.context().close();
  });

  it('wait again once they were changed, and what is wrong with them has to be said', async () => {
    await drop(
      council.runtime,
      'care-packages/dearer.csv',
      extracts['care-packages'].replace('853.17', '860.17'),
    );
    const page = await openOrders();
    expect(await rowOf(page, 'PK1').innerText()).toContain('Changed since');
    await rowOf(page, 'PK1')
      .getByRole('link', { name: /^Answer again/ })
      .click();
    expect(oneLine(await main(page))).toContain('The order was changed since.');
    await page.getByLabel('No, something is wrong').check();
    await page.getByRole('button', { name: 'Tell the council what is wrong' }).click();
    await page.locator('.govuk-error-summary').getByText('Say what is wrong').click();
    expect(await page.locator(':focus').getAttribute('id')).toBe('reason');
    await page.keyboard.type('We agreed on £865.00');
    await page.getByRole('button', { name: 'Tell the council what is wrong' }).click();
    await page.getByText('knows what is wrong with order PK1').waitFor();
    await rowOf(page, 'PK1').getByText('You said it is wrong').waitFor();
    await page.context().close();
    const queue = (await council.ask('olu.officer', '/v1/work-queue')) as { items: { title: string }[] };
    expect(queue.items.map(({ title }) => title)).toContain(
      'P001 rejects the order PK1: We agreed on £865.00',
    );
  });

  it('are another provider’s business nowhere, and say so where there are none or they cannot be read', async () => {
    const page = await openOrders('pip.p002');
    expect(await rowOf(page, 'PK1').count()).toBe(0);
    expect(oneLine(await rowOf(page, 'PK2').innerText())).toContain('by your rates');
    await page.route('**/v1/portal/packages*', (route) =>
      route.fulfill({ json: { items: [], nextCursor: null } }),
    );
    await page.reload();
    await settled(page);
    expect(await main(page)).toContain('The council has no order with you on record.');
    await page.unroute('**/v1/portal/packages*');
    await page.route('**/v1/portal/packages*', (route) => route.fulfill({ status: 503, json: {} }));
    await page.reload();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await page.context().close();
  });
});

describe.each([1280, 320])('at %i px', (width) => {
  it('the orders and the form to answer fit, and give axe nothing to find', async () => {
    for (const address of ['/orders', '/orders?answer=PK1', '/']) {
      const page = await council.openAs('pat.p001', address, width);
      await settled(page);
      expect(await faultsOf(page)).toEqual([]);
      const headings = await page.locator('h1').allInnerTexts();
      expect(headings.filter((heading) => heading.endsWith('?'))).toHaveLength(1);
      const folder = process.env['SCREENSHOTS'];
      if (folder !== undefined)
        await page.screenshot({ path: `${folder}/orders${address.length}-${width}.png`, fullPage: true });
      await page.context().close();
    }
  });
});
