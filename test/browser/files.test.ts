import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dropOntoPage, extracts, openCouncil, savedBy, settled, type Council } from './council.ts';

let council: Council;
beforeAll(async () => {
  council = await openCouncil({ empty: true });
});
afterAll(async () => {
  await council.stop();
});

const PACKAGES = `${extracts['care-packages']}PK3,U1,P001,residential,2026-04-01,2026-03-01,1,853.17,,
PK4,U1,P001,residential,31/02/2026,,1,1e3,,
`;

describe('files dropped onto the page', () => {
  it('are sent one after the other, and each says what became of it', async () => {
    const page = await council.openAs('ada.admin', '/files');
    expect(await page.locator('main').innerText()).toContain('No file has come in yet');
    const first = ['service-types', 'providers', 'rate-cards', 'people'] as const;
    await dropOntoPage(
      page,
      first.map((kind) => ({ name: `${kind}.csv`, text: extracts[kind] })),
    );
    await page.getByRole('button', { name: 'Send 4 files' }).click();
    await page.locator('.app-picked .govuk-tag', { hasText: 'Accepted' }).nth(3).waitFor();
    await page.locator('td', { hasText: 'rate-cards.csv' }).waitFor();
    expect(await page.locator('.app-picked').innerText()).not.toContain('Rejected');
    await page.context().close();
  });

  it('with errors go in but for the rows that cannot be true, each with its line, field and a sentence', async () => {
    const page = await council.openAs('olu.officer', '/files');
    await dropOntoPage(page, [{ name: 'packages-may.csv', text: PACKAGES }]);
    expect(await page.locator('.app-picked select').inputValue()).toBe('care-packages');
    await page.getByRole('button', { name: 'Send 1 file' }).click();
    await page.locator('.app-picked .govuk-tag', { hasText: 'Part accepted' }).waitFor();
    await page.getByRole('link', { name: /^What became of it.*packages-may.csv/ }).click();
    await page.getByRole('heading', { level: 1, name: 'What became of this file?' }).waitFor();
    await settled(page);
    const findings = page.locator('section[aria-labelledby=findings]');
    await findings.locator('td', { hasText: 'is before the start' }).first().waitFor();
    const text = await findings.innerText();
    expect(text).toContain('31 February 2026 does not exist');
    expect(text).toContain('1e3');
    expect(await page.locator('main').innerText()).toMatch(/Accepted\s+2\s/);
    const saved = await savedBy(page, () =>
      page.getByRole('button', { name: /Download all findings \(CSV\)/ }).click(),
    );
    expect(saved).toContain('31 February 2026 does not exist');
    await page.getByLabel('State of the line').selectOption('refused');
    await page.waitForURL('**?lines=refused');
    await page.locator('section[aria-labelledby=lines] td', { hasText: 'PK3' }).first().waitFor();
    expect(await page.locator('section[aria-labelledby=lines]').innerText()).not.toContain('PK1');
    await page.context().close();
  });

  it('a second time are duplicates and take nothing twice', async () => {
    const page = await council.openAs('olu.officer', '/files');
    await dropOntoPage(page, [{ name: 'packages-may.csv', text: PACKAGES }]);
    await page.getByRole('button', { name: 'Send 1 file' }).click();
    await page.locator('.app-picked .govuk-tag', { hasText: 'Duplicate' }).waitFor();
    await page.getByLabel('State', { exact: true }).selectOption('duplicate');
    await page.waitForURL('**/files?state=duplicate');
    await page.locator('tbody tr').first().waitFor();
    expect(await page.locator('tbody tr').count()).toBe(1);
    await page.context().close();
  });

  it('whose name says nothing are not sent before someone says what they are', async () => {
    const page = await council.openAs('olu.officer', '/files');
    await dropOntoPage(page, [{ name: 'export(3).csv', text: extracts.people }]);
    await page.getByRole('button', { name: 'Send 1 file' }).click();
    await page.locator('.govuk-error-summary').getByText('Choose what kind of file export(3).csv is').click();
    expect(await page.locator(':focus').getAttribute('id')).toMatch(/^kind-/);
    await page.context().close();
  });

  it('that are no table are quarantined with a sentence, and nothing is lost', async () => {
    const page = await council.openAs('olu.officer', '/files');
    await dropOntoPage(page, [{ name: 'people.csv', text: '\u0000\u0001\u0002binary\u0000' }]);
    await page.getByRole('button', { name: 'Send 1 file' }).click();
    await page.locator('.app-picked .govuk-tag', { hasText: /Quarantined|Rejected/ }).waitFor();
    expect(await page.locator('.app-picked').innerText()).toContain('What became of it');
    await page.context().close();
  });
});

it('signs in, sends a file and reads what became of it with the keyboard alone', async () => {
  const page = await council.openAs('olu.officer', '/files');
  await page.context().clearCookies();
  await page.evaluate('sessionStorage.clear()');
  await page.goto(`${council.runtime.url}/files`);
  await page.locator('button[value="olu.officer"]').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'What came in' }).waitFor();
  // Asked for early: the browser needs a moment before it hands the file dialog to the test.
  const opened = page.waitForEvent('filechooser');
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').innerText()).toBe('Skip to main content');
  await page.keyboard.press('Enter');
  expect(await page.locator(':focus').innerText()).toBe('What came in, and what became of it?');
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').getAttribute('type')).toBe('file');
  await page.keyboard.press('Enter');
  const chooser = await opened;
  await chooser.setFiles([
    {
      name: 'people-2.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`${extracts.people}U3,Cy Reed,1944-05-06,,\n`),
    },
  ]);
  await page.locator('.app-picked').waitFor();
  await tabTo(page, 'Send 1 file');
  await page.keyboard.press('Enter');
  await page.locator('.app-picked .govuk-tag', { hasText: 'Accepted' }).waitFor();
  await tabTo(page, 'What became of it: people-2.csv', true);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'What became of this file?' }).waitFor();
  expect(await page.locator(':focus').innerText()).toBe('What became of this file?');
  await page.context().close();
});

async function tabTo(
  page: Awaited<ReturnType<Council['openAs']>>,
  name: string,
  fromTop = false,
): Promise<void> {
  if (fromTop) await page.locator('h1').focus();
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    if (((await page.locator(':focus').textContent()) ?? '').includes(name)) return;
  }
  throw new Error(`forty presses of Tab did not reach “${name}”`);
}
