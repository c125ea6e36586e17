import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { upliftRoutes } from '../../events/api/uplifts.ts';
import { allowedInUplifts } from '../../web/src/session/permissions.ts';
import { openCouncil, savedBy, settled, type Council } from './council.ts';
import { isFaultless } from './faults-of.ts';

const main = async (page: Page): Promise<string> =>
  (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
const sorted = (roles: readonly string[]): string[] => [...roles].toSorted();

let council: Council;
let upliftId = '';
beforeAll(async () => {
  council = await openCouncil({ today: '2026-11-23' });
});
afterAll(async () => {
  await council.stop();
});

async function stateIs(page: Page, state: string): Promise<void> {
  await page.locator('.govuk-inset-text .govuk-tag', { hasText: state }).first().waitFor();
  await settled(page);
}

async function openUplift(user: string): Promise<Page> {
  const page = await council.openAs(user, `/uplifts/${upliftId}`);
  await page.getByRole('heading', { level: 2, name: 'Before and after' }).waitFor();
  await settled(page);
  return page;
}

async function act(page: Page, choice: string, reason: string, button: string | RegExp): Promise<void> {
  await page.getByLabel(choice, { exact: true }).check();
  await page.locator('#reason').fill(reason);
  await page.getByRole('button', { name: button }).click();
}

describe('the annual uplift', () => {
  it('is for those alone who may see, ask for and check it', () => {
    expect(sorted(allowedInUplifts.seeUplifts)).toEqual(sorted(upliftRoutes.listUplifts.roles));
    expect(sorted(allowedInUplifts.seeUplifts)).toEqual(sorted(upliftRoutes.readUplift.roles));
    expect(sorted(allowedInUplifts.askForUplifts)).toEqual(sorted(upliftRoutes.proposeUplift.roles));
    expect(sorted(allowedInUplifts.askForUplifts)).toEqual(sorted(upliftRoutes.submitUplift.roles));
    expect(sorted(allowedInUplifts.retryUplifts)).toEqual(sorted(upliftRoutes.retryUplift.roles));
    for (const route of [
      'sampleUplift',
      'approveUplift',
      'returnUplift',
      'applyUplift',
      'undoUplift',
    ] as const)
      expect(sorted(allowedInUplifts.checkUplifts)).toEqual(sorted(upliftRoutes[route].roles));
  });

  it('is asked for rule by rule, and what is wrong is named at its field', async () => {
    const page = await council.openAs('olu.officer', '/rate-cards');
    await page.getByRole('link', { name: 'Uplifts' }).click();
    await page.getByText('No uplift was asked for yet.').waitFor();
    await isFaultless(page, 'uplifts-empty');
    await page.getByRole('link', { name: 'Ask for an uplift' }).click();
    await page.getByRole('button', { name: 'Show what it would change' }).click();
    const problems = page.locator('.govuk-error-summary');
    await problems.waitFor();
    expect((await problems.innerText()).split('\n').filter(Boolean)).toEqual([
      'There is a problem',
      'Enter a name',
      'Enter the first day of the new rates',
      'Enter by how much, or to what, rates change in rule 1',
      'Say why',
    ]);
    await page.getByLabel('Name').fill('Fees 2026–27');
    await page.getByLabel('First day of the new rates').fill('1/4/2026');
    await page.getByLabel('Service type').selectOption('residential');
    await page.getByLabel('Percent, such as 4.2').fill('420');
    await page.getByText('What rule 1 leaves out').click();
    await page.getByLabel('Packages that cost more a week than, in pounds').fill('1,500');
    await page.getByLabel('Leave out rates that are at the new rate or above it already').check();
    await page.getByRole('button', { name: 'Add a rule' }).click();
    await isFaultless(page, 'uplift-form');
    const second = page.getByRole('group', { name: 'Rule 2' });
    await second.getByLabel('Service type').selectOption('home-care');
    await second.getByLabel('How the rates change').selectOption('amount');
    await second.getByLabel('Pounds a unit, such as 0.65').fill('0.65');
    await page.getByLabel('Reason').fill('Cabinet, 24 February 2026');
    await page.getByLabel('Budget of this financial year, in pounds (optional)').fill('£2,000');
    await page.getByLabel('Budget of a full year, in pounds (optional)').fill('0');
    await page.getByRole('button', { name: 'Show what it would change' }).click();
    await problems.getByText('Enter the budget of a full year in pounds').click();
    expect(await page.locator(':focus').getAttribute('id')).toBe('budgetFullYearPence');
    await isFaultless(page, 'uplift-form-budget');
    await page.locator('#budgetFullYearPence').fill('1,500');
    await page.getByRole('button', { name: 'Show what it would change' }).click();
    await problems.getByText('Rule 1 changes rates by 420%').click();
    expect(await page.locator(':focus').getAttribute('id')).toBe('change-0');
    await isFaultless(page, 'uplift-form-refused');
    await page.locator('#change-0').fill('4.2');
    await page.getByRole('button', { name: 'Show what it would change' }).click();
    await page.waitForURL(/\/uplifts\/U\d+$/);
    upliftId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await stateIs(page, 'Previewed');
    await page.context().close();
  });

  it('shows each rate before and after, what it costs and why, and which stay', async () => {
    const page = await openUplift('ivy.inspector');
    const text = await main(page);
    expect(text).toContain(
      '3 rates change from 1 April 2026 and cost £1,868.28 this year (2026–27), £1,868.28 in a full year.',
    );
    expect(text).toContain('Arrears before 23 November 2026, part of this year’s £1,207.98');
    expect(text).toContain('£1,207.98 of it is for days before 23 November 2026.');
    expect(text).toContain('The next pay run pays that by itself once the uplift is applied.');
    expect(text).toContain('Cost this year (2026–27) £1,868.28 £131.72 left of the budget of £2,000.00');
    expect(text).toContain('Cost in a full year £1,868.28 £368.28 over the budget of £1,500.00');
    expect(text).toContain('Over budget In a full year the uplift costs £1,868.28, which is £368.28 over');
    expect(text).toContain('Budget of this year £2,000.00 Budget of a full year £1,500.00');
    expect(text).toContain('Rule 1 Rates of packages and of rate cards for residential: by 4.2%.');
    expect(text).toContain('It leaves out packages over £1,500.00 a week; rates at the new rate already.');
    await page.getByLabel('Show', { exact: true }).selectOption('every');
    await page.waitForURL('**?show=every');
    const row = page.locator('section[aria-labelledby=lines] tbody tr', { hasText: 'Package PK1' });
    await row.waitFor();
    expect((await row.innerText()).replaceAll(/\s+/g, ' ')).toContain(
      '£853.17 £889.00 4.2% £1,868.28 £1,868.28 £1,207.98 Changes',
    );
    const saved = await savedBy(page, () =>
      page
        .locator('section[aria-labelledby=lines]')
        .getByRole('button', { name: /Download these rows \(CSV\)/ })
        .click(),
    );
    expect(saved).toContain('Package PK1');
    expect(await page.getByRole('heading', { name: 'What should happen to this uplift?' }).count()).toBe(0);
    await isFaultless(page, 'uplift-previewed');
    await page.context().close();
  });

  it('goes before a second person, who opens the sample before it can be approved', async () => {
    const maker = await openUplift('olu.officer');
    await act(maker, 'Submit it to be checked', 'The rates of the cabinet', /^Submit 3 new rates/);
    await maker.locator('.govuk-error-summary').getByText('Confirm, or mend the rules: Package PK2').click();
    await isFaultless(maker, 'uplift-to-be-confirmed');
    await maker.getByRole('checkbox', { name: 'Package PK2: some days cannot be priced' }).check();
    await maker.getByRole('button', { name: /^Submit 3 new rates/ }).click();
    await stateIs(maker, 'Submitted');
    await isFaultless(maker, 'uplift-submitted');
    await maker.context().close();

    const page = await openUplift('amy.approver');
    expect(await page.getByLabel('Approve it', { exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Record what you found' }).click();
    await page
      .locator('.govuk-error-summary')
      .getByText('Open a line and say whether its new rate is right')
      .waitFor();
    const lines = page.locator('section[aria-labelledby=sample] details');
    const count = await lines.count();
    expect(count).toBeGreaterThan(2);
    for (let place = 0; place < count; place += 1) {
      await lines.nth(place).locator('summary').click();
      await lines.nth(place).getByLabel('It is right').check();
    }
    await isFaultless(page, 'uplift-sample');
    await page.locator('#sampled-reason').fill('As the minutes say');
    await page.getByRole('button', { name: `Record ${count} lines right` }).click();
    await stateIs(page, 'Sample checked');
    expect(await main(page)).toContain(`${count} of ${count} lines were found right`);
    await isFaultless(page, 'uplift-sampled');
    expect(await main(page)).toContain(
      '£1,868.28 in the financial year 2026–27 (£131.72 left of the budget of £2,000.00) and £1,868.28 in a full year (£368.28 over the budget of £1,500.00)',
    );
    await act(page, 'Approve it', 'Within the budget', 'Approve 3 new rates');
    await stateIs(page, 'Approved');
    await page.context().close();
  });

  it('is applied and held against what was approved, and the new rates are a file', async () => {
    const page = await openUplift('amy.approver');
    await isFaultless(page, 'uplift-approved');
    await act(page, 'Apply it', 'The day has come', 'Apply 3 new rates');
    await stateIs(page, 'Verified');
    expect(await main(page)).toContain('as was approved, and nothing else moved.');
    await isFaultless(page, 'uplift-verified');
    const rates = await savedBy(page, () =>
      page.getByRole('button', { name: 'Save the new rates for the case system (CSV)' }).click(),
    );
    expect(rates).toContain('889');
    await page.getByLabel('Provider', { exact: true }).selectOption('P001');
    const letter = page.getByRole('button', { name: 'Save the letter to Rosewood House (PDF)' });
    expect(await savedBy(page, () => letter.click())).toMatch(/^%PDF/);
    await settled(page);
    await isFaultless(page, 'uplift-letter');
    await page.goto(`${council.runtime.url}/packages/PK1`);
    await page.getByText('£889.00').first().waitFor();
    await page.context().close();
  });

  it('tells each provider in the portal which of its own rates change, and from when', async () => {
    const page = await council.openAs('pat.p001', '/');
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Rates' }).click();
    await page.getByRole('heading', { level: 1, name: 'Which of my rates change, and from when?' }).waitFor();
    await settled(page);
    expect(await page.locator('tbody tr').count()).toBe(1);
    expect(await main(page)).toMatch(
      /Package PK1 Residential.* 1 April 2026 No end £853\.17 £889\.00 Fees 2026–27/,
    );
    await isFaultless(page, 'own-rates');
    await page.context().close();
    const other = await council.openAs('pip.p002', '/rates');
    await settled(other);
    expect(await other.locator('tbody tr').count()).toBe(2);
    expect(await main(other)).toMatch(/Rate card RC1: 30 minutes, Sundays.* £15\.90 £16\.55/);
    expect(await main(other)).not.toContain('PK1');
    await other.context().close();
  });

  it('stands in the list with what it costs, and can be undone', async () => {
    const page = await council.openAs('amy.approver', '/uplifts');
    expect(await main(page)).toContain('Fees 2026–27');
    await isFaultless(page, 'uplifts-list');
    await page.getByRole('link', { name: 'Fees 2026–27' }).click();
    await page.getByRole('heading', { level: 2, name: 'Before and after' }).waitFor();
    await settled(page);
    await act(page, 'Undo it', 'The cabinet decided otherwise', 'Undo 3 new rates');
    await stateIs(page, 'Undone');
    await isFaultless(page, 'uplift-undone');
    await page.context().close();
    const portal = await council.openAs('pat.p001', '/rates');
    await portal.getByText('No uplift of the council has changed a rate of yours.').waitFor();
    await isFaultless(portal, 'own-rates-empty');
    await portal.context().close();
  });
});
