import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant, londonDate } from '../../domain/calendar.ts';
import { returnRoutes } from '../../events/api/returns.ts';
import { monthBefore, monthInWords } from '../../web/src/returns/month-text.ts';
import { allowedInReturns } from '../../web/src/session/permissions.ts';
import { drop, openCouncil, savedBy, settled, type Council } from './council.ts';
import { faultsOf } from './faults-of.ts';

const main = async (page: Page): Promise<string> => oneLine(await page.locator('main').innerText());
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

const thisMonth = londonDate(instant(new Date().toISOString())).slice(0, 7);
const month = monthBefore(thisMonth);
const inWords = monthInWords(month);

const PROVIDERS = `providerId,name,kind,settlementRoute,supplierNumber,remittanceEmail
P003,Larkfield Care,organisation,ledger,700125,office@larkfield.example
P004,Quiet Care,organisation,ledger,700126,
`;
const PACKAGES = `packageId,personId,providerId,serviceType,startDate,endDate,unitsPerWeek,rate,rateCardId,funding
PK3,U1,P003,home-care,2024-06-17,,7,20.00,,care-act
PK4,U2,P004,home-care,2024-06-17,,7,20.00,,care-act
PK5,U1,P002,home-care,2024-06-17,,7,20.00,,care-act
`;

/** An hour a day from the 8th to the 14th, the third of them at a rate that nobody agreed. */
function aWeekOf(of: string, days = 7): string {
  const rows = Array.from({ length: days }, (_, day) => {
    const date = `${of}-${String(day + 8).padStart(2, '0')}`;
    const rate = day === 2 ? '30.00' : '20.00';
    return `L${date},U1,PK5,home-care,${date},09:00,60,09:00,61,auto,C1,${rate},${rate},`;
  });
  return [
    'lineRef,personId,packageId,serviceType,date,startTime,claimedMinutes,actualStartTime,actualMinutes,monitoring,carerId,rate,amount,invoiceNumber',
    ...rows,
    '',
  ].join('\n');
}

let council: Council;
beforeAll(async () => {
  council = await openCouncil();
  await drop(council.runtime, 'providers/more.csv', PROVIDERS);
  await drop(council.runtime, 'care-packages/more.csv', PACKAGES);
  await drop(council.runtime, `provider-returns/P002/before.csv`, aWeekOf(monthBefore(month), 4));
  await drop(council.runtime, `provider-returns/P002/visits-${month}.csv`, aWeekOf(month));
});
afterAll(async () => {
  await council.stop();
});

async function photograph(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
const rowOf = (page: Page, name: string) => page.locator('tbody tr', { hasText: name });

describe('the month of returns', () => {
  it('is found from the home page and says who is missing, what waits and what is accepted', async () => {
    const page = await council.openAs('olu.officer');
    await page.getByRole('link', { name: `Where every provider is with ${inWords}` }).click();
    await page.getByRole('heading', { level: 1, name: `Where is every provider with ${inWords}?` }).waitFor();
    await settled(page);
    const text = await main(page);
    expect(text).toContain(`1 of 3 expected providers has sent a return for ${inWords}; 2 are missing.`);
    expect(text).toContain('1 line of 1 provider waits for a decision; £10.00 is held until then.');
    expect(text).toContain('£120.00 is accepted, £60.00 more (+100%) than the £60.00 of the same providers');
    expect((await page.locator('tbody tr').allInnerTexts()).map((row) => oneLine(row).split(' ')[0])).toEqual(
      [...['Larkfield', 'Quiet', 'Thrush']],
    );
    expect(oneLine(await rowOf(page, 'Thrush Homes').innerText())).toContain(
      'To decide 2 1 7 1 1 to decide £120.00 £10.00 £60.00 +£60.00 +100%',
    );
    await page.getByLabel('Where they are').selectOption('missing');
    await page.waitForURL(/show=missing/);
    expect(await page.locator('tbody tr').count()).toBe(2);
    const saved = await savedBy(page, () => page.getByRole('button', { name: /\(CSV\)/ }).click());
    expect(saved).toContain('Quiet Care (P004),Missing,1,0,0,');
    await page.getByRole('link', { name: 'Month before' }).click();
    await page
      .getByRole('heading', {
        level: 1,
        name: `Where is every provider with ${monthInWords(monthBefore(month))}?`,
      })
      .waitFor();
    await page.context().close();
  });

  it('leads from a provider to what it sent of the month', async () => {
    const page = await council.openAs('ivy.inspector', `/returns/month/${month}`);
    expect(await page.getByRole('button', { name: /^Chase/ }).count()).toBe(0);
    await page.getByRole('link', { name: /^Thrush Homes/ }).click();
    await page.getByRole('heading', { level: 1, name: 'What did providers send?' }).waitFor();
    await settled(page);
    expect(await page.getByLabel('Provider’s id').inputValue()).toBe('P002');
    const row = rowOf(page, `visits-${month}.csv`);
    expect(oneLine(await row.innerText())).toMatch(new RegExp(`P002 .+ ${inWords} .+ 7 1 0 £120.00 £10.00$`));
    await page.getByLabel('Month it tells of').selectOption(thisMonth);
    await page.getByText('No return is of this provider, month and state.').waitFor();
    await page.context().close();
  });

  it('reminds all who are missing once its reason is said, and tells of each what came of it', async () => {
    expect(allowedInReturns.chaseReturns).toEqual(returnRoutes.chaseReturns.roles);
    const page = await council.openAs('olu.officer', `/returns/month/${month}`);
    await page.getByRole('button', { name: 'Chase all missing (2)' }).click();
    expect(await main(page)).toContain('Up to 2 e-mails go out, one to each provider');
    const button = page.getByRole('button', { name: 'Remind 2 providers' });
    await button.click();
    await page.locator('.govuk-error-summary').getByText('Say why').click();
    await page.keyboard.type('Payment is due on Friday');
    await button.click();
    await page.getByText('1 provider was reminded, of 2.').waitFor();
    const text = await main(page);
    expect(text).toContain('Larkfield Care (P003) Reminded by e-mail');
    expect(text).toContain('Quiet Care (P004) No e-mail address is on record');
    await photograph(page, 'chased-1280');
    await rowOf(page, 'Larkfield Care').getByText('Reminded on').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    // Who was reminded is not reminded twice a day; a request that fails says so, and leaves the form as it was.
    await page.getByRole('button', { name: 'Chase all missing (2)' }).click();
    expect(await main(page)).toContain('1 of those missing was reminded today already.');
    await page.route('**/v1/returns-month/chase', (route) =>
      route.fulfill({
        status: 503,
        json: {
          title: 'Busy',
          status: 503,
          detail: 'No provider was reminded. Try again.',
          type: 'about:blank',
        },
      }),
    );
    await page.getByLabel('Reason').fill('Payment is due on Friday');
    await page.getByRole('button', { name: 'Remind 1 provider' }).click();
    await page.locator('.govuk-error-summary').getByText('Try again').waitFor();
    await page.context().close();
    const trail = await council.ask('ivy.inspector', '/v1/audit-trail?subject=provider:P003');
    expect(JSON.stringify(trail)).toContain('Payment is due on Friday');
  });

  it('awaits returns of a month that is not over, and reminds nobody', async () => {
    const page = await council.openAs('olu.officer', `/returns/month/${thisMonth}`);
    expect(await main(page)).toContain('3 are still to come.');
    expect(await page.getByText('Chase all missing').count()).toBe(0);
    expect(await rowOf(page, 'Quiet Care').innerText()).toContain('Not here yet');
    await page.context().close();
  });

  it('says so where nobody was expected, or it cannot be read', async () => {
    const page = await council.openAs('olu.officer', '/returns/month/2020-01');
    expect(await main(page)).toContain('Nobody was expected to send a return for January 2020');
    await page.route('**/v1/returns-month*', (route) => route.fulfill({ status: 503, json: {} }));
    await page.reload();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await page.context().close();
  });
});

describe('the checks', () => {
  it('stand with what they ask, and say that nobody decided about them yet', async () => {
    const page = await council.openAs('olu.officer', '/returns/rules');
    expect(await main(page)).toContain('No officer has decided about a line yet');
    expect(oneLine(await rowOf(page, 'The rate is not the agreed one').innerText())).toContain(
      'Asks an officer 0 0 0 – Nobody has decided about it yet.',
    );
    await page.context().close();
  });

  it('say how often officers agreed, and which of them are mostly overruled', async () => {
    const page = await council.openAs('olu.officer');
    const fared = (rule: string, agreed: number, overruled: number) => ({
      ...{ rule, effect: 'question', agreed, overruled },
    });
    const items = [
      fared('rate-unknown', 1, 1),
      fared('units-above-commissioned', 95, 5),
      fared('carer-without-travel-time', 10, 40),
    ];
    await page.route('**/v1/return-rules*', (route) => route.fulfill({ json: { items } }));
    await page.goto(`${council.runtime.url}/returns/rules`);
    await settled(page);
    const text = await main(page);
    expect(text).toContain('Officers agreed with our checks in 106 of 152 decisions: 70 in a hundred.');
    expect((await page.locator('tbody tr').allInnerTexts()).map(oneLine)).toEqual([
      'More claimed than commissioned Asks an officer 100 95 5 95% Officers agreed in 95 of 100. It is nearly always right.',
      'A carer with no time to travel Asks an officer 50 10 40 20% Officers agreed in 10 of 50. It is mostly overruled: look at its threshold.',
      'No rate is agreed and none is claimed Asks an officer 2 1 1 50% Officers agreed in 1 of 2. That is too few to judge it by.',
    ]);
    await page.context().close();
  });
});

describe('the returns', () => {
  it('say how they come where there is none, and can be read again where they cannot be read', async () => {
    const page = await council.openAs('olu.officer');
    await page.route('**/v1/provider-returns*', (route) =>
      route.fulfill({ json: { items: [], nextCursor: null } }),
    );
    await page.goto(`${council.runtime.url}/returns`);
    await settled(page);
    expect(await main(page)).toContain('No provider has sent a return yet.');
    await page.unroute('**/v1/provider-returns*');
    await page.route('**/v1/provider-returns*', (route) => route.fulfill({ status: 503, json: {} }));
    await page.reload();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await page.context().close();
  });
});

it('the amounts of a county fit beside each other', async () => {
  const row = { isExpected: true, packages: 1204, received: 12, lines: 184_302, refused: 1_402 };
  const items = [
    {
      ...{ providerId: 'P9', name: 'Larkshire Home Care Partnership', isMissing: false, questioned: 312 },
      ...{ ...row, acceptedPence: 123_456_789, heldPence: 2_345_678, lastMonthPence: 234_567_890 },
      remindedAt: ['2026-11-05', '2026-11-10'],
    },
  ];
  const page = await council.openAs('olu.officer');
  await page.route('**/v1/returns-month*', (route) => route.fulfill({ json: { month, items } }));
  await page.goto(`${council.runtime.url}/returns/month/${month}`);
  await settled(page);
  await photograph(page, 'county-1280');
  expect(await main(page)).toContain('−£1,111,111.01 −47%');
  const hidden =
    "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('.app-table'))";
  expect(await page.evaluate(hidden)).toBe(0);
  await page.context().close();
});

describe.each([1280, 320])('at %i px', (width) => {
  it('every page of returns fits and gives axe nothing to find', async () => {
    const page = await council.openAs('olu.officer', '/', width);
    for (const address of [`/returns/month/${month}`, '/returns', '/returns/rules']) {
      await page.goto(council.runtime.url + address);
      await settled(page);
      expect(await faultsOf(page)).toEqual([]);
      await photograph(page, `${address.slice(1).replaceAll('/', '-')}-${width}`);
    }
    await page.context().close();
  });
});
