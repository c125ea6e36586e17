import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { payRunRoutes } from '../../events/api/pay-runs.ts';
import { paymentRoutes } from '../../events/api/payments.ts';
import { recoveryRoutes } from '../../events/api/recoveries.ts';
import { changeSentence, sumsBy } from '../../web/src/pay/comparison-sums.ts';
import { stepRows } from '../../web/src/pay/steps.ts';
import { allowedInPay } from '../../web/src/session/permissions.ts';
import { formatChange, penceOfPounds } from '../../web/src/words/format.ts';
import { drop, extracts, openCouncil, savedBy, settled, type Council } from './council.ts';
import { faultsOf, isFaultless } from './faults-of.ts';

const MOST_SCRIPT_BYTES = 200_000;
const main = (page: Page): Promise<string> => page.locator('main').innerText();
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

let council: Council;
let runId = '';

beforeAll(async () => {
  council = await openCouncil();
  await drop(
    council.runtime,
    'providers/by-bacs.csv',
    'providerId,name,kind,settlementRoute,sortCode,accountNumber,accountName\nP001,Rosewood House,organisation,bacs,089999,66374958,Rosewood House\n',
  );
});
afterAll(async () => {
  await council.stop();
});

async function lookAtRun(user: string): Promise<Page> {
  const page = await council.openAs(user, `/pay-runs/${runId}`);
  await page.getByRole('heading', { level: 1, name: 'May this be paid?' }).waitFor();
  return page;
}

async function act(page: Page, choice: string, reason: string, button: string | RegExp): Promise<void> {
  await page.getByLabel(choice, { exact: true }).check();
  await page.getByLabel('Reason').fill(reason);
  await page.getByRole('button', { name: button }).click();
}

async function stateIs(page: Page, state: string): Promise<void> {
  await page.locator('.govuk-inset-text .govuk-tag', { hasText: state }).first().waitFor();
  await settled(page);
}

describe('a pay run', () => {
  it('is previewed first, and then started as it was previewed', async () => {
    const page = await council.openAs('olu.officer', '/pay-runs');
    expect(await main(page)).toContain('No pay run has been made yet');
    await page.getByRole('link', { name: 'Start a pay run' }).click();
    await page.getByRole('button', { name: 'Preview it first' }).click();
    await page.locator('.govuk-error-summary').getByText('Enter the last day that is paid').click();
    expect(await page.locator(':focus').getAttribute('id')).toBe('throughDate');
    await page.getByLabel('Last day that is paid').fill('14/7/2024');
    await page.getByLabel('Payment calendar').selectOption('monthly');
    await page.getByRole('button', { name: 'Preview it first' }).click();
    await page.getByRole('link', { name: 'Go on to start this run' }).waitFor();
    await stateIs(page, 'Preview');
    expect(oneLine(await main(page))).toContain('To be paid £1,649.20');
    await page.getByRole('link', { name: 'Go on to start this run' }).click();
    await page.getByRole('button', { name: 'Start the run' }).waitFor();
    expect(await page.getByLabel('Last day that is paid').inputValue()).toBe('14/7/2024');
    expect(await page.getByLabel('Payment calendar').inputValue()).toBe('monthly');
    await page.getByRole('button', { name: 'Start the run' }).click();
    await stateIs(page, 'Ready');
    runId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await page.context().close();
  });

  it('says before anyone decides what it pays, what is new in it and what approving it does', async () => {
    const page = await lookAtRun('ivy.inspector');
    const text = oneLine(await main(page));
    expect(text).toContain('The lines come to £1,649.20; there is no run before to compare with.');
    expect(text).toContain('£1,649.20 to 1 provider');
    expect(text).toContain('Lines 4 lines of 1 package count as paid');
    expect(await page.getByRole('button', { name: /^Submit/ }).count()).toBe(0);
    await page.getByRole('button', { name: /First payment of a strand of care/ }).click();
    await page.waitForURL('**?attention=first-payment');
    await page.locator('section[aria-labelledby=lines] tbody tr').nth(3).waitFor();
    const saved = await savedBy(page, () =>
      page
        .locator('section[aria-labelledby=lines]')
        .getByRole('button', { name: /Download these rows \(CSV\)/ })
        .click(),
    );
    expect(saved.split('\n').filter((line) => line.includes('PK1'))).toHaveLength(4);
    await page.context().close();
  });

  it('says of every amount how it was reached, with the versions it was reckoned from', async () => {
    const page = await lookAtRun('ivy.inspector');
    await settled(page);
    await page.getByRole('link', { name: /^£1,706.34.*17 June 2024/ }).click();
    await page.getByRole('heading', { level: 1, name: 'How was £1,706.34 reached?' }).waitFor();
    await settled(page);
    const text = oneLine(await main(page));
    expect(text).toContain('14 of 7 days × £853.17 a week, the price from 17 June 2024.');
    expect(text).toContain('17 June 2024 to 30 June 2024');
    expect(text).toMatch(/This line, 17 June 2024 to 30 June 2024 £1,706.34/);
    await page.getByRole('link', { name: 'Package PK1, version 1' }).click();
    await page.getByRole('heading', { level: 1, name: /Who pays what for this package/ }).waitFor();
    await page.locator('section[aria-labelledby=pay-lines] tbody tr').first().waitFor();
    expect(oneLine(await main(page))).toContain('14 days at £853.17 a week is £1,706.34');
    await page.context().close();
  });

  it('is submitted with the keyboard alone, and not approved by who submitted it', async () => {
    const page = await lookAtRun('amy.approver');
    await page.getByLabel('Submit it for approval').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Looked at every line');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('Submit £1,649.20 for approval');
    await page.keyboard.press('Enter');
    await stateIs(page, 'Submitted');
    expect(await main(page)).toContain('somebody else has to approve it');
    expect(await page.getByLabel('Approve it').count()).toBe(0);
    await page.context().close();
  });

  it('is returned with what is wrong, which stands above everything until it is submitted again', async () => {
    const approver = await lookAtRun('abe.approver');
    await act(approver, 'Return it', 'Is Mrs Thwaite really there?', 'Return this run');
    await stateIs(approver, 'Ready');
    await approver.context().close();
    const page = await lookAtRun('olu.officer');
    expect(await page.locator('.govuk-inset-text').first().innerText()).toContain(
      'Look at it again: Is Mrs Thwaite really there?',
    );
    await act(page, 'Submit it for approval', 'She is, the home says', /^Submit £1,649.20/);
    await stateIs(page, 'Submitted');
    expect(await main(page)).toContain('who did not make it approves or returns it');
    await page.context().close();
  });

  it('is computed anew instead of approved when a fact changed meanwhile', async () => {
    const page = await lookAtRun('abe.approver');
    expect(oneLine(await main(page))).toContain('You may approve up to £50,000.00; this run pays £1,649.20.');
    await drop(
      council.runtime,
      'care-packages/dearer.csv',
      extracts['care-packages'].replace('853.17', '860.17'),
    );
    await act(page, 'Approve it', 'As the preview said', 'Approve £1,649.20');
    await page.locator('.govuk-error-summary').waitFor();
    expect(await page.locator('.govuk-error-summary').innerText()).toContain('computed anew');
    await page.getByRole('button', { name: 'Look at the run as it is now' }).click();
    await stateIs(page, 'Ready');
    expect(oneLine(await main(page))).toContain('To be paid £1,677.20');
    expect(await page.locator('.govuk-inset-text').first().innerText()).toContain('Look at it again');
    await page.context().close();
  });

  it('is approved by somebody else and issued, with files whose fingerprints hold', async () => {
    const officer = await lookAtRun('olu.officer');
    await act(officer, 'Submit it for approval', 'With the new price', /^Submit £1,677.20/);
    await stateIs(officer, 'Submitted');
    const approver = await lookAtRun('abe.approver');
    await act(approver, 'Approve it', 'As the home wrote', 'Approve £1,677.20');
    await stateIs(approver, 'Approved');
    await approver.context().close();
    await officer.reload();
    await act(officer, 'Issue it', 'On the day of the calendar', 'Issue £1,677.20');
    await stateIs(officer, 'Issued');
    const files = officer.locator('section[aria-labelledby=files]');
    await files.locator('tbody tr').first().waitFor();
    const row = files.locator('tbody tr', { hasText: '.csv' }).first();
    const fingerprint = (await row.locator('code').innerText()).trim();
    const saved = await savedBy(officer, () => row.getByRole('button').click());
    expect(createHash('sha256').update(saved).digest('hex')).toBe(fingerprint);
    await officer.context().close();
  });

  it('comes out the same when it is recomputed', async () => {
    const page = await lookAtRun('ivy.inspector');
    await page.getByRole('button', { name: 'Recompute this run' }).click();
    await page.getByText('The same, byte for byte.').waitFor();
    expect(oneLine(await main(page))).toContain('4 lines of 1 package came out as they were.');
    await page.context().close();
  });

  it('is found by its state, which stays in the address', async () => {
    const page = await council.openAs('ivy.inspector', '/pay-runs');
    await page.getByLabel('State').selectOption('issued');
    await page.waitForURL('**/pay-runs?state=issued');
    await settled(page);
    expect(await page.locator('tbody tr').count()).toBe(1);
    await page.context().close();
  });
});

it('a payment is followed from the provider’s account to its lines', async () => {
  const page = await council.openAs('ivy.inspector', '/providers/P001');
  await page.getByRole('link', { name: 'Account', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'What do we owe each other?' }).waitFor();
  await settled(page);
  await page.getByRole('link', { name: /^£1,677.20/ }).click();
  await page.getByRole('heading', { level: 1, name: /Where is this payment/ }).waitFor();
  await settled(page);
  const text = oneLine(await main(page));
  expect(text).toContain('4 lines come to £1,677.20, which is what was paid.');
  expect(text).toContain('It is not known to have arrived yet.');
  await page.context().close();
});

describe('earlier payments', () => {
  const finished = async (): Promise<void> => {
    await fetch(`${council.runtime.url}/local/idle`);
  };
  async function start(throughDate: string, more = {}): Promise<string> {
    const body = { kind: 'providers', throughDate, scope: { providerId: 'P001' }, ...more };
    const { payRunId } = (await council.send('olu.officer', '/v1/pay-runs', body)) as { payRunId: string };
    await finished();
    return payRunId;
  }

  it('made outside are recorded on the account, and the next run says what it takes off for them', async () => {
    const page = await council.openAs('olu.officer', '/providers/P001/account');
    await page.getByRole('button', { name: 'Record it' }).click();
    await page.locator('.govuk-error-summary').getByText('Enter the day it was paid').waitFor();
    await page.getByLabel('Amount in pounds').fill('120.50');
    await page.getByLabel('How it was paid').selectOption('chaps');
    await page.getByLabel('Paid on').fill('15/7/2024');
    await page.getByLabel('Reference at the bank').fill('CH-7');
    await page.locator('#outside-reason').fill('Wages of the home were due');
    await page.getByRole('button', { name: 'Record it' }).click();
    await page.locator('.govuk-notification-banner').getByText('pays that much less').waitFor();
    await page.getByText('Today they owe us £120.50.').waitFor();
    const preview = await start('2024-07-21', { preview: true });
    await page.goto(`${council.runtime.url}/pay-runs/${preview}#forward`);
    const section = page.locator('section[aria-labelledby=forward]');
    await section.getByText('Payments are £120.50 less').waitFor();
    expect(await section.locator('tbody tr').innerText()).toMatch(/P001.*Payment made outside.*£120.50/s);
    expect(await faultsOfPage(page)).toEqual([]);
    await page.context().close();
  });

  it('that were too much are approved by one person and told by another before anything comes off', async () => {
    await drop(
      council.runtime,
      'care-packages/ended.csv',
      extracts['care-packages'].replace('2024-06-17,,1,853.17', '2024-06-17,2024-07-07,1,860.17'),
    );
    const id = await start('2024-07-14');
    const { linesHash } = (await council.ask('olu.officer', `/v1/pay-runs/${id}`)) as { linesHash: string };
    const reason = 'The home told us late';
    await council.send('olu.officer', `/v1/pay-runs/${id}/submit`, { reason });
    await council.send('amy.approver', `/v1/pay-runs/${id}/approve`, { linesHash, reason });
    await council.send('olu.officer', `/v1/pay-runs/${id}/issue`, { reason });
    await finished();
    const approver = await council.openAs('abe.approver', '/recoveries');
    await approver
      .getByRole('link', { name: /^Decide/ })
      .first()
      .click();
    const panel = approver.locator('section[aria-labelledby=decide-recovery]');
    await panel.getByText('Nothing is taken before the payee was told').waitFor();
    await panel.getByRole('button', { name: 'Approve the recovery' }).click();
    await panel.locator('.govuk-error-summary').getByText('Say why').waitFor();
    await panel.getByLabel('Reason').fill('The move is in the records');
    await panel.getByRole('button', { name: 'Approve the recovery' }).click();
    await approver.locator('.govuk-notification-banner').getByText('Tell the payee').waitFor();
    await approver.context().close();
    const officer = await council.openAs('olu.officer', '/recoveries?state=approved');
    await officer
      .getByRole('link', { name: /^Decide/ })
      .first()
      .click();
    const told = officer.locator('section[aria-labelledby=decide-recovery]');
    await told.getByText('payments to the payee are reduced until').waitFor();
    expect(await faultsOfPage(officer)).toEqual([]);
    await told.getByLabel('Reason').fill('Written to on 16 July');
    await told.getByRole('button', { name: 'The payee was told' }).click();
    await officer.locator('.govuk-notification-banner').getByText('the payee was told').waitFor();
    await officer.context().close();
  });

  it('come back in instalments, and a part is written off by another person, each said in numbers first', async () => {
    const officer = await council.openAs('olu.officer', '/recoveries?state=notified');
    const panel = (page: Page) => page.locator('section[aria-labelledby=decide-recovery]');
    const said = (page: Page, text: string | RegExp) =>
      page.locator('.govuk-notification-banner').getByText(text).waitFor();
    const decide = (page: Page) => page.getByRole('link', { name: /^Decide/ }).click();
    await decide(officer);
    await panel(officer).getByRole('button', { name: 'Agree instalments' }).click();
    await panel(officer).getByRole('button', { name: 'Agree the instalments' }).click();
    await panel(officer).locator('.govuk-error-summary').getByText('Enter the day of the first').waitFor();
    await panel(officer).getByLabel('Amount each time, in pounds').fill('100');
    await panel(officer).getByLabel('First day').fill('31/12/2098');
    const change = panel(officer).locator('.govuk-inset-text');
    expect(oneLine(await change.innerText())).toMatch(
      /^Instead of all of £[\d,.]+ at once: \d+ instalments of £100\.00, the last of £[\d.]+ by \d+ \w+ 2099/,
    );
    await isFaultless(officer, 'instalments');
    await panel(officer).locator('#instalments-reason').fill('They can spare £100 a month');
    await panel(officer)
      .getByRole('button', { name: /^Agree \d+ instalments of £100\.00$/ })
      .click();
    await said(officer, /It is agreed that £[\d,.]+ comes back by \d+ instalments of £100\.00/);
    await decide(officer);
    await panel(officer).locator('tr', { hasText: '28 February 2099' }).waitFor();
    expect(oneLine(await panel(officer).innerText())).toMatch(/31 December 2098 £100\.00 £0\.00 To come/);
    expect(oneLine(await panel(officer).innerText())).toMatch(/28 February 2099 £100\.00 £0\.00 To come/);
    await panel(officer).getByRole('button', { name: 'Propose a write-off' }).click();
    await panel(officer).getByLabel('Amount to write off').fill('50');
    await panel(officer).getByLabel('Cause').selectOption('council-error');
    await panel(officer).getByText('£50.00 is written off, £').waitFor();
    await panel(officer).locator('#write-off-reason').fill('We sent the wrong rate');
    await panel(officer).getByRole('button', { name: 'Propose to write £50.00 off' }).click();
    await said(officer, 'A write-off of £50.00 is proposed.');
    await decide(officer);
    expect(await panel(officer).getByRole('button', { name: 'Authorise the write-off' }).count()).toBe(0);
    await settled(officer);
    await officer.context().close();

    const approver = await council.openAs('abe.approver', '/recoveries?state=notified');
    await decide(approver);
    await panel(approver).getByText('olu.officer proposed on').waitFor();
    await panel(approver).getByRole('button', { name: 'Authorise the write-off' }).click();
    await panel(approver).getByText('Once £50.00 is written off').waitFor();
    await isFaultless(approver, 'write-off');
    await panel(approver).locator('#authorise-write-off-reason').fill('Agreed');
    await panel(approver).getByRole('button', { name: 'Write £50.00 off' }).click();
    await said(approver, '£50.00 is written off.');
    expect(oneLine(await main(approver))).toContain('£50.00');
    await decide(approver);
    await panel(approver).getByText('authorised by abe.approver').waitFor();
    await settled(approver);
    await approver.context().close();
  });
});

describe('money that no run finds', () => {
  it('is proposed by hand, and waits for somebody else', async () => {
    const officer = await council.openAs('olu.officer', '/recoveries');
    await officer.getByRole('button', { name: 'Ask for money back' }).click();
    const form = officer.locator('section[aria-labelledby=ask-back-heading]');
    await form.getByRole('button', { name: 'Propose it' }).click();
    await form.locator('.govuk-error-summary').getByText('Enter the id of the package').waitFor();
    await form.getByLabel('Package').fill('PK1');
    await form.getByLabel('First day').fill('03/06/2024');
    await form.getByLabel('Last day').fill('09/06/2024');
    await form.getByLabel('Amount in pounds').fill('12.50');
    await form.getByLabel('By an invoice').check();
    await isFaultless(officer, 'ask-back');
    await form.locator('#ask-back-reason').fill('The home says that a visit was billed twice');
    await form.getByRole('button', { name: 'Propose to ask £12.50 back' }).click();
    await officer.locator('.govuk-notification-banner').getByText('£12.50 is proposed').waitFor();
    expect(oneLine(await main(officer))).toContain('£12.50');
    await officer.context().close();
  });
});

describe('a hold', () => {
  it('is placed with a reason, and its release says first how much it lets go', async () => {
    const page = await council.openAs('olu.officer', '/holds');
    expect(await main(page)).toContain('Nothing is held');
    await page.getByLabel('What is held').selectOption('packageId');
    await page.getByLabel('Its id').fill('PK1');
    await page.getByLabel('Why').selectOption('disputed');
    await page.getByLabel('Reason').fill('The home and the family disagree');
    await page.getByRole('button', { name: 'Hold it' }).click();
    await page.getByRole('link', { name: 'Release the hold on package PK1' }).click();
    const panel = page.locator('section[aria-labelledby=release]');
    await panel.getByText('in 0 lines is paid in the payee’s next run').waitFor();
    expect(await panel.innerText()).toContain('The home and the family disagree');
    await panel.getByRole('button', { name: 'Release it' }).click();
    await panel.locator('.govuk-error-summary').waitFor();
    await panel.getByLabel('Reason').fill('They agree now');
    await panel.getByRole('button', { name: 'Release it' }).click();
    await page.locator('.govuk-notification-banner').waitFor();
    await page.getByText('Nothing is held').waitFor();
    expect(await page.locator('.govuk-notification-banner').innerText()).toContain('package PK1 is released');
    await page.context().close();
  });

  it('for a changed bank account is lifted by the call back of another person only', async () => {
    const page = await council.openAs('olu.officer', '/providers/P001/bank-details');
    await page.getByLabel('Sort code').fill('10-79-99');
    await page.getByLabel('Account number').fill('88837492');
    await page.getByLabel('Name on the account').fill('Rosewood House Ltd');
    await page.getByLabel('Reason').fill('A letter of 3 May');
    await page.getByRole('button', { name: 'Change the account and hold payments' }).click();
    await page.locator('.govuk-error-summary').waitFor();
    expect(await page.locator('.govuk-error-summary').innerText()).toContain(
      'does not belong to this sort code',
    );
    await page.getByLabel('Account number').fill('88837491');
    await page.getByRole('button', { name: 'Change the account and hold payments' }).click();
    await page.getByText('so somebody else has to call back').waitFor();
    await page.context().close();
    const other = await council.openAs('amy.approver', '/holds');
    await other.getByRole('link', { name: 'Call back about provider P001' }).click();
    await other.getByLabel('The number that was called is on our records since').fill('1/4/2024');
    await other.locator('#verify-reason').fill('Ms Rose confirmed every digit');
    await other.getByRole('button', { name: 'Record the call back and release the hold' }).click();
    await other.getByText('The call back is recorded.').waitFor();
    await other.getByText('No change of the account waits to be checked.').waitFor();
    expect(await other.locator('section[aria-labelledby=verify]').count()).toBe(0);
    await other.context().close();
  });

  it('for a changed account of a direct payment is lifted by the call back to its payee', async () => {
    const heading = 'agreementId,personId,payeeName,frequency,startDate,weeklyBudget,sortCode,accountNumber';
    for (const sortCode of ['00-91-10', '00-91-11'])
      await drop(
        council.runtime,
        `direct-payment-agreements/${sortCode}.csv`,
        `${heading}\nA1,U2,Bo Ó Faoláin,four-weekly,2025-04-07,412.30,${sortCode},12345678\n`,
      );
    const page = await council.openAs('olu.officer', '/holds');
    expect(
      await page.getByRole('link', { name: 'Direct payment A1', exact: true }).getAttribute('href'),
    ).toBe('/direct-payments/A1');
    await page.getByRole('link', { name: 'Call back about direct payment A1' }).click();
    await page.getByText('The file 00-91-11.csv changed the bank details in line 2.').waitFor();
    await page.getByText('Nothing of it is held yet').waitFor();
    await page.context().close();
    const other = await council.openAs('amy.approver', '/direct-payments/A1');
    await other.getByRole('link', { name: 'Bank details' }).click();
    await other.getByLabel('The number that was called is on our records since').fill('1/4/2024');
    await other.locator('#verify-reason').fill('Mr Ó Faoláin confirmed every digit');
    await other.getByRole('button', { name: 'Record the call back and release the hold' }).click();
    await other.getByText('The call back is recorded.').waitFor();
    await other.getByText('No change of the account waits to be checked.').waitFor();
    await other.context().close();
  });
});

it('a paper invoice is keyed once: its number again is refused where it was typed', async () => {
  const page = await council.openAs('olu.officer', '/paper-invoices/new');
  const fill = async (): Promise<void> => {
    await page.getByLabel('Provider id').fill('P002');
    await page.getByLabel('Invoice number').fill('MH-17');
    await page.getByLabel('Date of the invoice').fill('3/5/2024');
    await page.getByLabel('What for').fill('Mental health assessment');
    await page.getByLabel('Amount in pounds').fill('1,120.5');
    await page.getByLabel('From').fill('1/5/2024');
    await page.getByLabel('To', { exact: true }).fill('1/5/2024');
    await page.getByLabel('Reason').fill('Came by post');
    await page.getByRole('button', { name: 'Record this invoice over £1,120.50' }).click();
  };
  await fill();
  await page.getByText('Recorded: £1,120.50').waitFor();
  await fill();
  await page.locator('.govuk-error-summary a').first().click();
  expect(await page.locator(':focus').getAttribute('id')).toBe('invoiceNumber');
  await page.goto(`${council.runtime.url}/paper-invoices`);
  await settled(page);
  expect(await page.locator('tbody tr').count()).toBe(1);
  await page.context().close();
});

describe.each([1280, 320])('at %i px', (width) => {
  it('every page about pay asks one question, fits, is small, and gives axe nothing to find', async () => {
    const page = await council.openAs('olu.officer', '/', width);
    const lines = (await council.ask('olu.officer', `/v1/pay-runs/${runId}/lines`)) as {
      items: { lineId: string }[];
    };
    const account = (await council.ask('olu.officer', '/v1/providers/P001/account')) as {
      payments: { paymentId: string }[];
    };
    const addresses = [
      ...['/pay-runs', '/pay-runs/start', `/pay-runs/${runId}`, '/holds', '/recoveries', '/paper-invoices'],
      ...[
        '/paper-invoices/new',
        '/providers/P001/account',
        '/providers/P001/bank-details',
        '/direct-payments/A1/bank-details',
      ],
      ...['/people/U2/account', `/payments/${account.payments[0]?.paymentId ?? ''}`, '/packages/PK1'],
      `/pay-runs/${runId}/why?package=PK1&line=${lines.items[0]?.lineId ?? ''}`,
      ...['/pay-runs/none', '/payments/none'],
    ];
    const faults: Record<string, unknown> = {};
    const scripts = new Set<string>();
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.endsWith('.js')) scripts.add(pathname);
    });
    for (const address of addresses) {
      scripts.clear();
      await page.goto(council.runtime.url + address);
      await settled(page);
      const found = [...(await faultsOfPage(page)), ...tooLarge(scripts)];
      if (found.length > 0) faults[address] = found;
    }
    expect(faults).toEqual({});
    await page.context().close();
  }, 300_000);
});

async function faultsOfPage(page: Page): Promise<string[]> {
  const faults = await faultsOf(page);
  const headings = await page.locator('h1').allInnerTexts();
  if (headings.length !== 1 || !headings[0]?.endsWith('?')) faults.push(`headings: ${headings.join(' | ')}`);
  return faults;
}

function tooLarge(scripts: ReadonlySet<string>): string[] {
  const dist = join(import.meta.dirname, '../../web/dist');
  const bytes = [...scripts].reduce(
    (sum, script) => sum + gzipSync(readFileSync(join(dist, script))).byteLength,
    0,
  );
  return bytes > 0 && bytes <= MOST_SCRIPT_BYTES ? [] : [`${bytes} bytes of script`];
}

it('people are offered what the API lets them do', () => {
  expect(allowedInPay).toEqual({
    makePayRuns: payRunRoutes.startPayRun.roles,
    approvePayRuns: payRunRoutes.approvePayRun.roles,
    askBack: recoveryRoutes.proposeRecovery.roles,
    holdPayments: paymentRoutes.placeHold.roles,
    keyInvoices: paymentRoutes.recordManualInvoice.roles,
    changeBankDetails: paymentRoutes.changeBankDetails.roles,
  });
});

describe('the words for a change', () => {
  const row = (providerId: string, serviceType: string, previous: number, total: number) => ({
    providerId,
    providerName: `Home ${providerId}`,
    serviceType,
    previousPence: previous as never,
    totalPence: total as never,
  });

  it('say how much more, and where most of it is', () => {
    const rows = [row('P1', 'home-care', 100_000, 90_000), row('P2', 'residential', 100_000, 150_000)];
    expect(changeSentence(rows)).toBe(
      'The lines come to £2,400.00: £400.00 (20.0%) more than the £2,000.00 of the run before. The greatest change is +£500.00 for residential by Home P2.',
    );
    expect(sumsBy(rows, ({ serviceType }) => serviceType).map(({ name }) => name)).toEqual([
      'residential',
      'home-care',
    ]);
  });

  it('carry their sign', () => {
    expect([formatChange(1250), formatChange(-1250), formatChange(0)]).toEqual([
      '+£12.50',
      '−£12.50',
      '£0.00',
    ]);
  });
});

it.each([
  ['120', 12_000],
  ['1,234.5', 123_450],
  ['£0.07', 7],
  ['-12.50', -1250],
  ['-0', 0],
  ['1.234', null],
  ['20,50', null],
  ['1,5', null],
  ['12,34.00', null],
  ['12p', null],
  ['', null],
])('%s pounds are typed as %s pence', (text, pence) => {
  expect(penceOfPounds(text)).toBe(pence);
});

it('a correction tells what was paid before, what changed, and each session and item', () => {
  const rows = stepRows([
    {
      step: 'sessions',
      from: '2026-04-06',
      to: '2026-04-12',
      countedFrom: '2026-03-30',
      unitsPerSession: { unitsPerWeek: '10', sessionsPerWeek: 5 },
      percent: '100',
      before: [{ rate: '14.20', count: 5 }],
      through: [
        { rate: '14.20', count: 9 },
        { rate: '15.90', count: 1 },
      ],
      throughPence: 28_740,
      beforePence: 14_200,
      pence: 14_540,
    },
    { step: 'already-paid', pence: 14_200 },
    { step: 'changed', facts: [{ kind: 'rate-card', id: 'RC1', version: 2 }] },
  ]);
  expect(rows.map(({ pence }) => pence)).toEqual([14_540, -14_200, null]);
  expect(rows[0]?.words[0]).toBe(
    '4 sessions at £14.20 a unit, 1 session at £15.90 a unit; 10 units a week over 5 sessions.',
  );
  expect(rows[2]?.facts).toEqual([{ kind: 'rate-card', id: 'RC1', version: 2 }]);
});

it.each([
  [
    'were paid and taken back',
    [{ step: 'already-paid', pence: 0 }],
    'Earlier lines for the same days come to nothing: what was paid was taken back.',
  ],
  ['were never paid', [], 'No earlier line is for these days.'],
])('a line for days that %s says that £0.00 is paid, and why', (_, steps, sentence) => {
  expect(stepRows(steps)).toMatchObject([{ title: 'Already paid', words: [sentence], pence: 0 }]);
});
