import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { returnMappingRoutes } from '../../events/api/return-mappings.ts';
import { allowedInReturns } from '../../web/src/session/permissions.ts';
import { drop, openCouncil, settled, type Council } from './council.ts';
import { faultsOf } from './faults-of.ts';

const main = (page: Page): Promise<string> => page.locator('main').innerText();
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

const RETURN = `Visit no;Service user;Customer name;When;Planned start;Length of call;Total
V1;U2;Bo;04/05/2026;09:00;30;7.10
V2;U2;Bo;05/05/2026;09:00;30;7.10
`;

let council: Council;
beforeAll(async () => {
  council = await openCouncil();
});
afterAll(async () => {
  await council.stop();
});

async function fileNamed(name: string): Promise<string> {
  const { items } = (await council.ask('olu.officer', '/v1/uploads')) as {
    items: { uploadId: string; fileName: string }[];
  };
  return `/files/${items.find(({ fileName }) => fileName === name)?.uploadId ?? name}`;
}

/** Waits until a file has been read: whatever became of its lines, its headings were understood. */
async function taken(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'What became of this file?' }).waitFor();
  await page
    .locator('.govuk-tag', { hasText: /Checked|Accepted|Part accepted/ })
    .first()
    .waitFor();
  await page.locator('section[aria-labelledby=lines] tbody tr').first().waitFor();
}

describe('a return under headings of the provider’s own', () => {
  it('is read again once somebody has said what they mean', async () => {
    const page = await council.openAs('olu.officer', '/returns/mappings');
    expect(await main(page)).toContain('Nothing is saved yet.');
    await drop(council.runtime, 'provider-returns/P002/may.csv', RETURN);
    await page.goto(council.runtime.url + (await fileNamed('may.csv')));
    await page.locator('.govuk-tag', { hasText: 'Rejected' }).waitFor();
    await page.getByRole('link', { name: 'Say what its columns mean' }).click();
    await page.getByRole('heading', { level: 1, name: 'What do the columns of this file mean?' }).waitFor();
    await settled(page);
    expect(await faultsOf(page)).toEqual([]);
    // What the headings give away is chosen already.
    const chosen = (heading: string) => page.getByLabel(`What ${heading} holds`).inputValue();
    expect(await chosen('Visit no')).toBe('lineRef');
    expect(await chosen('Service user')).toBe('personId');
    expect(await chosen('Customer name')).toBe('');
    expect(await chosen('When')).toBe('date');
    expect(await chosen('Length of call')).toBe('claimedMinutes');
    expect(oneLine(await main(page))).toContain('Visit no V1 · V2');
    expect(await main(page)).toContain('Every field that a line needs has its column.');

    await page.getByLabel('What Length of call holds').selectOption('');
    expect(await main(page)).toContain('No column is said to hold yet: Minutes claimed.');
    await page.getByRole('button', { name: 'Save and read the file again' }).click();
    const problems = page.locator('.govuk-error-summary');
    await problems.getByText('Say why').waitFor();
    await problems.getByText('Choose the column that holds: Minutes claimed').click();
    expect(await page.locator(':focus').innerText()).toBe('No column is said to hold yet: Minutes claimed.');
    await page.getByLabel('What Total holds').selectOption('lineRef');
    await page.getByRole('button', { name: 'Save and read the file again' }).click();
    await problems.getByText('Two columns are said to hold: Line reference').click();
    expect(await page.locator(':focus').getAttribute('id')).toBe('column-6');
    await page.getByLabel('What Total holds').selectOption('amount');
    await page.getByLabel('What Length of call holds').selectOption('claimedMinutes');
    await page.getByLabel('Reason').fill('Its new rostering system writes these');
    await page.getByRole('button', { name: 'Save and read the file again' }).click();

    await page.getByRole('heading', { level: 1, name: 'What became of this file?' }).waitFor();
    await taken(page);
    expect(oneLine(await main(page))).toMatch(/Rows 2 /);
    await page.context().close();
  });

  it('is listed with what was saved about it, which reads the next file by itself', async () => {
    await drop(council.runtime, 'provider-returns/P002/june.csv', RETURN.replaceAll('/05/', '/06/'));
    const page = await council.openAs('ivy.inspector', await fileNamed('june.csv'));
    await taken(page);
    await page.goto(`${council.runtime.url}/returns/mappings`);
    await settled(page);
    const text = oneLine(await page.locator('tbody tr').innerText());
    expect(text).toContain('P002 P002 Current 1 Visits, each on a day');
    expect(text).toContain('Service user: Person number');
    expect(text).toContain('olu.officer Its new rostering system writes these');
    await page.context().close();
  });

  it('can be of stays, saved in place of what was there or beside it, at any width', async () => {
    const stays = 'No,Resident,Arrived,Left us,Nights\nS1,U2,01/05/2026,07/05/2026,7\n';
    await drop(council.runtime, 'provider-returns/P002/stays.csv', stays);
    const file = await fileNamed('stays.csv');
    const page = await council.openAs('connie.contracts', file, 320);
    await page.getByRole('link', { name: 'Say what its columns mean' }).click();
    await page.getByLabel('Where it is saved').waitFor();
    await settled(page);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByLabel('What its lines are').selectOption('stays');
    await page.getByLabel('What Arrived holds').selectOption('from');
    await page.getByLabel('What Left us holds').selectOption('to');
    await page.getByLabel('Reason').fill('The office of its homes');
    await page.getByRole('button', { name: 'Save and read the file again' }).click();
    await taken(page);
    await page.goto(`${council.runtime.url}/returns/mappings`);
    await settled(page);
    expect(await page.locator('tbody tr').count()).toBe(2);
    expect(oneLine(await main(page))).toContain('P002~2');
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('that came in before is read again without being asked twice', async () => {
    const page = await council.openAs('olu.officer', '/files');
    const rejected = (name: string) =>
      drop(
        council.runtime,
        `provider-returns/P001/${name}.csv`,
        `Nr,Bewohner,Von,Bis,Tage\n${name},U1,01/05/2026,07/05/2026,1\n`,
      );
    await rejected('week-1');
    await rejected('week-2');
    for (const name of ['week-1', 'week-2']) {
      await page.goto(council.runtime.url + (await fileNamed(`${name}.csv`)));
      await page.getByRole('link', { name: 'Say what its columns mean' }).click();
      await page.getByLabel('Reason').waitFor();
      await settled(page);
      if (name === 'week-1') {
        await page.getByLabel('What its lines are').selectOption('stays');
        const fields = { Nr: 'lineRef', Bewohner: 'personId', Von: 'from', Bis: 'to', Tage: 'units' };
        for (const [heading, field] of Object.entries(fields))
          await page.getByLabel(`What ${heading} holds`, { exact: true }).selectOption(field);
      } else expect(await main(page)).toContain('Its headings are known by now');
      await page.getByLabel('Reason').fill('A home that writes German');
      await page.getByRole('button', { name: /read the file again$/i }).click();
      await taken(page);
    }
    await page.context().close();
  });
});

describe('the page that says what columns mean', () => {
  it('says where to find a file where it was opened without one', async () => {
    const page = await council.openAs('olu.officer', '/returns/mappings/new');
    expect(await main(page)).toContain('Find a rejected return among the files');
    await page.goto(`${council.runtime.url}/returns/mappings/new?upload=none`);
    await settled(page);
    expect(await main(page)).toContain('Not found');
    await page.goto(
      `${council.runtime.url}/returns/mappings/new?upload=${(await fileNamed('may.csv')).slice('/files/'.length)}`,
    );
    await settled(page);
    expect(await main(page)).toContain('Its headings are not what stands in its way.');
    await page.context().close();
  });

  it('is offered to those who may save what it asks', async () => {
    expect(allowedInReturns.mapHeadings).toEqual(returnMappingRoutes.putReturnMapping.roles);
    await drop(council.runtime, 'provider-returns/P002/other.csv', 'Fish,Chips\n1,2\n');
    const page = await council.openAs('ivy.inspector', await fileNamed('other.csv'));
    await page.locator('.govuk-tag', { hasText: 'Rejected' }).waitFor();
    expect(await page.getByRole('link', { name: 'Say what its columns mean' }).count()).toBe(0);
    await page.context().close();
  });
});
