import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { returnRoutes } from '../../events/api/returns.ts';
import { allowedInReturns } from '../../web/src/session/permissions.ts';
import { drop, openCouncil, settled, type Council } from './council.ts';
import { faultsOf } from './faults-of.ts';

const main = async (page: Page): Promise<string> =>
  (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');

/** An hour a day of home care at £20 for Ann Thwaite, from Thrush Homes. */
const PACKAGE =
  'packageId,personId,providerId,serviceType,startDate,endDate,unitsPerWeek,rate,funding\nPK3,U1,P002,home-care,2026-04-06,,7,20.00,care-act\n';
const HEADING =
  'lineRef,personId,packageId,serviceType,date,startTime,claimedMinutes,actualStartTime,actualMinutes,monitoring,carerId,rate,amount,note';

type Visit = { minutes?: number; rate?: number; person?: string; note?: string };

/** A visit on each of some days from a first one. */
function visits(name: string, first: string, count: number, visit: Visit = {}): string[] {
  const { minutes = 60, rate = 20, person = 'U1', note = '' } = visit;
  return Array.from({ length: count }, (_, day) => {
    const date = new Date(Date.parse(first) + day * 86_400_000).toISOString().slice(0, 10);
    const amount = ((minutes / 60) * rate).toFixed(2);
    const cells = [`${name}${day}`, person, person === 'U1' ? 'PK3' : 'PK77', 'home-care', date, '09:00'];
    return [...cells, minutes, '09:02', minutes, 'auto', 'C1', rate.toFixed(2), amount, note].join(',');
  });
}

const october = [
  ...visits('D', '2026-10-05', 3, { rate: 25 }),
  ...visits('N', '2026-10-08', 1, { rate: 25, note: 'Two carers came; the nurse asked for it' }),
  ...visits('W', '2026-10-12', 7, { minutes: 120 }),
  ...visits('X', '2026-10-20', 1, { person: 'U9' }),
];
const september = visits('S', '2026-09-07', 14, { rate: 60 });

let council: Council;
beforeAll(async () => {
  council = await openCouncil();
  await drop(council.runtime, 'care-packages/home.csv', PACKAGE);
  for (const [name, rows] of Object.entries({ october, september }))
    await drop(council.runtime, `provider-returns/P002/${name}.csv`, [HEADING, ...rows, ''].join('\n'));
});
afterAll(async () => {
  await council.stop();
});

async function placeOf(name: string): Promise<string> {
  const { items } = (await council.ask('olu.officer', '/v1/provider-returns')) as {
    items: { uploadId: string; fileName: string }[];
  };
  return `/returns/${items.find(({ fileName }) => fileName === name)?.uploadId ?? name}`;
}

/** The reference of the line that has the focus. */
const focused = (page: Page): Promise<string> => page.locator('tr:has(input:focus) td').nth(1).innerText();

/** Keys so quick that the page shows what the one did, and has done nothing else, before the next comes. */
async function pressAtOnce(page: Page, keys: readonly string[]): Promise<void> {
  await page.evaluate(`(async () => {
    for (const key of ${JSON.stringify(keys)}) {
      document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      await undefined;
    }
  })()`);
}

describe('the exceptions of a return', () => {
  it('are found from what waits, and read with what was commissioned, delivered and claimed', async () => {
    const page = await council.openAs('olu.officer', '/returns/exceptions');
    expect(await main(page)).toMatch(/lines of 2 returns wait, and £\d+\.00 is held until somebody decides/);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'october.csv' }).click();
    await page.getByRole('heading', { level: 1, name: 'What is wrong, and what do I decide?' }).waitFor();
    await settled(page);
    const text = await main(page);
    expect(text).toContain('Claimed £380.00 Accepted £0.00 Paid meanwhile £220.00 Held £160.00');
    expect(text).toMatch(/The rate is not the agreed one : show its lines Asks an officer 4 4 £20\.00/);
    expect(text).toMatch(/More claimed than commissioned : show its lines Asks an officer 1 1 £140\.00/);
    expect(text).toMatch(/Nobody has this person number : show its lines Refuses the line 1 0 £0\.00/);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByLabel('Provider’s words').selectOption('yes');
    await page.getByText('“Two carers came; the nurse asked for it”').waitFor();
    await settled(page);
    expect(await page.locator('input[data-line]').count()).toBe(1);
    await page.context().close();
  });

  it('are cleared check by check: by keyboard, in bulk, and a week as one', async () => {
    const page = await council.openAs('olu.officer', await placeOf('october.csv'));
    await page.getByRole('button', { name: 'The rate is not the agreed one' }).click();
    await page.locator('input[data-line]').nth(3).waitFor();
    await page.keyboard.press('j');
    expect(await focused(page)).toContain('D0');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('j');
    expect(await focused(page)).toContain('D1');

    // One line, by its key: what it changes stands there before it is decided, and a reason is asked for.
    await page.keyboard.press('c');
    const panel = page.locator('.app-decide');
    await panel.getByText('£20.00 is paid after it').waitFor();
    expect(await panel.innerText()).toMatch(/That is what is paid now\.\s+£5\.00 is held no longer\./);
    await page.keyboard.press('Control+Enter');
    await panel.getByText('There is a problem').waitFor();
    await page.locator('#reason').focus();
    await page.keyboard.type('Only one carer is agreed');
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Decided for 1 line: pay what was commissioned.').waitFor();
    await settled(page);
    expect(await focused(page)).toContain('D2');

    // The others of the check at once; what is left leads on to the next check.
    await pressAtOnce(page, ['e', 'a']);
    await page.getByText('3 lines selected.').waitFor();
    await panel.getByText('That is £15.00 more than is paid now.').waitFor();
    await page.keyboard.type('The dearer rate was agreed by telephone');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { level: 2, name: 'More claimed than commissioned' }).waitFor();
    await settled(page);

    // A week is asked about as one, with its visits folded under it.
    expect(await main(page)).toMatch(
      /W6 line 12 with 6 others of its week .* 7 hours 14 hours 14 hours £280\.00 £140\.00 £140\.00/,
    );
    await page.getByRole('button', { name: /^Show the 6 other lines decided with it/ }).click();
    await page.getByText('1 commissioned, 2 delivered, 2 claimed (hours)').first().waitFor();
    expect(await page.locator('.app-week li').count()).toBe(7);
    await page.locator('input[data-line]').focus();
    await page.keyboard.press('m');
    await panel.locator('#units:focus').waitFor();
    await page.keyboard.type('10');
    await panel.getByText('£200.00 is paid after it').waitFor();
    await page.locator('#reason').fill('Three visits were agreed to be longer');
    await panel.getByRole('button', { name: 'Pay other hours' }).click();
    await page.getByText('Decided for 7 lines: pay other hours.').waitFor();
    await page.locator('.govuk-inset-text .govuk-tag', { hasText: 'Part accepted' }).waitFor();
    await settled(page);
    expect(await main(page)).toContain('Accepted £295.00 Paid meanwhile £0.00 Held £0.00');
    expect(await main(page)).toContain('3 decisions about this return');
    await page.context().close();
  });

  it('read well where the screen is narrow, and without keys for whoever turns them off', async () => {
    const page = await council.openAs('olu.officer', await placeOf('september.csv'), 320);
    await settled(page);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Turn these keys off' }).click();
    await page.locator('input[data-line]').first().focus();
    await page.keyboard.press('a');
    expect(await page.locator('.app-decide').count()).toBe(0);
    await page.locator('input[data-line]').first().press('Space');
    await page.locator('.app-decide').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.goto(`${council.runtime.url}/returns/exceptions`);
    await settled(page);
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  });
});

describe('a decision above the limit', () => {
  it('is proposed by one officer and holds once a second agrees', async () => {
    const place = await placeOf('september.csv');
    const page = await council.openAs('amy.approver', place);
    await page.locator('input[data-line]').first().waitFor();
    await page.getByRole('button', { name: 'Select all 14 that wait' }).click();
    await page.getByLabel('Pay what was claimed').check();
    await page.getByText('so it is a proposal until a second person agrees').waitFor();
    await page.getByLabel('Reason').fill('The contract was raised in August');
    await page.locator('.app-decide button[type=submit]').click();
    await page.getByText('It is proposed to pay what was claimed for 14 lines.').waitFor();
    await page.getByText('You proposed it, so somebody else has to agree or decline.').waitFor();
    await settled(page);
    expect(await main(page)).toContain('14 lines of 14 lines wait for a decision');
    expect(await page.getByRole('button', { name: 'Agree to it' }).count()).toBe(0);
    await page.context().close();

    const officer = await council.openAs('olu.officer', place);
    await officer.getByText('A payments approver agrees or declines.').waitFor();
    await officer.context().close();

    const second = await council.openAs('abe.approver', place);
    await second.getByText('amy.approver proposed it').waitFor();
    await settled(second);
    expect(await faultsOf(second)).toEqual([]);
    await second.getByRole('button', { name: 'Agree to it' }).click();
    await second.getByText('Say why').first().waitFor();
    await second.getByLabel('Reason').fill('I have seen the letter of August');
    await second.getByRole('button', { name: 'Agree to it' }).click();
    await second.locator('.govuk-inset-text .govuk-tag', { hasText: 'Accepted' }).waitFor();
    await settled(second);
    expect(await main(second)).toContain('Claimed £840.00 Accepted £840.00');
    await second.goto(`${council.runtime.url}/returns/exceptions`);
    await settled(second);
    expect(await main(second)).not.toContain('september.csv');
    await second.context().close();
  });
});

describe('the page of a return', () => {
  it('is opened from its file, and offers decisions to those alone who may make them', async () => {
    expect(allowedInReturns.decideReturns).toEqual(returnRoutes.decideReturnLines.roles);
    expect(allowedInReturns.answerReturnDecisions).toEqual(returnRoutes.approveReturnDecision.roles);
    const place = await placeOf('october.csv');
    const page = await council.openAs('ivy.inspector', place.replace('/returns/', '/files/'));
    await page.getByRole('link', { name: 'See what it claims, and decide about its lines' }).click();
    await page.getByRole('heading', { level: 1, name: 'What is wrong, and what do I decide?' }).waitFor();
    await settled(page);
    expect(await page.locator('input[data-line], .app-keys, .app-decide').count()).toBe(0);
    await page.goto(`${council.runtime.url}/returns/none`);
    await settled(page);
    expect(await main(page)).toContain('No return has arrived under this id.');
    await page.context().close();
  });

  it('says what stands in the way of a file of which nothing was taken', async () => {
    await drop(council.runtime, 'provider-returns/P002/fish.csv', 'Fish,Chips\n1,2\n');
    const page = await council.openAs('olu.officer', await placeOf('fish.csv'));
    expect(await main(page)).toContain('There are no lines to decide about.');
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  });
});
