import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agreementChangeRoutes } from '../../events/api/agreement-changes.ts';
import { allowed } from '../../web/src/session/permissions.ts';
import { drop, openCouncil, settled, type Council } from './council.ts';
import { isFaultless } from './faults-of.ts';

const main = async (page: Page): Promise<string> =>
  (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
const problemsOf = async (page: Page): Promise<string[]> => {
  const problems = page.locator('.govuk-error-summary');
  await problems.waitFor();
  return (await problems.innerText()).split('\n').filter((line) => line !== '');
};

const AGREEMENTS = `agreementId,personId,payeeName,frequency,startDate,endDate,weeklyBudget
DP1,U2,Bo Ó Faoláin,weekly,2026-04-06,2026-12-27,250.00
`;
const PLACE = '/direct-payments/DP1/changes';

let council: Council;
beforeAll(async () => {
  council = await openCouncil();
  await drop(council.runtime, 'direct-payment-agreements/more.csv', AGREEMENTS);
});
afterAll(async () => {
  await council.stop();
});

describe('the suspensions and one-offs of a direct payment', () => {
  it('are seen by all staff and changed by those alone who may', async () => {
    expect(allowed.changeAgreements).toEqual(agreementChangeRoutes.putAgreementSuspensions.roles);
    expect(allowed.changeAgreements).toEqual(agreementChangeRoutes.putOneOffs.roles);
    const inspector = await council.openAs('ivy.inspector', '/direct-payments/DP1');
    await inspector.getByRole('link', { name: 'Suspensions and one-offs' }).click();
    await inspector
      .getByRole('heading', {
        name: 'When is this direct payment suspended, and what is paid beside it once?',
      })
      .waitFor();
    await settled(inspector);
    const text = await main(inspector);
    expect(text).toContain('This direct payment has never been suspended.');
    expect(text).toContain('Nothing is paid beside this direct payment.');
    expect(await inspector.getByRole('link', { name: /^Change the/ }).count()).toBe(0);
    await isFaultless(inspector, 'agreement-changes-empty');
    await inspector.context().close();
  });

  it('are entered as a whole with a reason, and what cannot be is said where it stands', async () => {
    const page = await council.openAs('olu.officer', PLACE);
    await page.getByRole('link', { name: 'Change the suspensions' }).click();
    await page.getByRole('button', { name: 'Add a suspension' }).click();
    await page.getByLabel('From').fill('1/6/2026');
    await page.getByLabel('Why').fill('hospital');
    await page.getByLabel('Reason').fill('Admitted on 1 June');
    await page.getByRole('button', { name: 'Record the whole set' }).click();
    expect(await problemsOf(page)).toContain('A suspension lies within the days of its agreement.');
    await page.getByLabel('To (optional)').fill('14/6/2026');
    expect(await main(page)).toContain(
      'What will change: 1 added, 0 changed, 0 removed. The direct payment had 0 suspensions and will have 1 suspension.',
    );
    await page.getByRole('button', { name: 'Record the whole set' }).click();
    await page.getByText('Version 1 is recorded.').waitFor();
    await page.getByRole('link', { name: 'Go to the direct payment' }).click();
    await page.getByRole('link', { name: 'Change the one-offs' }).click();
    await page.getByRole('button', { name: 'Add a one-off' }).click();
    await page.getByRole('button', { name: 'Add a one-off' }).click();
    const [first, second] = [1, 2].map((place) => page.getByRole('group', { name: `One-off ${place}` }));
    await first!.getByLabel('For the day').fill('6/7/2026');
    await first!.getByLabel('What it is for').fill('A shower chair');
    await first!.getByLabel('Pounds').fill('about 250');
    await second!.getByLabel('For the day').fill('1/1/2027');
    await second!.getByLabel('What it is for').fill('A redundancy');
    await second!.getByLabel('Pounds').fill('1840.00');
    await page.getByLabel('Reason').fill('Agreed at the review');
    await page.getByRole('button', { name: 'Record the whole set' }).click();
    expect(await problemsOf(page)).toContain('Pounds in row 1 must be an amount, like 24.50');
    await first!.getByLabel('Pounds').fill('250');
    await page.getByRole('button', { name: 'Record the whole set' }).click();
    const outside =
      '1 January 2027 is not a day of the agreement: nothing is paid before it begins or after it ends.';
    await page.locator('.govuk-error-summary').getByRole('link', { name: outside }).click();
    expect(await page.locator('input:focus').count()).toBe(1);
    await isFaultless(page, 'agreement-one-offs-refused');
    await second!.getByLabel('For the day').fill('27/12/2026');
    await page.getByRole('button', { name: 'Record the whole set' }).click();
    await page.getByText('Version 2 is recorded.').waitFor();
    await page.goto(council.runtime.url + PLACE);
    await settled(page);
    const text = await main(page);
    expect(text).toMatch(/1 June 2026 14 June 2026 Hospital/);
    expect(text).toMatch(/6 July 2026 A shower chair 250\.00|6 July 2026 A shower chair £250\.00/);
    expect(text).toMatch(/Last changed by olu\.officer on .*: “Agreed at the review”\./);
    await isFaultless(page, 'agreement-changes-full');
    await page.context().close();
  });

  it('that another changed since they were read are not written over', async () => {
    const page = await council.openAs('olu.officer', '/direct-payments/DP1/one-offs');
    await settled(page);
    await council.send(
      'olu.officer',
      '/v1/direct-payments/DP1/suspensions',
      { items: [], version: 2, reason: 'Home again' },
      'PUT',
    );
    await page.getByRole('group', { name: 'One-off 1' }).getByLabel('Pounds').fill('260');
    await page.getByLabel('Reason').fill('The invoice says so');
    await page.getByRole('button', { name: 'Record the whole set' }).click();
    await page.getByText('Somebody else suspended this direct payment, or added to it').waitFor();
    await page.goto(`${council.runtime.url}/direct-payments/none/changes`);
    await settled(page);
    expect(await main(page)).toContain('There is no');
    await page.context().close();
  });
});
