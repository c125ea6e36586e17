import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { financialReturnRoutes } from '../../events/api/financial-returns.ts';
import { allowedInAudits } from '../../web/src/session/permissions.ts';
import { drop, openCouncil, settled, type Council } from './council.ts';
import { isFaultless } from './faults-of.ts';

const main = async (page: Page): Promise<string> =>
  (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');

/** Two that send papers every quarter, and one that sends none. */
const AGREEMENTS = `agreementId,personId,payeeName,frequency,startDate,endDate,weeklyBudget,returnFrequency
DP1,U2,Bo Ó Faoláin,four-weekly,2026-01-01,2026-06-30,250.00,quarterly
DP2,U1,Ann Thwaite,four-weekly,2026-01-01,2026-03-31,250.00,quarterly
DP3,U1,Ann Thwaite,four-weekly,2026-01-01,,250.00,
`;
const LATE = '/direct-payments/returns';

let council: Council;
beforeAll(async () => {
  council = await openCouncil();
  await drop(council.runtime, 'direct-payment-agreements/more.csv', AGREEMENTS);
});
afterAll(async () => {
  await council.stop();
});

describe('the papers that are due', () => {
  it('are offered to those alone who may see them, and recorded by auditors', async () => {
    expect(allowedInAudits.seePapers).toEqual(financialReturnRoutes.listFinancialReturns.roles);
    expect(allowedInAudits.recordPapers).toEqual(financialReturnRoutes.recordReturn.roles);
    const officer = await council.openAs('olu.officer', '/direct-payments');
    expect(await officer.getByRole('link', { name: 'Whose papers are due' }).count()).toBe(0);
    await officer.goto(council.runtime.url + LATE);
    await settled(officer);
    expect(await main(officer)).toContain('When papers are due is shown to audit-officer');
    await officer.context().close();
    const worker = await council.openAs('wes.worker', '/direct-payments/DP1/returns');
    expect(await main(worker)).toContain('1 January 2026 to 31 March 2026');
    expect(await worker.getByRole('button', { name: 'Record it' }).count()).toBe(0);
    await worker.context().close();
  });

  it('stand with how late they are, the latest first, and what is done next', async () => {
    const page = await council.openAs('audrey.auditor', '/direct-payments');
    await page.getByRole('link', { name: 'Whose papers are due, and how late are they?' }).click();
    await page
      .getByRole('heading', { level: 1, name: 'Whose papers are due, and how late are they?' })
      .waitFor();
    await settled(page);
    const text = await main(page);
    expect(text).toMatch(
      /The papers of 2 agreements are due and have not all come\. 2 of them are late, by up to [\d,]+ days\./,
    );
    expect(text).toMatch(/Bo Ó Faoláin DP1 1 January 2026 to 31 March 2026 and 1 later 28 April 2026 Due/);
    await page.getByLabel('Where they are').selectOption('due');
    await page.waitForURL('**?state=due');
    await isFaultless(page, 'papers-due');
    await page.goto(`${council.runtime.url}${LATE}?by=2026-01-15`);
    await settled(page);
    expect(await main(page)).toContain('No papers are due by this day');
    await page.context().close();
  });

  it('are recorded as they come, for their days, and are due no more', async () => {
    const page = await council.openAs('audrey.auditor', '/direct-payments/DP2');
    await page.getByRole('link', { name: 'Papers', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Which papers came, and which are due?' }).waitFor();
    await settled(page);
    expect(await main(page)).toMatch(
      /1 January 2026 to 31 March 2026 Due Due by 28 April 2026, [\d,]+ days late/,
    );
    await page.getByRole('button', { name: 'Add a paper' }).click();
    await page.getByRole('button', { name: 'Record it' }).click();
    const problems = page.locator('.govuk-error-summary');
    await problems.waitFor();
    expect((await problems.innerText()).split('\n').filter(Boolean).slice(1)).toEqual([
      ...['Choose what it is of paper 1', 'Enter who was paid of paper 1', 'Enter the day of paper 1'],
      'Say how it came',
    ]);
    await isFaultless(page, 'papers-record');
    const paper = page.getByRole('group', { name: 'Paper 1' });
    await paper.getByLabel('What').selectOption('payslip');
    await paper.getByLabel('Who was paid').fill('Jo Park');
    await paper.getByLabel('Day it bears').fill('31/1/2026');
    await paper.getByLabel('Pounds').fill('225');
    await page.locator('#reason').fill('They came by post');
    const choose = (name: string, text: string) =>
      paper
        .getByLabel('Image or PDF of it')
        .setInputFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from(text) });
    await choose('payslip.pdf', '<html>no payslip</html>');
    await page.getByText('The file is no PDF, PNG or JPEG').waitFor();
    await page.getByRole('button', { name: 'Record it' }).click();
    await problems.getByText('Choose another file for paper 1, or remove it').waitFor();
    await isFaultless(page, 'papers-file-refused');
    await choose('payslip.pdf', '%PDF-1.7 a payslip');
    await page.getByText('payslip.pdf is attached.').waitFor();
    await page.getByRole('button', { name: 'Record it' }).click();
    await page.getByText('1 paper recorded: 1 January 2026 to 31 March 2026 counts as received.').waitFor();
    await settled(page);
    expect(await main(page)).toMatch(
      /31 March 2026 Received Due by 28 April 2026 All of it here .* Recorded by an officer for 1 January 2026 to 31 March 2026, received on .* Payslip of Jo Park, 31 January 2026, £225\.00, file \S+/,
    );
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /Download it.*Payslip of Jo Park/ }).click(),
    ]);
    expect(saved.suggestedFilename()).toMatch(/^paper-.+\.pdf$/);
    await isFaultless(page, 'papers-full');
    await page.goto(council.runtime.url + LATE);
    await settled(page);
    expect(await main(page)).toContain('The papers of 1 agreement are due');
    await page.context().close();
  });

  it('name a file that came in before by its number', async () => {
    const page = await council.openAs('audrey.auditor', '/direct-payments/DP1/returns');
    await page.getByRole('button', { name: 'Add a paper' }).click();
    const paper = page.getByRole('group', { name: 'Paper 1' });
    await paper.getByRole('button', { name: 'It is here already: enter its number' }).click();
    await paper.getByLabel('Number of its file').fill('nobody');
    await paper.getByLabel('What').selectOption('receipt');
    await paper.getByLabel('Who was paid').fill('Lark Taxis');
    await paper.getByLabel('Day it bears').fill('31/1/2026');
    await page.locator('#reason').fill('They came by post');
    await page.getByRole('button', { name: 'Record it' }).click();
    const problems = page.locator('.govuk-error-summary');
    await problems.waitFor();
    expect(await problems.innerText()).toContain('No file has come in under the number of paper 1.');
    await page.context().close();
  });

  it('are none where the agreement does not say how often, nor of one that nobody knows', async () => {
    const page = await council.openAs('audrey.auditor', '/direct-payments/DP3/returns');
    expect(await main(page)).toContain('The agreement does not say how often papers are sent.');
    await page.goto(`${council.runtime.url}/direct-payments/none/returns`);
    await settled(page);
    expect(await main(page)).toContain('There is no direct payment agreement of this number.');
    await page.context().close();
  });
});
