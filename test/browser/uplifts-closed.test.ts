import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drop, extracts, openCouncil, savedBy, settled, type Council } from './council.ts';
import { isFaultless } from './faults-of.ts';

const main = async (page: Page): Promise<string> =>
  (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
const reason = 'As the cabinet decided';

let council: Council;
type Shown = { previewHash: string; findings: { rule: string }[]; sample: { lineId: string }[] };
type Rule = { match: Record<string, string>; change: Record<string, string> };

/** Packages of U3, whose record abe.approver alone may see, beside the package that is there. */
const packagesAt = (rateOfFirst: string, rateOfHers: string) => `${extracts['care-packages'].split('\n')[0]}
PK1,U1,P001,residential,2024-06-17,,1,${rateOfFirst},,care-act
PK3,U3,P001,residential,2024-06-17,,1,${rateOfHers},,care-act
PK4,U3,P002,residential,2024-06-17,,1,910,,care-act
`;

async function ask(upliftId: string, act: string, user: string, body: object): Promise<void> {
  await council.send(user, `/v1/uplifts/${upliftId}/${act}`, { reason, ...body });
  await council.runtime.waitUntilIdle();
}
const read = async (upliftId: string, user = 'abe.approver') =>
  (await council.ask(user, `/v1/uplifts/${upliftId}`)) as Shown;

/** An uplift that is submitted, with whatever was found of it meant to be so. */
async function submitted(name: string, rule: Rule): Promise<string> {
  const body = { name, effectiveDate: '2026-04-01', rules: [rule], reason };
  const { upliftId } = (await council.send('olu.officer', '/v1/uplifts', body)) as { upliftId: string };
  await council.runtime.waitUntilIdle();
  const { previewHash, findings } = await read(upliftId);
  await ask(upliftId, 'submit', 'olu.officer', {
    previewHash,
    confirmed: [...new Set(findings.map((each) => each.rule))],
  });
  return upliftId;
}

async function openUplift(user: string, upliftId: string): Promise<Page> {
  const page = await council.openAs(user, `/uplifts/${upliftId}`);
  await page.getByRole('heading', { level: 2, name: 'Before and after' }).waitFor();
  await settled(page);
  return page;
}

beforeAll(async () => {
  council = await openCouncil();
  const heading = 'personId,name,dateOfBirth,town,postcode,restricted';
  const her = 'U3,Iris Quill,1950-01-02,Larkford,LK4 2QT,abe.approver';
  await drop(council.runtime, 'people/her.csv', `${heading}\n${her}\n`);
  await drop(council.runtime, 'care-packages/hers.csv', packagesAt('853.17', '900'));
});
afterAll(async () => {
  await council.stop();
});

describe('an uplift of people of whom one is closed to the reader', () => {
  it('counts what was left alone, names what may be seen, and says that the file is not whole', async () => {
    const all = { match: { serviceType: 'residential' }, change: { percent: '4.2' } };
    const id = await submitted('Fees of homes', all);
    const { sample, previewHash } = await read(id);
    const lineIds = sample.map(({ lineId }) => lineId);
    await ask(id, 'sample', 'amy.approver', { lineIds, isRight: true });
    await ask(id, 'approve', 'amy.approver', { previewHash });
    await drop(council.runtime, 'care-packages/changed.csv', packagesAt('860', '905'));
    await ask(id, 'apply', 'amy.approver', { previewHash });
    const page = await openUplift('olu.officer', id);
    const text = await main(page);
    expect(text).toContain('2 packages or cards changed after the approval and were left alone.');
    expect(text).toContain('1 package or card more is not named here');
    expect(text).toContain('2 things more are not shown here');
    const left = page.locator('section[aria-labelledby=verification] li');
    expect(await left.allInnerTexts()).toEqual(['Package PK1']);
    const rates = await savedBy(page, () =>
      page.getByRole('button', { name: 'Save the new rates for the case system (CSV)' }).click(),
    );
    await page.getByText('The file is without 1 rate of people whose records are closed to you.').waitFor();
    expect(await main(page)).not.toMatch(/PK3|PK4|Quill/);
    expect(rates).not.toMatch(/PK3|PK4/);
    await isFaultless(page, 'uplift-left-alone');
    await page.context().close();
  });

  it('has its sample opened by who may see it, and tells the others so', async () => {
    const hers = {
      match: { serviceType: 'residential', providerId: 'P002' },
      change: { percent: '1' },
    };
    const id = await submitted('Fees of one home', hers);
    const page = await openUplift('amy.approver', id);
    expect(await main(page)).toContain(
      '1 line of the sample is of people whose records are closed to you. A payments approver who may see those records has to open it.',
    );
    expect(await main(page)).not.toMatch(/PK4|Quill/);
    await isFaultless(page, 'uplift-closed-sample');
    await page.context().close();
    const abe = await openUplift('abe.approver', id);
    await abe.locator('section[aria-labelledby=sample] summary', { hasText: 'Package PK4' }).waitFor();
    await abe.context().close();
  });
});

describe('an uplift whose work stands still', () => {
  it('says why, and is tried again by whoever acts on uplifts', async () => {
    const id = await submitted('Fees of visits', {
      match: { serviceType: 'home-care' },
      change: { percent: '1' },
    });
    const page = await council.openAs('amy.approver', '/uplifts');
    const problem = 'Part 1 of 2 of its apply could not be done in 3 tries. The failed messages say more.';
    await page.route(`**/v1/uplifts/${id}`, async (route) => {
      const response = await route.fetch();
      const json = { ...((await response.json()) as object), state: 'applying', working: 'apply', problem };
      await route.fulfill({ response, json });
    });
    await page.goto(`${council.runtime.url}/uplifts/${id}`);
    await page.getByText(`The work stands still: ${problem}`).waitFor();
    await settled(page);
    const choices = page.locator('section[aria-labelledby=decide] .govuk-radios__label');
    expect(await choices.allInnerTexts()).toEqual(['Try again']);
    await page.getByLabel('Try again', { exact: true }).check();
    await isFaultless(page, 'uplift-stands-still');
    await page.locator('#reason').fill('The table takes writes again');
    await page.getByRole('button', { name: 'Try again' }).click();
    // What the browser was shown is not so: the API refuses to try again what does not stand still.
    await page.getByText('No work on this uplift stands still. Look at it again.').first().waitFor();
    await page.context().close();
  });
});
