import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCouncil, savedBy, settled, type Council } from './council.ts';

let council: Council;
beforeAll(async () => {
  council = await openCouncil();
});
afterAll(async () => {
  await council.stop();
});

describe('an officer', () => {
  it('finds a person, sees who pays for their care, and follows the package', async () => {
    const page = await council.openAs('olu.officer', '/people');
    await page.getByLabel(/^Family name/).fill('Thw');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.waitForURL('**/people?q=Thw');
    await page.getByRole('link', { name: 'Ann Thwaite' }).click();
    await page.getByRole('heading', { name: 'Who pays what', exact: true }).waitFor();
    await settled(page);
    const main = page.locator('main');
    expect(await main.innerText()).toContain(
      'Today the council pays £412.30 a week of £853.17; the person pays the provider £440.87.',
    );
    const drawing = page.getByRole('img', { name: /Today the council pays £412.30/ });
    expect(await drawing.locator('.app-timeline__bar--council').count()).toBeGreaterThan(0);
    expect(await drawing.locator('.app-timeline__bar--person-provider').count()).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'This financial year' }).click();
    await page.waitForURL('**?years=year');
    await page
      .locator('section[aria-labelledby=who-pays]')
      .getByRole('link', { name: 'PK1' })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: /Who pays what for this package/ }).waitFor();
    await settled(page);
    expect(await page.title()).toContain('PK1');
    expect(await page.locator(':focus').innerText()).toContain('Who pays what for this package');
    expect(await main.innerText()).toContain('Ann Thwaite (U1)');
    expect(await main.innerText()).toContain('Recorded for the first time');
    await page.context().close();
  });

  it('changes a package by hand and finds field, before, after and reason in its versions', async () => {
    const page = await council.openAs('olu.officer', '/packages/PK1/change');
    await page.getByRole('button', { name: 'Record the change' }).click();
    await page.locator('.govuk-error-summary', { hasText: 'Change at least one field' }).waitFor();
    await page.getByLabel('Cost centre').fill('40112');
    expect(await page.locator('.app-panel').innerText()).toContain('Cost centre: from – to 40112');
    await page.getByLabel('Reason').fill('Moved to the north team');
    await page.getByRole('button', { name: 'Record the change' }).click();
    await page.getByText('Version 2 is recorded.').waitFor();
    await page.getByRole('link', { name: 'Go to the package' }).click();
    const versions = page.locator('section[aria-labelledby=versions]');
    await versions.getByText('Moved to the north team').waitFor();
    expect(await versions.innerText()).toMatch(/Cost centre\s+–\s+40112/);
    await page.getByRole('link', { name: 'See the audit trail' }).click();
    await page.getByText('The trail holds.').waitFor();
    await page.context().close();
  });

  it('is told in the form what cannot be true', async () => {
    const page = await council.openAs('olu.officer', '/packages/PK1/change');
    await page.getByLabel('End date').fill('1/1/2020');
    await page.getByLabel('Reason').fill('The stay is over');
    await page.getByRole('button', { name: 'Record the change' }).click();
    const link = page.locator('.govuk-error-summary a');
    await link.first().click();
    expect(await page.locator(':focus').getAttribute('id')).toBe('endDate');
    await page.context().close();
  });

  it('suspends a package for some days, and the drawing hatches them', async () => {
    const page = await council.openAs('olu.officer', '/packages/PK1/suspensions');
    await page.getByRole('button', { name: 'Add a suspension' }).click();
    await page.getByLabel('From').fill('1/5/2026');
    await page.getByLabel('To (optional)').fill('14/5/2026');
    await page.getByLabel('Why').fill('hospital');
    await page.getByLabel('Reason').fill('Admitted on 1 May');
    expect(await page.locator('main').innerText()).toContain('1 added, 0 changed, 0 removed');
    await page.getByRole('button', { name: 'Record the whole set' }).click();
    await page.getByText(/Version \d+ is recorded/).waitFor();
    await page.goto(`${council.runtime.url}/packages/PK1?years=all`);
    await page.locator('.app-timeline__suspended').first().waitFor();
    expect(await page.locator('section[aria-labelledby=suspensions]').innerText()).toContain('14 May 2026');
    await page.context().close();
  });

  it('finds packages by what the address says, and takes them along as a file', async () => {
    const page = await council.openAs('olu.officer', '/packages?providerId=P002');
    await page.locator('tbody tr').first().waitFor();
    expect(await page.locator('tbody tr').count()).toBe(1);
    const saved = await savedBy(page, () =>
      page.getByRole('button', { name: /Download these rows \(CSV\)/ }).click(),
    );
    expect(saved).toContain('PK2');
    expect(saved).not.toContain('PK1');
    const workbook = await savedBy(page, () =>
      page.getByRole('button', { name: /Download these rows \(XLSX\)/ }).click(),
    );
    expect(workbook.startsWith('PK')).toBe(true);
    await page.context().close();
  });
});

it('lets a charging officer move the boundary between two contributions, and nobody else', async () => {
  const page = await council.openAs('cara.charging', '/packages/PK1/contributions');
  const first = page.getByRole('group', { name: 'Contribution 1' });
  await first.getByLabel('To (optional)').fill('31/3/2027');
  await page.getByRole('button', { name: 'Add a contribution' }).click();
  const second = page.getByRole('group', { name: 'Contribution 2' });
  await second.getByLabel('Contribution', { exact: true }).fill('C2');
  await second.getByLabel('Kind').selectOption('weeks-13-plus');
  await second.getByLabel('From').fill('1/3/2027');
  await second.getByLabel('Pounds a week').fill('450.00');
  await second.getByLabel('Collected by').selectOption('provider');
  await page.getByLabel('Reason').fill('Yearly review');
  await page.getByRole('button', { name: 'Record the whole set' }).click();
  await page.locator('.govuk-error-summary', { hasText: 'overlap' }).waitFor();
  await second.getByLabel('From').fill('1/4/2027');
  await page.getByRole('button', { name: 'Record the whole set' }).click();
  await page.getByText(/Version \d+ is recorded/).waitFor();
  await page.context().close();
  const reader = await council.openAs('ivy.inspector', '/packages/PK1');
  expect(await reader.locator('main').innerText()).not.toContain('Change the contributions');
  await reader.context().close();
});

describe('a provider', () => {
  it('sees its own packages and no page of the council', async () => {
    const page = await council.openAs('pat.p001', '/orders');
    await page.locator('tbody tr').first().waitFor();
    const text = await page.locator('main').innerText();
    expect(text).toContain('PK1');
    expect(text).not.toContain('PK2');
    expect(await page.getByRole('link', { name: 'People' }).count()).toBe(0);
    await page.goto(`${council.runtime.url}/people`);
    await page.getByRole('heading', { level: 1, name: 'Why is there no page here?' }).waitFor();
    await page.context().close();
  });
});
