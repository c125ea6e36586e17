import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { deferredReaders, deferredRoutes, deferredWriters } from '../../events/api/deferred.ts';
import { allowedInDeferred } from '../../web/src/session/permissions.ts';
import { drop, openCouncil, settled, type Council } from './council.ts';
import { isFaultless } from './faults-of.ts';

const main = async (page: Page): Promise<string> =>
  (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');

const AGREEMENTS = `agreementId,personId,startDate,propertyAddress,propertyValue,valuedOn,encumbrances,chargeStatus,weeklyCost,weeklyIncome,weeklyAllowance,annualRatePercent
DF1,U1,2024-09-16,"4 Beech Lane, Larkford",165000,2024-09-01,,registered,980.00,310.00,144.00,4.25
DF2,U2,2024-09-16,"9 Mill Road, Larkford",95000,2024-09-01,,none,980.00,310.00,144.00,4.25
`;
const CEILINGS = [
  {
    category: 'standard',
    from: '2025-07-01',
    to: '2027-06-30',
    value: '4.65',
    source: 'A decision in a test',
  },
];

let council: Council;
beforeAll(async () => {
  council = await openCouncil({ today: '2026-11-23' });
  await drop(council.runtime, 'deferred-agreements/some.csv', AGREEMENTS);
});
afterAll(async () => {
  await council.stop();
});

/** The highest rates are entered by one administrator and agreed by the other. */
async function enterCeilings(): Promise<void> {
  const address = '/v1/settings/reference-deferred-rate-ceiling';
  const body = { value: CEILINGS, effectiveFrom: '2024-01-01', reason: 'As the test says' };
  for (const admin of ['ada.admin', 'art.admin']) await council.send(admin, address, body, 'PUT');
}

describe('the deferred payment agreements', () => {
  it('are for those alone who may see and record them', async () => {
    expect([...allowedInDeferred.seeDeferred].toSorted()).toEqual([...deferredReaders].toSorted());
    expect([...allowedInDeferred.recordDeferred].toSorted()).toEqual([...deferredWriters].toSorted());
    expect(deferredRoutes.readDeferredAccount.roles).toBe(deferredReaders);
    const officer = await council.openAs('olu.officer', '/people');
    expect(await officer.getByRole('link', { name: 'Deferred payments' }).count()).toBe(0);
    await officer.context().close();
  });

  it('say which cannot be reckoned and why, in the list and on the page of one', async () => {
    const page = await council.openAs('ivy.inspector', '/deferred');
    const text = await main(page);
    expect(text).toContain('2 agreements with £');
    const withoutCharge = await page.getByRole('row').filter({ hasText: 'DF2' }).innerText();
    const [owed] = /£[\d,.]+/.exec(withoutCharge) ?? [];
    expect(text).toContain(`owed in all, ${owed} of it without a registered charge;`);
    expect(text).toContain('Not reckoned, as a rate is missing');
    await isFaultless(page, 'deferred-list');
    await page.getByLabel('Show').selectOption('repaid-too-much');
    await page.getByText('No agreement is among these.').waitFor();
    await isFaultless(page, 'deferred-list-empty');
    await page.getByLabel('Show').selectOption('account-not-reckoned');
    await page.getByRole('link', { name: 'DF1' }).click();
    await page.getByRole('heading', { level: 1, name: 'How much is owed, how safe is it?' }).waitFor();
    await settled(page);
    const account = await main(page);
    expect(account).toMatch(/At the end of 30 June 2025 £[\d,.]+ is owed, [\d.]+% of the value/);
    expect(account).toContain('The highest interest rate from 1 July 2025 to 31 December 2025 is not known');
    expect(await page.getByRole('button', { name: 'Record a repayment' }).count()).toBe(0);
    await isFaultless(page, 'deferred-not-reckoned');
    await page.context().close();
  });

  it('say what is owed, how safe it is and what each line of a statement is', async () => {
    await enterCeilings();
    const page = await council.openAs('cara.charging', '/');
    await page.getByRole('link', { name: 'Deferred payments' }).click();
    await page.getByRole('link', { name: 'DF1' }).click();
    await page.getByRole('heading', { level: 2, name: 'Statement', exact: true }).waitFor();
    await settled(page);
    const text = await main(page);
    expect(text).toMatch(/£[\d,.]+ may still be deferred up to the equity limit of £134,250\.00\./);
    expect(text).toContain('Deferred each week £814.00 a week');
    expect(text).toContain('at 4.25% a year, added each day.');
    await page.getByText('The months of the drawing as a table').click();
    await isFaultless(page, 'deferred-account');
    await page.context().close();
  });

  it('take a repayment up to what is owed, a charge the person was told of, and a valuation', async () => {
    const page = await council.openAs('cara.charging', '/deferred/DF1');
    await page.getByRole('button', { name: 'Record a repayment' }).click();
    await page.getByRole('button', { name: 'Record the repayment' }).click();
    const problems = page.locator('.govuk-error-summary');
    await problems.waitFor();
    expect((await problems.innerText()).split('\n').filter(Boolean)).toEqual([
      'There is a problem',
      'Enter “Amount in pounds”',
      'Enter “Who paid”',
      'Say why',
    ]);
    await isFaultless(page, 'deferred-repayment');
    await page.getByLabel('Amount in pounds').fill('900,000');
    await page.getByLabel('Who paid').fill('Ruth Alder');
    await page.locator('#repayment-reason').fill('Bank receipt');
    await page.getByRole('button', { name: 'Record the repayment' }).click();
    await page
      .getByText(/are owed, less than was repaid/)
      .first()
      .waitFor();
    await page.getByLabel('Amount in pounds').fill('5,000');
    await page.getByRole('button', { name: 'Record the repayment' }).click();
    await page.getByText('The repayment is recorded.').waitFor();
    await settled(page);
    expect(await main(page)).toContain('£5,000.00 was repaid by Ruth Alder.');
    await page.getByRole('button', { name: 'Record a valuation' }).click();
    await page.getByLabel('Value of the property, in pounds').fill('180000');
    await page.getByLabel('Day whose value it says').fill('1/11/2026');
    await page.getByLabel('Who valued it').fill('Larkford Surveyors');
    await page.locator('#valuation-reason').fill('Came with the post');
    await page.getByRole('button', { name: 'Record the valuation' }).click();
    await page.getByText('The valuation is recorded').waitFor();
    await settled(page);
    expect(await main(page)).toContain('the equity limit of £147,750.00');
    await page.context().close();
  });

  it('take a repayment back that should not have been recorded', async () => {
    const page = await council.openAs('cara.charging', '/deferred/DF1');
    await page.getByRole('button', { name: 'Record a repayment' }).click();
    await page.getByLabel('Which').selectOption({ label: '£5,000.00 on 23 November 2026 from Ruth Alder' });
    await page.getByLabel('Amount in pounds').fill('0');
    await page.getByLabel('Who paid').fill('Ruth Alder');
    await page.locator('#repayment-reason').fill('The cheque bounced');
    await isFaultless(page, 'deferred-taken-back');
    await page.getByRole('button', { name: 'Record the repayment' }).click();
    await page.getByText('The repayment is recorded.').waitFor();
    await settled(page);
    const text = await main(page);
    expect(text).toContain('Nothing was repaid yet.');
    expect(text).not.toContain('was repaid by Ruth Alder');
    await page.context().close();
  });

  it('close on the day all is repaid, and open again where something came out since', async () => {
    const { closingPence: amountPence } = z
      .object({ closingPence: z.int() })
      .parse(await council.ask('dot.debt', '/v1/deferred-agreements/DF1/statement?redemptionOn=2026-11-23'));
    const body = { on: '2026-11-23', amountPence, from: 'Sale of the home', reason: 'Bank receipt' };
    await council.send('dot.debt', '/v1/deferred-agreements/DF1/repayments', body);
    const page = await council.openAs('dot.debt', '/deferred/DF1');
    await page.getByText('All was repaid on 23 November 2026. Close the account on that day').waitFor();
    await page.getByRole('button', { name: 'Close the account' }).click();
    await page.locator('#close-reason').fill('The home is sold');
    await page.getByRole('button', { name: 'Close it' }).click();
    await page.getByText('The account was closed on 23 November 2026.').waitFor();
    expect(await main(page)).not.toContain('may still be deferred');
    await page.getByRole('button', { name: 'Open it again' }).click();
    await isFaultless(page, 'deferred-closed');
    await page.locator('#reopen-reason').fill('The home was left a week later');
    await page.getByRole('button', { name: 'Open the account again' }).click();
    await page.getByText('The account is open again').waitFor();
    await page.getByRole('button', { name: 'Record a repayment' }).waitFor();
    await page.context().close();
  });

  it('say how much repays all on a day', async () => {
    const page = await council.openAs('dot.debt', '/deferred/DF2');
    await page.getByLabel('To be repaid on').fill('1/2/2027');
    await page.getByRole('button', { name: 'Show the statement' }).click();
    await page.getByText(/on 1 February 2027 repays all/).waitFor();
    await settled(page);
    expect(await main(page)).toContain('are owed without security');
    await isFaultless(page, 'deferred-redemption');
    await page.context().close();
  });
});
