import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drop, openCouncil, settled, type Council } from './council.ts';
import { faultsOf } from './faults-of.ts';

const main = (page: Page): Promise<string> => page.locator('main').innerText();
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');
const aPdf = Buffer.from('%PDF-1.7\nThe paper\n%%EOF\n');

let council: Council;
beforeAll(async () => {
  council = await openCouncil();
  await drop(
    council.runtime,
    'ledger-history/paid.csv',
    `reference,supplierNumber,providerId,invoiceNumber,invoiceDate,amount,paidOn
5100001,0000700124,,MH-1234,03/05/2024,1120.50,10/05/2024
5100002,,P002,MH-9,20/04/2024,1120.50,
`,
  );
});
afterAll(async () => {
  await council.stop();
});

async function typeInvoice(page: Page, invoiceNumber: string): Promise<void> {
  await page.getByLabel('Provider id').fill('P002');
  await page.getByLabel('Invoice number').fill(invoiceNumber);
  await page.getByLabel('Date of the invoice').fill('3/5/2024');
  await page.getByLabel('What for').fill('Mental health assessment');
  await page.getByLabel('Amount in pounds').fill('1,120.5');
  await page.getByLabel('From').fill('1/5/2024');
  await page.getByLabel('To', { exact: true }).fill('1/5/2024');
  await page.getByLabel('Reason').fill('Came by post; another doctor');
}
const attach = (page: Page, name: string, buffer: Buffer) =>
  page.getByLabel('Image of the invoice').setInputFiles({ name, mimeType: 'application/pdf', buffer });

describe.each([1280, 320])('a paper invoice at %i px', (width) => {
  it('that the ledger paid is said to be paid while its number is typed', async () => {
    const page = await council.openAs('olu.officer', '/paper-invoices/new', width);
    await page.getByLabel('Provider id').fill('P002');
    await page.getByLabel('Invoice number').fill('mh 1234');
    await page.getByText('The ledger paid this number before').waitFor();
    expect(oneLine(await page.locator('#invoiceNumber-error').innerText())).toBe(
      'Error: The ledger paid this number before: MH-1234 of 3 May 2024 over £1,120.50, under its reference 5100001',
    );
    await page.context().close();
  });

  it('that may have been billed before is compared first, and kept with its image', async () => {
    const page = await council.openAs('olu.officer', '/paper-invoices/new', width);
    await attach(page, 'scan.pdf', Buffer.from('<html>no scan</html>'));
    await page.getByText('The file is no PDF, PNG or JPEG').waitFor();
    await typeInvoice(page, width === 320 ? 'MH-1243' : 'MH-124');
    await page.getByRole('heading', { name: 'This may have been billed before' }).waitFor();
    const record = page.getByRole('button', { name: 'Record this invoice over £1,120.50' });
    await record.click();
    await page.locator('.govuk-error-summary').getByText('Choose another image').waitFor();
    await attach(page, 'scan.pdf', Buffer.concat([aPdf, Buffer.from(String(width))]));
    await page.getByText('scan.pdf is attached.').waitFor();
    await record.click();
    await page.locator('.govuk-error-summary').getByText('Compare the invoices it may be').click();
    expect(await page.locator(':focus').getAttribute('id')).toBe('compared');
    expect(oneLine(await main(page))).toContain('Paid by the ledger on 10 May 2024, reference 5100001');
    expect(oneLine(await main(page))).toContain('Number almost the same, date near');
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Space');
    await record.click();
    await page.getByText('Recorded: £1,120.50').waitFor();
    await page.goto(`${council.runtime.url}/paper-invoices`);
    await settled(page);
    await page.getByRole('link', { name: width === 320 ? 'MH-1243' : 'MH-124', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'What was keyed from this paper invoice?' }).waitFor();
    await settled(page);
    expect(oneLine(await main(page))).toContain('Came by post; another doctor');
    expect(await faultsOf(page)).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /Download the image \(PDF/ }).click(),
    ]);
    expect(readFileSync(await download.path(), 'utf8')).toBe(`${aPdf.toString()}${width}`);
    expect(download.suggestedFilename()).toMatch(/^MI[0-9A-F]+\.pdf$/);
    await page.context().close();
  });
});
