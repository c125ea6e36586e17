import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangementRoutes } from '../../events/api/arrangements.ts';
import { allowedInAudits } from '../../web/src/session/permissions.ts';
import { drop, openCouncil, settled, type Council } from './council.ts';
import { isFaultless } from './faults-of.ts';

const main = async (page: Page): Promise<string> =>
  (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');

const AGREEMENTS = `agreementId,personId,payeeName,frequency,startDate,weeklyBudget,planItems
DP1,U2,Bo Ó Faoláin,four-weekly,2025-04-07,250.00,item:personal assistant wages|Jo Park|225.00|weekly
`;
const PLACE = '/direct-payments/DP1/arrangement';

let council: Council;
beforeAll(async () => {
  council = await openCouncil();
  await drop(council.runtime, 'direct-payment-agreements/more.csv', AGREEMENTS);
});
afterAll(async () => {
  await council.stop();
});

describe('the arrangement of a direct payment', () => {
  it('is offered to those alone who may see it, and changed by those who may', async () => {
    expect(allowedInAudits.seeArrangements).toEqual(arrangementRoutes.readArrangement.roles);
    expect(allowedInAudits.changeArrangements).toEqual(arrangementRoutes.putArrangement.roles);
    const officer = await council.openAs('olu.officer', '/direct-payments/DP1');
    expect(await officer.getByRole('link', { name: 'Arrangement' }).count()).toBe(0);
    await officer.context().close();
    const inspector = await council.openAs('ivy.inspector', `${PLACE}?change=people`);
    expect(await inspector.getByRole('button', { name: 'Record it' }).count()).toBe(0);
    expect(await inspector.getByRole('link', { name: /^Change/ }).count()).toBe(0);
    await inspector.context().close();
  });

  it('says before anybody entered anything what is missing and which reviews are due', async () => {
    const page = await council.openAs('audrey.auditor', '/direct-payments/DP1');
    await page.getByRole('link', { name: 'Arrangement' }).click();
    await page.getByRole('heading', { level: 1, name: 'What was agreed, and with whom?' }).waitFor();
    await settled(page);
    const text = await main(page);
    expect(text).toContain('For Bo Ó Faoláin, since 7 April 2025. Nobody has entered anything yet.');
    expect(text).toMatch(/Warning The agreement began on 7 April 2025 and is not signed yet\./);
    expect(text).toContain('nobody has recorded that employers’ liability insurance was arranged');
    expect(text).toMatch(/The first review is due by 7 October 2025: [\d,]+ days late\./);
    expect(text).toContain('personal assistant wages Jo Park, £225.00 a week (from the extract)');
    await isFaultless(page, 'arrangement-empty');
    await page.context().close();
  });

  it('is changed a section at a time, with a reason, and says what cannot be', async () => {
    const page = await council.openAs('audrey.auditor', PLACE);
    await page.getByRole('link', { name: 'Change “The people”' }).click();
    await page.getByRole('heading', { level: 2, name: 'The people' }).waitFor();
    await page.getByRole('button', { name: 'Add a person who acts' }).click();
    await page.getByRole('button', { name: 'Add a relative in the household' }).click();
    await page.getByLabel('Lacked capacity until').fill('1/5/2026');
    await page.getByRole('button', { name: 'Record it' }).click();
    const problems = page.locator('.govuk-error-summary');
    await problems.waitFor();
    expect((await problems.innerText()).split('\n').filter(Boolean)).toEqual([
      'There is a problem',
      'Enter since when the person lacks capacity',
      'Enter “Name” of person who acts 1',
      'Enter “Acts as” of person who acts 1',
      'Enter “From” of person who acts 1',
      'Enter “Name” of relative in the household 1',
      'Say why you are changing this',
    ]);
    await isFaultless(page, 'arrangement-change');
    await page.getByLabel('Lacked capacity until').fill('');
    const acts = page.getByRole('group', { name: 'Person who acts 1' });
    await acts.getByLabel('Name').fill('Ruth Alder');
    await acts.getByLabel('Acts as').selectOption('deputy');
    await acts.getByLabel('From').fill('1/5/2026');
    await acts.getByLabel('E-mail address').fill('no address');
    await page
      .getByRole('group', { name: 'Relative in the household 1' })
      .getByLabel('Name')
      .fill('Kit Brown');
    await page.locator('#reason').fill('The court appointed her');
    await page.getByRole('button', { name: 'Record it' }).click();
    await problems.waitFor();
    await problems.getByRole('link').click();
    expect(await page.locator('input:focus').inputValue()).toBe('no address');
    await acts.getByLabel('E-mail address').fill('ruth@example.org');
    await page.getByRole('button', { name: 'Record it' }).click();
    await page.getByText('“The people” is recorded.').waitFor();
    await settled(page);
    const text = await main(page);
    expect(text).toContain('Acts for the person Ruth Alder, deputy since 1 May 2026, ruth@example.org');
    expect(text).toContain('Relatives in the household Kit Brown');
    expect(text).toMatch(/Last changed by audrey\.auditor on .*: “The court appointed her”\./);
    expect(new URL(page.url()).search).toBe('');
    await page.context().close();
  });

  it('takes what is bought, what was set up, papers and a death in the household, each beside the others', async () => {
    const page = await council.openAs('audrey.auditor', `${PLACE}?change=plan`);
    await page.getByRole('button', { name: 'Add a plan item' }).click();
    const item = page.getByRole('group', { name: 'Plan item 1' });
    await item.getByLabel('What').fill('Personal assistant wages');
    await item.getByLabel('From whom').fill('Jo Park');
    await item.getByLabel('Pounds each time').fill('240');
    await item.getByLabel('How often').selectOption('weekly');
    const record = async (title: string): Promise<void> => {
      await page.locator('#reason').fill('Agreed at the review');
      await page.getByRole('button', { name: 'Record it' }).click();
      await page.getByText(`“${title}” is recorded.`).waitFor();
      await settled(page);
    };
    await record('What may be bought, and what is kept back');
    await page.goto(`${council.runtime.url}${PLACE}?change=set-up`);
    await page.getByLabel('Payroll').selectOption('done');
    await page.getByLabel('On which day').fill('2/4/2025');
    await page.getByLabel('Account opened').selectOption('not-needed');
    await record('What had to be arranged first');
    await page.goto(`${council.runtime.url}${PLACE}?change=papers`);
    await page.getByLabel('Payslips').check();
    await isFaultless(page, 'arrangement-papers');
    await record('Papers that are sent');
    await page.goto(`${council.runtime.url}${PLACE}?change=quiet`);
    await page.getByLabel('Told of a death on').fill('1/6/2025');
    await page.getByLabel('The one officer').fill('Audrey Auditor');
    await record('When letters stop');
    const text = await main(page);
    expect(text).toContain('Personal assistant wages Jo Park, £240.00 a week Change “What may be bought');
    expect(text).toContain('Account opened Not needed');
    expect(text).toContain('Payroll 2 April 2025');
    expect(text).toContain('Sent with each return Bank statement Payslips');
    expect(text).toContain(
      'There was a death: nobody is chased until somebody enters the last day. The family deals with Audrey Auditor only.',
    );
    expect(text).toContain('Relatives in the household Kit Brown');
    await isFaultless(page, 'arrangement-full');
    await page.context().close();
  });

  it('has the signed paper as an image or PDF', async () => {
    const page = await council.openAs('audrey.auditor', `${PLACE}?change=signed`);
    await page.getByLabel('Signed on').fill('29/3/2025');
    const file = {
      name: 'signed.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
    };
    await page.getByLabel('Image or PDF of the signed paper').setInputFiles(file);
    await page.getByText('signed.jpg is attached.').waitFor();
    await page.locator('#reason').fill('The paper came');
    await isFaultless(page, 'arrangement-signed');
    await page.getByRole('button', { name: 'Record it' }).click();
    await page.getByText('“The signed agreement” is recorded.').waitFor();
    await page.goto(`${council.runtime.url}${PLACE}?change=signed`);
    await page.getByText(/^File \S+ is attached\./).waitFor();
    await page.context().close();
    // Whoever sends no files is asked for the number alone.
    const worker = await council.openAs('wes.worker', `${PLACE}?change=signed`);
    await worker.getByLabel('Number of its file').waitFor();
    expect(await worker.getByLabel('Image or PDF').count()).toBe(0);
    await worker.context().close();
  });

  it('that another changed since it was read is not written over', async () => {
    const page = await council.openAs('audrey.auditor', `${PLACE}?change=signed`);
    const other = await council.openAs('audrey.auditor', `${PLACE}?change=signed`);
    for (const each of [page, other]) {
      await each.getByLabel('Signed on').fill(each === page ? '30/3/2025' : '31/3/2025');
      await each.locator('#reason').fill('The paper came');
      await each.getByRole('button', { name: 'Record it' }).click();
      if (each === page) await each.getByText('“The signed agreement” is recorded.').waitFor();
    }
    await other.getByText('Somebody else changed this arrangement since you read it.').waitFor();
    await page.goto(`${council.runtime.url}/direct-payments/none/arrangement`);
    await settled(page);
    expect(await main(page)).toContain('There is no direct payment agreement of this number.');
    await other.context().close();
    await page.context().close();
  });
});
