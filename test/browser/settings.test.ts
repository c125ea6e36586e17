import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCouncil, settled, type Council } from './council.ts';

let council: Council;
beforeAll(async () => {
  council = await openCouncil({ empty: true });
});
afterAll(async () => {
  await council.stop();
});

describe('a setting', () => {
  it('changes when one administrator proposes and another confirms', async () => {
    const ada = await council.openAs('ada.admin', '/settings');
    await ada.getByRole('link', { name: 'When an extract is late' }).click();
    await ada.getByLabel('New value').fill('5');
    await ada.getByLabel('Reason').fill('Extracts come daily now');
    await ada.getByRole('button', { name: 'Propose this change' }).click();
    await ada.getByText('You proposed this, so someone else has to confirm it.').waitFor();
    expect(await ada.getByRole('button', { name: 'Confirm this change' }).count()).toBe(0);
    await ada.context().close();

    const art = await council.openAs('art.admin', '/settings/extract-staleness');
    const panel = art.locator('section[aria-labelledby=proposal]');
    await panel.waitFor();
    expect(await panel.innerText()).toMatch(/Now\s+8\s+From .+\s+5\s/);
    await art.getByLabel('Reason').fill('Agreed with ICT');
    await art.getByRole('button', { name: 'Confirm this change' }).click();
    await art.getByText('The change is confirmed').waitFor();
    await art.goto(`${council.runtime.url}/settings`);
    const entry = art.locator('section[aria-labelledby=setting-extract-staleness]');
    await entry.waitFor();
    expect(await entry.innerText()).toMatch(/Value\s+5\s/);
    await art.context().close();
  });

  it('stays as it is when the proposal is withdrawn', async () => {
    const ada = await council.openAs('ada.admin', '/settings/charge-week-start');
    await ada.getByLabel('New value').selectOption('sunday');
    await ada.getByLabel('Reason').fill('Tried out');
    await ada.getByRole('button', { name: 'Propose this change' }).click();
    await ada.locator('section[aria-labelledby=proposal]').waitFor();
    await ada.getByLabel('Reason').fill('A slip');
    await ada.getByRole('button', { name: 'Withdraw the proposal' }).click();
    await ada.getByText('The proposal is withdrawn. Nothing changed.').waitFor();
    expect(await ada.locator('.govuk-summary-list').first().innerText()).toMatch(/Value\s+Monday/);
    await ada.context().close();
  });

  it('can be read by others of the council, but not changed', async () => {
    const page = await council.openAs('olu.officer', '/settings/charge-week-start');
    await settled(page);
    expect(await page.locator('main').innerText()).toContain('Monday');
    expect(await page.getByLabel('New value').count()).toBe(0);
    await page.context().close();
  });
});

describe('reference data that nobody published', () => {
  it('is entered by one administrator, confirmed by another, and then used', async () => {
    const reference = (await council.ask('ada.admin', '/v1/reference')) as {
      items: { kind: string; rows: { value: string | null }[] }[];
    };
    const kind = reference.items.find(({ rows }) => rows.some(({ value }) => value === null))?.kind ?? '';
    const ada = await council.openAs('ada.admin', '/reference');
    await ada.getByText('Not found: enter the value your council uses').first().waitFor();
    await ada.goto(`${council.runtime.url}/reference/${kind}`);
    await ada.getByLabel('Value', { exact: true }).fill('12.34');
    await ada.getByLabel('Source').fill('Council circular 7');
    await ada.getByLabel('Reason').fill('The value we used then');
    await ada.getByRole('button', { name: 'Propose this value' }).click();
    await ada.getByText('A change waits for a second administrator').waitFor();
    await ada.context().close();

    const art = await council.openAs('art.admin', `/reference/${kind}`);
    await art.locator('section[aria-labelledby=proposal]').waitFor();
    await art.getByLabel('Reason').fill('Checked against the circular');
    await art.getByRole('button', { name: 'Confirm this change' }).click();
    await art.getByText('The change is confirmed').waitFor();
    const row = art.locator('tr', { hasText: 'Council circular 7' });
    await row.waitFor();
    expect(await row.innerText()).toContain('12.34');
    await art.context().close();
  });
});

describe('home', () => {
  it('shows the work that waits, and lets it be taken and closed', async () => {
    const ada = await council.openAs('ada.admin', '/settings/extract-staleness');
    await ada.getByLabel('New value').fill('9');
    await ada.getByLabel('Reason').fill('Back to weekly');
    await ada.getByRole('button', { name: 'Propose this change' }).click();
    await ada.locator('section[aria-labelledby=proposal]').waitFor();
    await ada.context().close();

    const art = await council.openAs('art.admin', '/');
    const work = art.locator('.app-work__item').first();
    await work.waitFor();
    await work.getByRole('button', { name: /^Take/ }).click();
    await work.getByText('You have it.').waitFor();
    await work.getByRole('button', { name: /^Mark as done/ }).click();
    await work.getByLabel('Reason').fill('Looked at it');
    const before = await art.locator('.app-work__item').count();
    await work.getByRole('button', { name: 'Mark as done', exact: true }).click();
    await art
      .locator('.app-work__item')
      .nth(before - 1)
      .waitFor({ state: 'detached' });
    expect(await art.locator('.app-work__item').count()).toBe(before - 1);
    await art.context().close();
  });
});
