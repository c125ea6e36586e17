import { GetQueueUrlCommand, SendMessageCommand, SQSClient, ListQueuesCommand } from '@aws-sdk/client-sqs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drop, openCouncil, settled, type Council } from './council.ts';
import { faultsOf } from './faults-of.ts';

const MOST_SCRIPT_BYTES = 200_000;
let council: Council;
let fileId: string;

beforeAll(async () => {
  council = await openCouncil();
  await drop(council.runtime, 'people/wrong.csv', 'personId,name,dateOfBirth\nU9,Di Vine,31/02/1950\n');
  await sendNonsense(council.runtime.endpoints.queues);
  const uploads = (await council.ask('ada.admin', '/v1/uploads')) as {
    items: { uploadId: string; key: string }[];
  };
  fileId = uploads.items.find(({ key }) => key.includes('wrong'))?.uploadId ?? '';
});
afterAll(async () => {
  await council.stop();
});

const addresses = [
  ...['/', '/files', '/files/FILE', '/people', '/people/U1', '/providers', '/providers/P001', '/packages'],
  ...['/packages/PK1', '/packages/PK1/change', '/packages/PK1/contributions', '/packages/PK1/suspensions'],
  ...['/direct-payments', '/direct-payments/A1', '/rate-cards', '/service-types', '/settings'],
  ...['/settings/approval-limits', '/reference', '/reference/funded-nursing-care', '/failed-messages'],
  ...['/audit-trail?subject=package:PK1', '/returns/mappings', '/returns/mappings/new'],
  ...['/returns', '/returns/month/2026-10', '/returns/rules'],
  ...['/no-such-page', '/people/U404'],
];

describe.each([1280, 320])('at %i px', (width) => {
  it('every page asks one question, fits, and gives axe nothing to find', async () => {
    const page = await council.openAs('ada.admin', '/', width);
    const faults: Record<string, unknown> = {};
    for (const address of addresses) {
      await page.goto(council.runtime.url + address.replace('FILE', fileId));
      await settled(page);
      const found = await faultsOfPage(page);
      if (found.length > 0) faults[address] = found;
    }
    expect(faults).toEqual({});
    await page.context().close();
  }, 400_000);

  it('so does the provider’s home', async () => {
    const page = await council.openAs('pat.p001', '/', width);
    expect(await faultsOfPage(page)).toEqual([]);
    await page.context().close();
  });
});

async function faultsOfPage(page: Page): Promise<string[]> {
  const faults = await faultsOf(page);
  const headings = await page.locator('h1').allInnerTexts();
  if (headings.length !== 1 || !headings[0]?.endsWith('?')) faults.push(`headings: ${headings.join(' | ')}`);
  if (!(await page.title()).startsWith(headings[0] ?? '-')) faults.push(`title: ${await page.title()}`);
  return faults;
}

it('no page needs more than 200 kB of script compressed', async () => {
  const page = await council.openAs('ada.admin', '/');
  const sizes: Record<string, number> = {};
  const scripts = new Set<string>();
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.endsWith('.js')) scripts.add(pathname);
  });
  for (const address of addresses) {
    scripts.clear();
    await page.goto(council.runtime.url + address.replace('FILE', fileId));
    await settled(page);
    sizes[address] = [...scripts].reduce((sum, script) => sum + compressedBytes(script), 0);
  }
  expect(Math.min(...Object.values(sizes))).toBeGreaterThan(0);
  expect(Object.entries(sizes).filter(([, bytes]) => bytes > MOST_SCRIPT_BYTES)).toEqual([]);
  await page.context().close();
});

function compressedBytes(script: string): number {
  return gzipSync(readFileSync(join(import.meta.dirname, '../../web/dist', script))).byteLength;
}

it('the pages keep to their content security policy', async () => {
  const page = await council.openAs('ada.admin', '/');
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  for (const address of ['/', '/people/U1', '/files', '/settings']) {
    await page.goto(council.runtime.url + address);
    await settled(page);
  }
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('an expired sign-in comes back to the address it was on', async () => {
  const page = await council.openAs('olu.officer', '/packages?providerId=P001');
  await page.evaluate('sessionStorage.clear()');
  await page.reload();
  await page.locator('.app-header').waitFor();
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/packages?providerId=P001');
  await page.context().close();
});

it('a failed message is seen by a system administrator and sent again', async () => {
  const page = await council.openAs('ada.admin', '/failed-messages');
  // A list that was looked at a moment ago may come back empty: the messages in it rest.
  for (let looks = 0; looks < 10 && (await page.locator('tbody tr').count()) === 0; looks += 1) {
    await page.waitForTimeout(1000);
    await page.reload();
    await settled(page);
  }
  await page.getByRole('button', { name: /Send 1 message again/ }).click();
  await page.locator('.govuk-error-summary').waitFor();
  await page.getByLabel('Reason').fill('The reader was mended');
  // Messages rest for a few seconds after someone has looked at them, so the button may have to be pressed again.
  for (let presses = 0; presses < 10; presses += 1) {
    await page.getByRole('button', { name: /Send 1 message again/ }).click();
    await page.getByText(/1 message of .+ sent again|Nothing was sent yet/).waitFor();
    if ((await page.getByText(/1 message of .+ sent again/).count()) > 0) break;
    await page.waitForTimeout(1000);
  }
  expect(await page.locator('.govuk-notification-banner').innerText()).toMatch(/1 message of .+ sent again/);
  await page.context().close();
  const officer = await council.openAs('olu.officer', '/');
  expect(await officer.getByRole('link', { name: 'Failed messages' }).count()).toBe(0);
  await officer.context().close();
});

/** A message that no reader can read fails every try and then lies among the failed. */
async function sendNonsense(endpoint: string): Promise<void> {
  const sqs = new SQSClient({
    endpoint,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  const name = QueueUrls.map((url) => url.split('/').at(-1) ?? '').find(
    (each) => /keptfiles/i.test(each) && !/dead/i.test(each),
  );
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: name }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{"detail":"nonsense"}' }));
  sqs.destroy();
}
