import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lloyds, type Movement } from '../support/statements/bank-files.ts';
import { drop, goLive, openCouncil, settled, type Council } from './council.ts';
import { isFaultless } from './faults-of.ts';

/** £250 a week from January, paid for four weeks at a time, four weeks of it kept for emergencies, papers every quarter. */
const AGREEMENTS = `agreementId,personId,payeeName,sortCode,accountNumber,frequency,startDate,weeklyBudget,contingencyWeeks,accountType,returnFrequency,planItems
DP1,U2,Bo Ó Faoláin,998874,12345678,four-weekly,2026-01-05,250.00,4,dedicated,quarterly,item:personal assistant wages|Jo Park|225.00|weekly
`;
const PEOPLE = `personId,name,dateOfBirth,addressLine1,town,postcode
U2,Bo Ó Faoláin,1951-03-04,7 Mill Lane,Larkford,LK4 3QT
`;

const moved = (on: string, text: string, pence: number): Movement => ({ on: `2026-${on}`, text, pence });
/** Four payments came in; little was bought, and some of it was a bet. */
const statement = lloyds(
  [
    moved('01-05', 'LARKSHIRE COUNCIL DP', 1_000_00),
    moved('01-12', 'JO PARK WAGES', -225_00),
    moved('02-02', 'LARKSHIRE COUNCIL DP', 1_000_00),
    moved('02-10', 'BETLARK ONLINE BETTING', -25_00),
    moved('02-16', 'JO PARK WAGES', -225_00),
    moved('03-02', 'LARKSHIRE COUNCIL DP', 1_000_00),
    moved('03-30', 'LARKSHIRE COUNCIL DP', 1_000_00),
    moved('04-04', 'JO PARK WAGES', -225_00),
  ],
  { opening: 0 },
);

let council: Council;
beforeAll(async () => {
  council = await openCouncil({ empty: true });
  await drop(council.runtime, 'people/people.csv', PEOPLE);
  await drop(council.runtime, 'direct-payment-agreements/new.csv', AGREEMENTS);
  await goLive(council, '2026-01-05');
});
afterAll(async () => {
  await council.stop();
});

/** The day it is, as people type it. */
function today(): string {
  return new Date().toLocaleDateString('en-GB', { timeZone: 'Europe/London' });
}

async function textOf(page: Page): Promise<string> {
  await settled(page);
  return (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
}

/** Somebody signs in and goes where the links of these names lead, one after the other. */
async function goes(user: string, ...links: (string | RegExp)[]): Promise<Page> {
  const page = await council.openAs(user);
  await follow(page, ...links);
  return page;
}

/** Nobody leaves while something is on its way to the page. */
async function leaves(page: Page): Promise<void> {
  await settled(page);
  await page.context().close();
}

async function follow(page: Page, ...links: (string | RegExp)[]): Promise<void> {
  await settled(page);
  for (const name of links) {
    await page
      .getByRole('link', { name, exact: typeof name === 'string' })
      .first()
      .click();
    await settled(page);
  }
}

async function actOnRun(page: Page, choice: string, button: RegExp, state: string): Promise<void> {
  await page.getByLabel(choice, { exact: true }).check();
  await page.getByLabel('Reason').fill('As the agreement says');
  await page.getByRole('button', { name: button }).click();
  await stateIs(page, state);
}

async function stateIs(page: Page, state: string): Promise<void> {
  await page.locator('.govuk-inset-text .govuk-tag', { hasText: state }).first().waitFor();
  await settled(page);
}

/** Gives the reason in a form and presses its button. */
async function doIt(page: Page, form: string, button: string | RegExp): Promise<void> {
  await page.locator(`#${form}-reason`).fill('As the papers show');
  await page.getByRole('button', { name: button, exact: typeof button === 'string' }).click();
}

describe('a direct payment', () => {
  it('is paid by a run that one officer makes, another approves and the first issues', async () => {
    const olu = await goes('olu.officer', 'Pay', 'Start a pay run');
    await olu.getByLabel('Who is paid').selectOption('direct-payments');
    await olu.getByLabel('Last day that is paid').fill('26/4/2026');
    await olu.getByRole('button', { name: 'Start the run' }).click();
    await stateIs(olu, 'Ready');
    await actOnRun(olu, 'Submit it for approval', /^Submit £4,000\.00/, 'Submitted');
    const amy = await goes('amy.approver', 'Pay');
    await amy.locator('main tbody a').first().click();
    await stateIs(amy, 'Submitted');
    await actOnRun(amy, 'Approve it', /^Approve £4,000\.00/, 'Approved');
    await leaves(amy);
    await olu.reload();
    await actOnRun(olu, 'Issue it', /^Issue £4,000\.00/, 'Issued');
    expect(await textOf(olu)).toContain('£4,000.00 to 1 payee');
    await leaves(olu);
  });

  it('whose papers are late is chased by the clock, with a letter', async () => {
    const audrey = await goes('audrey.auditor', 'Direct payments', 'DP1', 'Papers');
    expect(await textOf(audrey)).toMatch(/5 January 2026 to 4 April 2026 Due Due by .*, [\d,]+ days late/);
    await fetch(`${council.runtime.url}/local/schedule/daily-paper-chasing`, { method: 'POST' });
    await council.runtime.waitUntilIdle();
    await follow(audrey, 'Letters');
    expect(await textOf(audrey)).toMatch(
      /Please send us the papers of the direct payment for 5 January 2026 to .* by post Sent/,
    );
    await leaves(audrey);
  });

  it('is shown on a statement that an officer sends on its page, and findings open a case', async () => {
    const audrey = await goes('audrey.auditor', 'Direct payments', 'DP1', 'Statements');
    expect(await textOf(audrey)).toContain(
      'No bank statement of this agreement has been read. Send one above.',
    );
    await audrey
      .locator('input[type="file"]')
      .setInputFiles({ name: 'winter.csv', mimeType: 'text/csv', buffer: Buffer.from(statement) });
    expect(await audrey.getByLabel('Kind of file').count()).toBe(0);
    await isFaultless(audrey, 'ledger-picked');
    await audrey.getByRole('button', { name: 'Send 1 file' }).click();
    await audrey.locator('td', { hasText: 'winter.csv' }).waitFor();
    expect(await textOf(audrey)).toContain('Accepted');
    await follow(audrey, 'winter.csv');
    expect(await textOf(audrey)).toContain('Gambling was paid for out of the account');
    await follow(audrey, /^The audit of 5 January 2026/);
    expect(await textOf(audrey)).toContain('3 findings wait for a decision.');
    await leaves(audrey);
  });

  it('is asked about by letter, and every finding is decided', async () => {
    const audrey = await goes('audrey.auditor', 'Audits', /^Bo Ó Faoláin/);
    await audrey.getByRole('button', { name: /^Take it/ }).click();
    await audrey.getByRole('button', { name: 'Ask for papers' }).click();
    await audrey.getByLabel('One a line').fill('What you say about the bet of 10 February');
    await doIt(audrey, 'ask', 'Ask for 1 paper');
    await audrey.getByText(/^Asked for 1 paper by/).waitFor();
    expect(await textOf(audrey)).toMatch(
      /Waiting for papers .* We ask you for information about the direct payment .* by post Sent/,
    );
    await audrey.getByRole('button', { name: 'Record what came' }).click();
    await doIt(audrey, 'settle', 'Record it');
    await audrey.getByText('Recorded: What you say about the bet of 10 February, came.').waitFor();
    await settled(audrey);
    await audrey.getByRole('button', { name: /^Decide this one.*Gambling/ }).click();
    await audrey.getByText('Upheld', { exact: true }).click();
    await doIt(audrey, 'decide', /^Upheld: 1 finding$/);
    await audrey.getByText('Decided for 1 finding: upheld.').waitFor();
    await settled(audrey);
    await audrey.getByText('Explained', { exact: true }).click();
    await audrey.getByRole('button', { name: /^Explained: 2 findings$/ }).click();
    await audrey.getByText('No finding waits for a decision.').waitFor();
    await leaves(audrey);
  });

  it('is concluded with the social worker: money is to come back, and a letter tells what was found', async () => {
    const wes = await goes('wes.worker', 'Audits', /^Bo Ó Faoláin/);
    await wes.getByRole('button', { name: 'Record what the social worker says' }).click();
    for (const legend of ['Are the person’s needs met?', 'Do they agree to asking money back?'])
      await wes.getByRole('group', { name: legend }).getByText('Yes').click();
    await doIt(wes, 'view', 'Record it');
    await wes.getByText('What the social worker says is recorded.').waitFor();
    await leaves(wes);

    const audrey = await goes('audrey.auditor', 'Audits', /^Bo Ó Faoláin/);
    await audrey.getByRole('button', { name: 'Record what is owed' }).click();
    await audrey.getByText('Yes, it is no hardship').click();
    await doIt(audrey, 'money', 'Record it');
    await audrey.getByText('It is recorded, and what is left over is worked out anew.').waitFor();
    await audrey.getByText('Money is to come back', { exact: true }).click();
    expect(await audrey.getByLabel('How much may be asked back').inputValue()).toBe('1514.29');
    await audrey.getByLabel('Why did it go as it did?').selectOption('needs-changed');
    await doIt(audrey, 'conclude', 'Conclude: money is to come back');
    await audrey.getByText('The case is concluded. A letter goes out.').waitFor();
    await settled(audrey);
    const account = audrey.getByRole('link', { name: 'The account: what was paid' });
    expect(await account.getAttribute('href')).toBe('/people/U2/account');
    await follow(audrey, 'Record it with the people of the arrangement', 'Change “The people”');
    await audrey.locator('#reason').fill('He decides himself');
    await audrey.getByRole('button', { name: 'Record it' }).click();
    await audrey.getByText('“The people” is recorded.').waitFor();
    await follow(audrey, 'Letters');
    expect(await textOf(audrey)).toMatch(
      /What we found in the papers of the direct payment for 5 January 2026 to 4 April 2026 .* by post Sent/,
    );
    await leaves(audrey);
  });

  it('is asked back by one person, authorised by another, invoiced and paid back', async () => {
    const audrey = await goes('audrey.auditor', 'Direct payments', 'DP1');
    const places = audrey.getByRole('navigation', { name: 'This direct payment' });
    await places.getByRole('link', { name: 'Audits' }).click();
    await follow(audrey, /^5 January 2026 to 4 April 2026/);
    await audrey.getByRole('button', { name: 'Propose a recovery' }).click();
    await audrey.getByText('By an invoice that the payee pays').click();
    await doIt(audrey, 'recover', 'Propose to ask £1,514.29 back');
    await audrey.getByText('£1,514.29 is proposed to be asked back.').waitFor();
    await settled(audrey);
    await follow(audrey, 'AC-DP1-2026-01-05-1');
    expect(await audrey.getByRole('button', { name: 'Approve the recovery' }).count()).toBe(0);

    const leo = await goes('leo.lead', 'Pay', 'Recoveries', /^Decide/);
    await doIt(leo, 'recovery', 'Approve the recovery');
    await leo.getByText('The recovery is approved. Tell the payee next.').waitFor();
    await leaves(leo);

    await audrey.reload();
    await settled(audrey);
    await doIt(audrey, 'recovery', 'Send the invoice');
    await audrey.getByText('The invoice goes out.').waitFor();
    await settled(audrey);
    await follow(audrey, /^Decide/);
    await audrey.getByLabel('Amount in pounds').fill('1,514.29');
    await audrey.getByLabel('Day it came').fill(today());
    await audrey.getByLabel('Reference in the bank').fill('BACS 4711');
    await doIt(audrey, 'repaid', 'Record what was paid back');
    await audrey.getByText('£1,514.29 that the payee paid back is recorded.').waitFor();
    await leaves(audrey);
  });

  it('stands in the account with its payment, the recovery and the repayment', async () => {
    const ivy = await goes('ivy.inspector', 'Pay', 'Recoveries', 'Agreement DP1', /^What was paid to/);
    const text = await textOf(ivy);
    expect(text).toContain(
      'Today neither owes the other anything. Sent, not known to have arrived £4,000.00',
    );
    const entries = text.slice(text.indexOf('Entries and the balance after each'));
    expect(entries).toMatch(/ Payment \S+ issued £4,000\.00 /);
    expect(entries).toMatch(/ Payment \S+ sent −£4,000\.00 /);
    expect(entries).toContain(' To be recovered, AC-DP1-2026-01-05-1 −£1,514.29 ');
    expect(entries).toContain(' Repaid of AC-DP1-2026-01-05-1, BACS 4711 £1,514.29 £0.00 ');
    expect(entries).toMatch(/ AC-DP1-2026-01-05 .* £1,514\.29 £1,514\.29 £0\.00 £0\.00 Recovered /);
    await isFaultless(ivy, 'ledger-account');
    await leaves(ivy);
  });
});
