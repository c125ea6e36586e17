import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant, londonDate } from '../../domain/calendar.ts';
import { mondayOf } from '../../web/src/portal/entered-week.ts';
import { drop, dropOntoPage, openCouncil, savedBy, settled, type Council } from './council.ts';
import { faultsOf } from './faults-of.ts';

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');
const main = async (page: Page): Promise<string> => oneLine(await page.locator('main').innerText());

const today = londonDate(instant(new Date().toISOString()));
const lastWeek = mondayOf(today, -1);
const weekBefore = mondayOf(today, -2);
const dayOf = (monday: string, day: number): string =>
  new Date(Date.parse(monday) + day * 86_400_000).toISOString().slice(0, 10);

const PACKAGES = `packageId,personId,providerId,serviceType,startDate,endDate,unitsPerWeek,rate,rateCardId,funding
PK3,U1,P001,home-care,2024-06-17,,7,20.00,,care-act
PK4,U2,P001,home-care,2024-06-17,,7,20.00,,care-act
PK5,U2,P001,day-care,2024-06-17,,2,45.00,,care-act
`;
const SERVICES = `serviceType,description,unit,basis,costSign,paymentSign,careHome
day-care,Day care,session,actuals,1,1,no
`;
const HEADINGS =
  'lineRef,personId,packageId,serviceType,date,startTime,claimedMinutes,actualStartTime,actualMinutes,monitoring,carerId,rate,amount,invoiceNumber';

/** A visit of an hour a day; some days say something else. */
function visits(monday: string, days: Readonly<Record<number, { package?: string; rate?: string }>>): string {
  const rows = Array.from({ length: 7 }, (_, day) => {
    const date = dayOf(monday, day);
    const { package: packageId = 'PK3', rate = '20.00' } = days[day] ?? {};
    return `V${day + 1},U1,${packageId},home-care,${date},09:00,60,09:01,61,auto,C1,${rate},${rate},`;
  });
  return [HEADINGS, ...rows, ''].join('\n');
}

let council: Council;
beforeAll(async () => {
  council = await openCouncil();
  await drop(council.runtime, 'service-types/more.csv', SERVICES);
  await drop(council.runtime, 'care-packages/more.csv', PACKAGES);
});
afterAll(async () => {
  await council.stop();
});

async function open(address: string, width?: number): Promise<Page> {
  const page = await council.openAs('pat.p001', address, width);
  await settled(page);
  return page;
}

/** Looks at a page as a picture where a folder for pictures is given; what axe or its width have against it. */
async function faultsOfPicture(page: Page, name: string): Promise<string[]> {
  const folder = process.env['SCREENSHOTS'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  return faultsOf(page);
}
async function faultsAtBothWidths(page: Page, name: string): Promise<string[]> {
  const faults: string[] = [];
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    faults.push(...(await faultsOfPicture(page, `${name}-${width}`)));
  }
  return faults;
}

/** Sends a file from the page of files and waits for its answer. */
async function send(page: Page, name: string, text: string, answer: RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'What did I send, and what became of it?' }).waitFor();
  await dropOntoPage(page, [{ name, text }]);
  await page.getByRole('heading', { level: 1, name: 'Was my file accepted?' }).waitFor();
  await page.locator('.govuk-inset-text', { hasText: answer }).waitFor();
  await settled(page);
}
const row = (page: Page, text: string) => page.locator('tbody tr', { hasText: text });
const tab = (page: Page, text: RegExp) =>
  page.getByRole('navigation', { name: 'Which lines' }).getByText(text).first();

describe('the portal’s home page', () => {
  it('says which weeks nobody told of and what to do first', async () => {
    const page = await open('/');
    const text = await main(page);
    expect(text).toContain('When you are paid next');
    expect(text).toContain('15 lines to confirm, for 2 people.');
    expect(text).toContain('You have not sent a file yet.');
    expect(text).toContain('4 orders wait for you to say whether they are right.');
    expect(await faultsAtBothWidths(page, 'home-first')).toEqual([]);
    await page.goto(`${council.runtime.url}/returns`);
    await settled(page);
    expect(await main(page)).toContain('You have not sent a file yet. Choose your return above');
    expect(await faultsAtBothWidths(page, 'files-empty')).toEqual([]);
    await page.context().close();
  });
});

describe('a file with some lines wrong', () => {
  it('is answered line by line, corrected from a download and accepted', async () => {
    const page = await open('/returns');
    await send(
      page,
      'month.csv',
      visits(weekBefore, { 1: { package: 'PK77' }, 4: { package: 'PK4' } }),
      /In part/,
    );
    expect(await main(page)).toContain('Of 7 lines, 5 are accepted and 2 are not accepted.');
    expect(await main(page)).toContain('£100.00 for 5 lines.');
    const wrong = oneLine(await row(page, 'V2').innerText());
    expect(wrong).toContain('Not accepted');
    expect(wrong).toContain('PK77');
    expect(await page.locator('tbody tr').count()).toBe(2);
    expect(await faultsAtBothWidths(page, 'answer-part')).toEqual([]);
    await tab(page, /^All lines/).click();
    await row(page, 'V1').waitFor();
    expect(await page.locator('tbody tr').count()).toBe(7);

    const saved = await savedBy(page, () =>
      page.getByRole('button', { name: /Download the 2 lines/ }).click(),
    );
    const [headings = '', ...lines] = saved.replace('\uFEFF', '').trim().split('\r\n');
    expect(headings.split(',')).toEqual(HEADINGS.split(','));
    expect(lines.map((line) => line.split(',').slice(0, 3).join())).toEqual(['V2,U1,PK77', 'V5,U1,PK4']);
    const corrected = saved.replaceAll(/PK77|PK4/g, 'PK3');
    await page.getByRole('link', { name: 'Send the file', exact: true }).click();
    await send(page, 'month-corrected.csv', corrected, /Yes\./);
    expect(await main(page)).toContain('Yes. All 2 lines are accepted.');
    expect(await main(page)).toContain('£40.00 for 2 lines.');
    expect(await page.getByRole('button', { name: /lines? to correct/ }).count()).toBe(0);
    await page.context().close();
  });

  it('has its reasons in a letter', async () => {
    const page = await open('/returns');
    await page.getByRole('link', { name: 'month.csv' }).click();
    await page.getByRole('button', { name: 'Get written reasons (PDF)' }).waitFor();
    const letter = await savedBy(page, () =>
      page.getByRole('button', { name: 'Get written reasons (PDF)' }).click(),
    );
    expect(letter.slice(0, 5)).toBe('%PDF-');
    await page.context().close();
  });
});

describe('a line in question', () => {
  it('is disputed with evidence, and says what is paid until somebody decides', async () => {
    const page = await open('/returns');
    await send(page, 'dearer.csv', visits(lastWeek, { 2: { rate: '30.00' } }), /In part/);
    expect(await main(page)).toContain(
      '1 line: £20.00 is paid meanwhile, £10.00 is held until the council decides.',
    );
    const asked = oneLine(await row(page, 'V3').innerText());
    expect(asked).toContain('In question');
    expect(asked).toContain('Nothing now: the council decides. Until then the lowest');
    expect(await faultsAtBothWidths(page, 'answer-question')).toEqual([]);
    await row(page, 'V3').getByRole('link', { name: 'Dispute line V3' }).click();
    await page.getByRole('heading', { name: 'Why should line V3 be paid?' }).waitFor();
    await page.getByRole('button', { name: 'Dispute this line' }).click();
    await page.locator('.govuk-error-summary').getByText('Say why the line should be paid').click();
    expect(await page.locator(':focus').getAttribute('id')).toBe('reason');
    await page.keyboard.type('We agreed on £30.00 for this evening by letter');
    await page.getByLabel('Evidence (you may leave this empty)').setInputFiles({
      ...{ name: 'letter.png', mimeType: 'image/png' },
      buffer: Buffer.from('89504e470d0a1a0a', 'hex'),
    });
    expect(await faultsAtBothWidths(page, 'dispute')).toEqual([]);
    await page.getByRole('button', { name: 'Dispute this line' }).click();
    await page.getByText('The council looks at line V3 and answers you here.').waitFor();
    await row(page, 'V3').getByText('You disputed it', { exact: true }).waitFor();
    expect(oneLine(await row(page, 'V3').innerText())).toContain(
      'We agreed on £30.00 for this evening by letter',
    );
    await page.context().close();
  });

  it('goes with its file when that is taken back, after it is said what that changes', async () => {
    const page = await open('/returns');
    await page.getByRole('link', { name: 'dearer.csv' }).click();
    await page.getByText('Take this file back').first().click();
    expect(await main(page)).toContain(
      '7 lines of this file will no longer count. £140.00 that would be paid will not be, and £10.00 is no longer held.',
    );
    await page.getByLabel('Why you take it back').fill('The rate was a mistake');
    expect(await faultsAtBothWidths(page, 'take-back')).toEqual([]);
    await page.getByRole('button', { name: 'Take this file back' }).click();
    await page.locator('.govuk-tag', { hasText: 'Taken back' }).first().waitFor();
    expect(await main(page)).toContain('You took this file back. Nothing of it is paid.');
    expect(await page.getByRole('button', { name: 'Take this file back' }).count()).toBe(0);
    await page.context().close();
  });
});

describe('a week entered by hand', () => {
  it('is confirmed as planned but for what was different, by the keyboard, and answered', async () => {
    const page = await open('/returns/enter');
    expect(await main(page)).toContain('Planned: 7 visits, 7 hours.');
    expect(await main(page)).toContain('Planned: 2 sessions.');
    expect(await faultsAtBothWidths(page, 'enter')).toEqual([]);
    await page.getByRole('button', { name: 'Check what you entered' }).click();
    await page.getByText('Confirm at least one package, or choose another week').first().waitFor();
    const first = page.locator('fieldset', { hasText: 'PK3' });
    await first.getByLabel('Something was different').focus();
    await page.keyboard.press('Space');
    await first.getByLabel('What happened').nth(0).selectOption('not-delivered');
    await first.getByLabel('Minutes').nth(0).fill('45');
    expect(await first.getByLabel('What happened').nth(1).inputValue()).toBe('changed');
    await page.getByRole('button', { name: 'Confirm all others as planned' }).press('Enter');
    await page
      .locator('.govuk-error-summary')
      .getByText(/say why it was not delivered/)
      .click();
    expect(await faultsAtBothWidths(page, 'enter-wrong')).toEqual([]);
    await page.keyboard.type('She was in hospital');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Check before you send' }).waitFor();
    const summary = await main(page);
    expect(summary).toContain('As planned 13 lines');
    expect(summary).toContain('Planned 14 hours and 2 sessions');
    expect(summary).toContain('You claim 12 hours 45 minutes and 2 sessions');
    expect(summary).toContain('She was in hospital');
    expect(await faultsAtBothWidths(page, 'enter-check')).toEqual([]);
    await page.getByRole('button', { name: 'Send 15 lines' }).press('Enter');
    await page.getByRole('link', { name: 'Were the visits accepted?' }).click();
    await page.locator('.govuk-inset-text', { hasText: /Yes\./ }).waitFor();
    expect(await main(page)).toContain('All 14 lines are accepted.');
    // Care is on record a moment after its file was taken.
    await council.runtime.waitUntilIdle();
    await page.goto(`${council.runtime.url}/returns/enter?week=${lastWeek}`);
    await settled(page);
    const accepted = page.locator('fieldset .govuk-tag', { hasText: 'Accepted before' });
    expect(await accepted.count()).toBe(3);
    await page.getByRole('link', { name: 'Previous week' }).click();
    await accepted.nth(1).waitFor({ state: 'detached' });
    await settled(page);
    expect(await accepted.count()).toBe(1);
    await page.context().close();
  });
});

describe('what was sent', () => {
  it('is listed with what became of it, and what is left to do stands on the home page', async () => {
    const page = await open('/returns');
    const part = oneLine(await row(page, 'month.csv').innerText());
    expect(part).toContain('Part accepted');
    expect(part).toContain('£100.00');
    expect(oneLine(await row(page, 'dearer.csv').innerText())).toContain('Taken back');
    expect(await faultsAtBothWidths(page, 'files')).toEqual([]);
    await page.goto(council.runtime.url);
    await settled(page);
    const home = await main(page);
    expect(home).toContain('Care of every package was accepted.');
    expect(home).toContain('Of 7 lines, 5 are accepted and 2 are not accepted.');
    expect(await faultsAtBothWidths(page, 'home')).toEqual([]);
    await page.context().close();
  });

  it('is nobody else’s: another provider finds nothing of it', async () => {
    const { items } = (await council.ask('pat.p001', '/v1/portal/returns')) as {
      items: { uploadId: string }[];
    };
    const page = await council.openAs('pip.p002', '/returns');
    await settled(page);
    expect(await main(page)).toContain('You have not sent a file yet.');
    await page.route('**/v1/portal/returns*', (route) => route.fulfill({ status: 503, json: {} }));
    await page.reload();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    const answer = (await council.ask('pip.p002', `/v1/portal/returns/${items[0]?.uploadId ?? ''}`)) as {
      status: number;
    };
    expect(answer.status).toBe(404);
    await page.goto(`${council.runtime.url}/returns/${items[0]?.uploadId ?? ''}`);
    await page.getByText('Your file is on its way').waitFor();
    await page.context().close();
  });
});
