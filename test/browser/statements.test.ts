import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spendingCategories } from '../../domain/direct-payments/classified.ts';
import { statementRoutes } from '../../events/api/statements.ts';
import { allowedInAudits } from '../../web/src/session/permissions.ts';
import { payeeCategories } from '../../web/src/statements/statement-words.ts';
import { lloyds, natwestWithCard, type Movement } from '../support/statements/bank-files.ts';
import { drop, openCouncil, savedBy, settled, type Council } from './council.ts';
import { faultsOf, isFaultless } from './faults-of.ts';

const main = async (page: Page): Promise<string> =>
  (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');

/** £250 a week for Bo Ó Faoláin, eight weeks of it kept for emergencies. */
const AGREEMENTS = `agreementId,personId,payeeName,frequency,startDate,weeklyBudget,contingencyWeeks,accountType,planItems
DP1,U2,Bo Ó Faoláin,four-weekly,2025-04-07,250.00,8,dedicated,item:personal assistant wages|Jo Park|225.00|weekly
DP2,U1,Ann Thwaite,four-weekly,2025-04-07,250.00,,dedicated,
`;

const bought = (on: string, text: string, pence: number): Movement => ({ on, text, pence });
const january = [
  bought('2026-01-05', 'JO PARK WAGES', -225_00),
  bought('2026-01-30', 'JO PARK WAGES', -225_00),
];
const march = [
  bought('2026-03-02', 'LARKSHIRE COUNCIL DP', 1_000_00),
  ...['03', '10', '17', '24'].map((day) => bought(`2026-03-${day}`, 'JO PARK WAGES', -225_00)),
  bought('2026-03-12', 'BETLARK ONLINE BETTING', -25_00),
  bought('2026-03-20', 'CASH WITHDRAWAL LARKTON', -300_00),
].toSorted((one, other) => (one.on < other.on ? -1 : 1));

let council: Council;
beforeAll(async () => {
  council = await openCouncil();
  await drop(council.runtime, 'direct-payment-agreements/more.csv', AGREEMENTS);
  await drop(council.runtime, 'bank-statements/DP1/january.csv', lloyds(january, { opening: 900_00 }));
  await drop(council.runtime, 'bank-statements/DP1/march.csv', lloyds(march));
  await drop(council.runtime, 'bank-statements/DP1/both.csv', natwestWithCard());
});
afterAll(async () => {
  await council.stop();
});

const LIST = '/direct-payments/DP1/statements';

async function placeOf(name: string): Promise<string> {
  const { items } = (await council.ask('audrey.auditor', `/v1${LIST}`)) as {
    items: { uploadId: string; fileName: string }[];
  };
  return `/statements/${items.find(({ fileName }) => fileName === name)?.uploadId ?? name}`;
}

describe('the bank statements of an agreement', () => {
  it('stand with their days, accounts and balances, the newest first', async () => {
    const page = await council.openAs('audrey.auditor', '/direct-payments/DP1');
    await page.getByRole('link', { name: 'Statements' }).click();
    await page.locator('td', { hasText: 'march.csv' }).waitFor();
    await settled(page);
    const text = await main(page);
    expect(text).toMatch(
      /2 March 2026 to 24 March 2026 march\.csv CSV 5678 £200\.00 −£25\.00 7 \d+ \w+ \d{4} at \d\d:\d\d 5 January 2026 to 30 January 2026 january\.csv CSV 5678 £900\.00 £450\.00 2 /,
    );
    expect(text).toContain('both.csv , account 2 of the file CSV 5678 £2,000.00 £911.09 1');
    expect(await faultsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 900 });
    expect(await faultsOf(page)).toEqual([]);
    await page.goto(`${council.runtime.url}/direct-payments/DP2/statements`);
    await settled(page);
    expect(await main(page)).toContain('No bank statement of this agreement has been read. Send one above.');
    await page.context().close();
  });

  it('are offered to those alone who may see them', async () => {
    expect(allowedInAudits.seeStatements).toEqual(statementRoutes.readStatement.roles);
    expect(allowedInAudits.seeStatements).toEqual(statementRoutes.listAgreementStatements.roles);
    const place = await placeOf('march.csv');
    const page = await council.openAs('olu.officer', '/direct-payments/DP1');
    expect(await page.getByRole('link', { name: 'Bank details' }).count()).toBe(1);
    expect(await page.getByRole('link', { name: 'Statements' }).count()).toBe(0);
    await page.goto(council.runtime.url + place.replace('/statements/', '/files/'));
    await settled(page);
    expect(await main(page)).toContain('march.csv');
    expect(await page.getByRole('link', { name: 'See what it was spent on' }).count()).toBe(0);
    await page.context().close();
  });
});

describe('a bank statement', () => {
  it('says first what was found, then how the balance went, then every transaction with why', async () => {
    const place = (await placeOf('march.csv')).replace('/statements/', '/files/');
    const page = await council.openAs('ivy.inspector', place);
    await page.getByRole('link', { name: 'See what it was spent on, and what was found' }).click();
    await page.getByRole('heading', { level: 1, name: 'Was it spent as agreed?' }).waitFor();
    await settled(page);
    const text = await main(page);
    expect(text).toContain('Opening balance, 2 March 2026 £200.00 Closing balance, 24 March 2026 −£25.00');
    expect(text).toMatch(
      /Agreement DP1 Person Bo Ó Faoláin \(U2\) Account 998874 12345678 .* Form CSV, Lloyds File march\.csv/,
    );
    expect(text).toMatch(
      /Error Asks for a decision: 3 findings .* Gambling £25\.00 Gambling was paid for .* 12 March 2026, −£25\.00 .* Warning To be looked at: 3 findings .* Cash withdrawal £300\.00/,
    );
    expect(text).toContain(
      'The account opened with £200.00 on 2 March 2026 and closed with −£25.00 on 24 March 2026. The least it held was −£25.00, on 24 March 2026. The contingency is £2,000.00.',
    );
    expect(text).toMatch(
      /12 March 2026 BETLARK ONLINE BETTING Gambling The text has “bet…”: gambling by rule\. £25\.00 – £725\.00 5 Error: Gambling/,
    );
    // One flag for each transaction that something was found about, and those of its key.
    expect(await page.locator('.app-balance .app-balance__flag').count()).toBe(4);
    expect(await page.locator('.app-balance .app-balance__flag--grave').count()).toBe(1);
    await page.locator('summary', { hasText: 'Gambling' }).click();
    await page.getByText('“BETLARK ONLINE BETTING”: The text has “bet…”').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 900 });
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('leads from a finding to its transactions and back, and shows only those asked about', async () => {
    const page = await council.openAs('audrey.auditor', await placeOf('march.csv'));
    await page.getByRole('link', { name: '12 March 2026, −£25.00' }).click();
    expect(await page.locator('tr:has(:focus)').innerText()).toContain('BETLARK');
    await page.locator('tr:has(:focus) a').click();
    expect(await page.locator('li:focus').innerText()).toMatch(/^Gambling\s/);
    await page.getByLabel('Show').selectOption('asked');
    await page.waitForURL('**?show=asked');
    await page.reload();
    await settled(page);
    const rows = page.locator('.app-transactions tbody tr');
    expect(await rows.count()).toBe(4);
    expect(await main(page)).toContain('4 transactions of 7 transactions');
    await page.getByRole('button', { name: 'Balance' }).click();
    expect(await rows.first().innerText()).toContain('−£25.00');
    const saved = await savedBy(page, () =>
      page
        .locator('.app-transactions')
        .getByRole('button', { name: /rows \(CSV\).*asked about/ })
        .click(),
    );
    expect(saved.trim().split('\n')).toHaveLength(5);
    expect(saved).toContain('Error: Gambling');
    await page.context().close();
  });

  it('says which payments no paper shows, where papers are entered, and what those that came show', async () => {
    const page = await council.openAs('audrey.auditor', await placeOf('march.csv'));
    const section = page.locator('section', {
      has: page.getByRole('heading', { name: 'Papers', exact: true }),
    });
    const text = async () => (await section.innerText()).replaceAll(/\s+/g, ' ');
    await section.getByText('4 payments lack a paper.').waitFor();
    expect(await text()).toMatch(
      /No papers were entered for these days\. What comes is entered with the papers of DP1\. .* Transaction 2 Payslip; timesheet The payment of £225\.00 on 3 March 2026 needs a payslip, and none was sent\./,
    );
    await isFaultless(page, 'statement-papers-none');
    await section.getByRole('link', { name: 'Transaction 2' }).click();
    expect(await page.locator('tr:has(:focus)').innerText()).toContain('3 March 2026');
    await section.getByRole('link', { name: 'the papers of DP1' }).click();
    await page.waitForURL('**/direct-payments/DP1/returns');
    const paper = { payee: 'Jo Park', amountPence: null };
    await council.send('audrey.auditor', '/v1/direct-payments/DP1/returns', {
      ...{ periodFrom: '2026-03-01', periodTo: '2026-03-31', reason: 'They came by post' },
      papers: [
        { ...paper, kind: 'payslip', date: '2026-03-03', amountPence: 225_00 },
        { ...paper, kind: 'timesheet', date: '2026-03-02' },
        { ...paper, kind: 'receipt', date: '2026-03-11', amountPence: 7_50 },
        { ...paper, kind: 'payslip', date: '2026-03-24', amountPence: 220_00 },
      ],
    });
    await page.goto(council.runtime.url + (await placeOf('march.csv')));
    await section.getByText('1 paper shows another sum.').waitFor();
    expect(await text()).toMatch(
      /3 payments lack a paper\. 1 paper has no payment here\. 1 paper shows another sum\. .* Papers without a payment: 1 The account shows no payment for the receipt of Jo Park of 11 March 2026\. Another sum was paid: 1 The payslip of Jo Park shows £220\.00, and £225\.00 was paid\. Ask why\./,
    );
    await section.locator('summary', { hasText: 'Show 2 papers with a payment' }).click();
    expect(await text()).toContain(
      '£225.00, the payee and the day agree with the payslip of Jo Park of 3 March',
    );
    await isFaultless(page, 'statement-papers');
    await page.context().close();
  });

  it('of very many transactions shows the first, says so, and adds the next', async () => {
    const page = await council.openAs('audrey.auditor');
    // As if the server gave three at a time.
    await page.route('**/v1/statements/*', async (route) => {
      const address = new URL(route.request().url());
      address.searchParams.set('limit', '3');
      await route.continue({ url: address.href });
    });
    await page.goto(council.runtime.url + (await placeOf('march.csv')));
    await settled(page);
    expect(await main(page)).toContain('3 transactions. The statement has more');
    expect(await main(page)).toContain('Of the first 3 transactions: The account opened with £200.00');
    expect(await main(page)).toContain('Transaction 4, not loaded yet');
    const rows = page.locator('.app-transactions tbody tr');
    for (const count of [6, 7]) {
      await page.getByRole('button', { name: 'Show more' }).click();
      await rows.nth(count - 1).waitFor();
      expect(await rows.count()).toBe(count);
    }
    expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0);
    await page.getByRole('link', { name: '24 March 2026, −£225.00' }).click();
    expect(await page.locator('tr:has(:focus)').innerText()).toContain('24 March 2026');
    await page.context().close();
  });

  it('of several accounts is shown account by account, and says where it gives no balance', async () => {
    const page = await council.openAs('audrey.auditor', await placeOf('both.csv'));
    expect(await main(page)).toContain('The statement gives no balance after its transactions');
    expect(await main(page)).toContain('This file holds 2 accounts.');
    await page.getByRole('link', { name: 'Account 2 of 2' }).click();
    await page.getByText('£2,000.00').first().waitFor();
    await settled(page);
    expect(new URL(page.url()).search).toBe('?account=2');
    expect(await main(page)).toMatch(/Account A FENWICK, 601234 12345678 .* CARD PAYMENT .* £1,088\.91/);
    await page.goto(`${council.runtime.url}/statements/none`);
    await settled(page);
    expect(await main(page)).toContain('No statement was read under this id.');
    await page.context().close();
  });

  it('lets an officer say what a payee is paid for, which holds for every transaction of that payee', async () => {
    expect(allowedInAudits.confirmPayees).toEqual(statementRoutes.confirmPayee.roles);
    expect(payeeCategories.toSorted()).toEqual(spendingCategories.toSorted());
    const inspector = await council.openAs('ivy.inspector', await placeOf('march.csv'));
    expect(await inspector.getByRole('button', { name: /^Change what/ }).count()).toBe(0);
    await inspector.context().close();
    const page = await council.openAs('audrey.auditor', await placeOf('march.csv'));
    await page.getByRole('button', { name: 'Change what “CASH WITHDRAWAL LARKTON”' }).click();
    await page.getByRole('heading', { name: 'What is “CASH WITHDRAWAL LARKTON” paid for?' }).waitFor();
    await page.getByRole('button', { name: 'Say so' }).click();
    await page.getByText('There is a problem').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.locator('#category').selectOption('travel');
    await page.locator('#reason').fill('He showed the receipts of his taxis');
    await page.setViewportSize({ width: 320, height: 900 });
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Say so' }).click();
    await page.getByText('“CASH WITHDRAWAL LARKTON” is travel: 1 transaction of this statement').waitFor();
    await settled(page);
    const row = page.locator('.app-transactions tbody tr', { hasText: 'LARKTON' });
    expect(await row.innerText()).toMatch(/Travel[\s\S]*officer/);
    expect(await main(page)).not.toContain('Cash withdrawal £300.00');
    await page.context().close();
  });
});
