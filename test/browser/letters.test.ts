import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { letterRoutes } from '../../events/api/letters.ts';
import { allowedInAudits } from '../../web/src/session/permissions.ts';
import { drop, goLive, openCouncil, savedBy, settled, type Council } from './council.ts';
import { isFaultless } from './faults-of.ts';

const PEOPLE = `personId,name,dateOfBirth,addressLine1,town,postcode
U2,Bo Ó Faoláin,1951-03-04,7 Mill Lane,Larkford,LK4 3QT
`;
const AGREEMENTS = `agreementId,personId,payeeName,frequency,startDate,weeklyBudget,accountType,returnFrequency
DP1,U2,Bo Ó Faoláin,four-weekly,2025-04-07,250.00,dedicated,quarterly
DP2,U2,Bo Ó Faoláin,four-weekly,2025-04-07,250.00,prepaid-card,quarterly
`;
const PLACE = '/direct-payments/DP1/letters';

let council: Council;
beforeAll(async () => {
  council = await openCouncil();
  await drop(council.runtime, 'people/address.csv', PEOPLE);
  await drop(council.runtime, 'direct-payment-agreements/more.csv', AGREEMENTS);
  await goLive(council, '2025-04-01');
  await fetch(`${council.runtime.url}/local/schedule/daily-paper-chasing`, { method: 'POST' });
  await council.runtime.waitUntilIdle();
});
afterAll(async () => {
  await council.stop();
});

const main = async (page: Page): Promise<string> =>
  (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');

describe('the letters about a direct payment', () => {
  it('stand with what they said, when and how they went, and are saved to be posted', async () => {
    const page = await council.openAs('audrey.auditor', '/direct-payments/DP1');
    await page.getByRole('link', { name: 'Letters' }).click();
    await page.getByRole('heading', { name: 'What did we write about this direct payment?' }).waitFor();
    await settled(page);
    expect(await main(page)).toMatch(
      /\d+ \w+ \d{4} Please send us the papers of the direct payment for 7 April 2025 to \d+ \w+ \d{4} ?, PDF of \d+ \w+ \d{4} by post Sent/,
    );
    await isFaultless(page, 'letters');
    const saved = await savedBy(page, () =>
      page.getByRole('button', { name: 'Please send us the papers' }).click(),
    );
    expect(saved).toMatch(/^%PDF-1\.7/);
    await page.context().close();
  });

  it('are where an officer is sent who is asked to post one', async () => {
    const page = await council.openAs('audrey.auditor', '/?area=audits');
    await page.getByRole('link', { name: /^Post a letter about direct payment DP1/ }).click();
    await page.getByRole('heading', { name: 'What did we write about this direct payment?' }).waitFor();
    await settled(page);
    expect(page.url()).toContain(PLACE);
    await page.context().close();
  });

  it('are none where none was written', async () => {
    const page = await council.openAs('audrey.auditor', '/direct-payments/DP2/letters');
    expect(await main(page)).toContain('No letter was written about this agreement yet.');
    await isFaultless(page, 'letters-none');
    await page.context().close();
  });

  it('are offered to those alone who may see them', async () => {
    expect(allowedInAudits.seeLetters).toEqual(letterRoutes.listAgreementLetters.roles);
    const page = await council.openAs('olu.officer', '/direct-payments/DP1');
    expect(await page.getByRole('link', { name: 'Bank details' }).count()).toBe(1);
    expect(await page.getByRole('link', { name: 'Letters' }).count()).toBe(0);
    await page.goto(council.runtime.url + PLACE);
    await settled(page);
    expect(await page.getByRole('alert').count()).toBeGreaterThan(0);
    await page.context().close();
  });
});
