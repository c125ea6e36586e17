import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statementMappingRoutes } from '../../events/api/statement-mappings.ts';
import { allowedInAudits } from '../../web/src/session/permissions.ts';
import { drop, openCouncil, settled, type Council } from './council.ts';
import { isFaultless } from './faults-of.ts';

const main = async (page: Page): Promise<string> =>
  (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');

const AGREEMENTS = `agreementId,personId,payeeName,frequency,startDate,weeklyBudget,contingencyWeeks,accountType,planItems
DP1,U2,Bo Ó Faoláin,four-weekly,2025-04-07,250.00,8,dedicated,item:personal assistant wages|Jo Park|225.00|weekly
DP2,U1,Ann Thwaite,four-weekly,2025-04-07,250.00,,dedicated,
`;
const statement = (...rows: string[]) =>
  ['Larkshire Credit Union', 'Booked;Details;Sum;Left', ...rows, ''].join('\n');
const march = statement(
  '13/03/2026;JO PARK WAGES;-225.00;775.00',
  '02/04/2026;LARKSHIRE COUNCIL DP;1000.00;1775.00',
);
const april = statement('09/04/2026;JO PARK WAGES;-225.00;1550.00');
const card = 'When,Where,Spent,Owed\n03/04/2026,CORNER SHOP,12.50,-112.50\n04/04/2026,PAID,-100.00,-12.50\n';

let council: Council;
beforeAll(async () => {
  council = await openCouncil();
  await drop(council.runtime, 'direct-payment-agreements/more.csv', AGREEMENTS);
  await drop(council.runtime, 'bank-statements/DP1/march.csv', march);
  await drop(council.runtime, 'bank-statements/DP2/april.csv', april);
  await drop(council.runtime, 'bank-statements/DP2/card.csv', card);
});
afterAll(async () => {
  await council.stop();
});

const listOf = (agreement: string) => `/direct-payments/${agreement}/statements`;
const sayColumns = (page: Page) => page.getByRole('link', { name: /^Say what its columns are/ });
const preview = (page: Page) => page.locator('section[aria-labelledby=preview]');
const saved = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /read the file again$/i }).click();
  await page.getByRole('heading', { level: 1, name: 'Was it spent as agreed?' }).waitFor();
  await settled(page);
};

describe('a statement of a bank that careledger does not know', () => {
  it('is read as soon as an officer has said what its columns hold', async () => {
    const page = await council.openAs('audrey.auditor', '/statements/mappings');
    expect(await main(page)).toContain('Nothing is saved yet.');
    await page.goto(council.runtime.url + listOf('DP1'));
    await settled(page);
    expect(await main(page)).toContain('Could not be read');
    await isFaultless(page, 'unread-statements');
    await sayColumns(page).click();
    await page
      .getByRole('heading', { level: 1, name: 'What do the columns of this statement hold?' })
      .waitFor();
    await preview(page).getByText('adds up').waitFor();
    await settled(page);
    const chosen = (heading: string) => page.getByLabel(`What ${heading} holds`).inputValue();
    expect(await Promise.all(['Booked', 'Details', 'Sum', 'Left'].map(chosen))).toEqual([
      ...['date', 'text', 'amount', 'balance'],
    ]);
    const text = await main(page);
    expect(text).toContain('“13/03/2026” can be read no other way');
    expect(text).toContain('2 transactions: £1,000.00 paid in, £225.00 paid out.');
    expect(text).toContain('It opens with £1,000.00 and closes with £1,775.00.');
    expect(text).toContain('The running balance adds up in all 2 rows.');
    await page.getByText('See its 2 rows as they stand').click();
    await isFaultless(page, 'statement-columns');

    await page.getByLabel('How money that was spent is written').selectOption('plain');
    await preview(page).getByText('does not add up').waitFor();
    await page.getByLabel('How its dates are written').selectOption('mdy');
    await preview(page).getByText('It could not be read so. Line 3 cannot be read').waitFor();
    await page.getByLabel('What Sum holds').selectOption('');
    await preview(page).getByText('Nothing yet').waitFor();
    await page.getByRole('button', { name: 'Save and read the file again' }).click();
    const problems = page.locator('.govuk-error-summary');
    await problems.getByText('Enter whose statements these are').waitFor();
    await problems.getByText('Say why').waitFor();
    await isFaultless(page, 'statement-columns-gaps');
    await problems.getByText('Choose the column with the amount, or two').click();
    expect(await page.locator(':focus').innerText()).toContain('Choose the column with the amount');
    await page.getByLabel('What Sum holds').selectOption('balance');
    await page.getByRole('button', { name: 'Save and read the file again' }).click();
    await problems.getByText('Two columns are said to hold: Balance afterwards').click();
    expect(await page.locator(':focus').getAttribute('id')).toBe('column-3');

    await page.getByLabel('What Sum holds').selectOption('amount');
    await page.getByLabel('How money that was spent is written').selectOption('minus');
    await page.getByLabel('How its dates are written').selectOption('dmy');
    await page.getByLabel('Whose statements these are').fill('Larkshire Credit Union');
    await page.getByLabel('Reason').fill('Mr Ó Faoláin banks with them');
    await saved(page);
    expect(await main(page)).toContain('JO PARK WAGES');
    await page.goto(council.runtime.url + listOf('DP1'));
    await settled(page);
    expect(await main(page)).not.toContain('Could not be read');
    await page.context().close();
  });

  it('is read again by itself where it waited under the same headings', async () => {
    await council.runtime.waitUntilIdle();
    const page = await council.openAs('ivy.inspector', listOf('DP2'));
    const text = await main(page);
    expect(text).toContain('april.csv CSV');
    expect(text).toContain('card.csv The headings on line 1 are of no bank that is known');
    expect(await sayColumns(page).count()).toBe(0);
    await page.context().close();
  });

  it('that is a card is seen by its balance to write what is spent without a sign, by the keyboard alone', async () => {
    const page = await council.openAs('audrey.auditor', listOf('DP2'), 320);
    await sayColumns(page).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Whose statements these are').waitFor();
    await settled(page);
    expect(await page.getByLabel('How money that was spent is written').inputValue()).toBe('plain');
    expect(await main(page)).toContain('Nothing in this file shows whether the day or the month comes first');
    await page.getByLabel('Whose statements these are').focus();
    await page.keyboard.type('Larkcard');
    await preview(page).getByText('£100.00 paid in, £12.50 paid out').waitFor();
    await page.getByLabel('Reason').focus();
    await page.keyboard.type('Her card');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Was it spent as agreed?' }).waitFor();
    await settled(page);
    expect(await main(page)).toContain('CORNER SHOP');
    await page.context().close();
  });

  it('without headings says what to ask for', async () => {
    await drop(council.runtime, 'bank-statements/DP1/bare.csv', '13/03/2026,-50.00,150.00,7\n');
    const page = await council.openAs('audrey.auditor', listOf('DP1'));
    await sayColumns(page).click();
    await page.getByText('No row of this file holds headings').waitFor();
    await settled(page);
    expect(await main(page)).toContain('Ask for the statement as the bank exports it.');
    await isFaultless(page, 'statement-columns-bare');
    await page.context().close();
  });
});

describe('the saved headings of banks', () => {
  it('are listed with who saved them and why, and are withdrawn with a reason', async () => {
    const page = await council.openAs('audrey.auditor', '/statements/mappings');
    const text = await main(page);
    expect(text).toContain('Booked: Date; Details: Bank’s text; Sum: Amount, in or out; Left: Balance');
    expect(text).toContain('audrey.auditor Mr Ó Faoláin banks with them');
    await isFaultless(page, 'saved-mappings');
    await page.getByRole('button', { name: 'Withdraw what is saved about Larkcard' }).click();
    await page.getByRole('button', { name: 'Withdraw it' }).click();
    await page.locator('.govuk-error-summary').getByText('Say why').waitFor();
    await page.getByLabel('Reason').fill('The card is no more');
    await page.getByRole('button', { name: 'Withdraw it' }).click();
    await page.locator('.govuk-tag', { hasText: 'Withdrawn' }).waitFor();
    expect(await main(page)).toContain('The card is no more');
    await page.context().close();
  });

  it('are changed and withdrawn by those who audit, and seen by the others', async () => {
    const { roles } = statementMappingRoutes.saveStatementMapping;
    expect(allowedInAudits.mapStatements).toEqual(roles);
    expect(allowedInAudits.seeStatements).toEqual(statementMappingRoutes.listStatementMappings.roles);
    const page = await council.openAs('ivy.inspector', '/statements/mappings');
    expect(await main(page)).toContain('Larkshire Credit Union');
    expect(await page.getByRole('button', { name: /^Withdraw/ }).count()).toBe(0);
    await page.context().close();
  });
});
