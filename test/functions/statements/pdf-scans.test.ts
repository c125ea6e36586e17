import { describe, expect, it } from 'vitest';
import { readPdfStatement } from '../../../functions/files/statements/pdf/read-pdf-statement.ts';
import { recognisedText } from '../../../functions/files/statements/pdf/recognised-text.ts';
import { marchMovements, marchOpening } from '../../support/statements/bank-files.ts';
import * as files from '../../support/statements/pdf-files.ts';
import { readWhole, rulesOf } from '../../support/statements/read-whole.ts';
import { recognise, scanOf, type Scanning } from '../../support/statements/scanned.ts';

type Misread = NonNullable<Scanning['misread']>;

/** Reads a statement that was printed and scanned. */
async function readScanned(printed: Uint8Array, scanning: Scanning = {}) {
  const words = await recognise(printed, scanning);
  return readPdfStatement(await scanOf(printed), {
    readScan: (pages) => Promise.resolve(recognisedText(words, pages)),
  });
}

const misreading =
  (from: string, to: { text?: string; confidence?: number } | null): Misread =>
  ({ text }) =>
    text === from ? to : {};

const refused = (rule: string, said: string) => ({
  ok: false,
  rule,
  message: expect.stringContaining(said) as unknown,
});
const ask = 'Ask for the statement as the bank makes it: a PDF from its website, CSV or OFX.';

describe.each(Object.entries(files.pdfLayouts))('A scanned statement as of %s', (_name, print) => {
  it.each([0, 0.7, -1.5, 90, 180])('is read as if it were printed, %f degrees askew', async (degrees) => {
    const file = readWhole(await readScanned(await print(), { degrees }));
    const [statement, ...others] = file.statements;

    expect(others).toEqual([]);
    expect(statement?.transactions.map(({ date, amountPence }) => [date, amountPence])).toEqual(
      marchMovements.map(({ on, pence }) => [on, pence]),
    );
    for (const [place, { text }] of marchMovements.entries()) {
      expect(statement?.transactions[place]?.text).toContain(text);
    }
    expect(statement?.opening?.amountPence).toBe(marchOpening);
    expect(file.notes[0]).toMatchObject({ rule: 'read-from-scan', severity: 'information' });
  });
});

describe('What was recognised of a scan', () => {
  it('has the lines and pages of the print it was made of', async () => {
    const printed = await files.lloydsPdf(marchMovements, { linesOnPage: 3 });
    const [asText, asScan] = [
      readWhole(await readPdfStatement(printed)),
      readWhole(await readScanned(printed)),
    ];

    const placesIn = ({ statements }: typeof asText) =>
      statements.flatMap(({ transactions }) => transactions.map(({ place }) => place));
    expect(placesIn(asScan)).toEqual(placesIn(asText));
    expect(new Set(placesIn(asScan).map(({ page }) => page))).toEqual(new Set([1, 2]));
  });

  it.each([
    { what: 'an amount', word: '48.17' },
    { what: 'a balance', word: '341.38' },
    { what: 'a date', word: '14' },
    { what: 'a balance in the box above', word: '£341.38' },
    { what: 'a day of the period', word: '31', above: 0.2 },
  ])('is refused where $what is doubtful', async ({ word, above = 1 }) => {
    const misread: Misread = ({ text, corners: [{ y }] }) =>
      text === word && y < above ? { confidence: 89.9 } : {};
    expect(await readScanned(await files.lloydsPdf(), { misread })).toMatchObject(
      refused('scan-doubtful', `“${word}” is not recognised surely enough`),
    );
  });

  it('says where the first doubtful figure stands, and how many more there are', async () => {
    const misread: Misread = ({ text }) => (/^\d+\.\d\d$/.test(text) ? { confidence: 60 } : {});
    const reading = await readScanned(await files.lloydsPdf(), { misread });
    expect(reading).toMatchObject({
      ...refused('scan-doubtful', 'on page 1, line 8, “840.00”'),
      place: { page: 1, line: 8 },
    });
    expect(reading).toMatchObject(refused('scan-doubtful', 'So are 8 more. Ask for'));
  });

  it('lies on its page, however the paper lay', async () => {
    const words = await recognise(await files.lloydsPdf(), { degrees: 180 });
    const { pages } = recognisedText(words, [{ page: 1, width: 595, height: 842, items: [] }]);
    const places = pages.flatMap(({ items }) => items.map(({ x }) => x));
    expect(places).toHaveLength(words.length);
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
  });

  it('may be doubtful where nothing is reckoned with it', async () => {
    const misread = misreading('PENROSE', { text: 'PENR0SE', confidence: 55 });
    const file = readWhole(await readScanned(await files.lloydsPdf(), { misread }));
    expect(file.statements[0]?.transactions[1]?.text).toBe('M PENR0SE CARE WAGES');
  });

  it.each([
    { what: 'an amount is misread', from: '48.17', to: { text: '43.17' } },
    { what: 'a balance is misread', from: '329.33', to: { text: '829.33' } },
    { what: 'a sum above is misread', from: '£710.67', to: { text: '£770.67' } },
  ])('is refused where $what, since it does not add up', async ({ from, to }) => {
    const printed = await files.lloydsPdf();
    const reading = await readScanned(printed, { misread: misreading(from, to) });
    expect(reading).toMatchObject(refused('scan-does-not-add-up', 'since they do not add up.'));
    expect(reading).toMatchObject(refused('scan-does-not-add-up', ask));
  });

  it('is refused where the figures of a row were missed', async () => {
    const row = new Set(['HMRC', 'PAYE', 'DD', '48.17', '379.33']);
    const misread: Misread = ({ text }) => (row.has(text) ? null : {});
    expect(await readScanned(await files.lloydsPdf(), { misread })).toMatchObject(
      refused('scan-does-not-add-up', ask),
    );
  });

  it('is warned of where no balance stands before its first amount', async () => {
    const file = readWhole(await readScanned(await files.signedPdf()));
    expect(rulesOf(file)).toEqual(['read-from-scan', 'first-amount-unproven']);
    expect(file.notes[1]).toMatchObject({
      severity: 'warning',
      value: '£840.00',
      message: expect.stringContaining('£840.00 on 2 March 2026, so nothing proves it.') as unknown,
    });
  });

  it.each([
    {
      what: 'a single amount has its own balance alone',
      print: () => files.signedPdf(marchMovements.slice(0, 1)),
    },
    { what: 'no balances were recognised', print: () => files.signedPdf() },
  ])('is refused where $what', async ({ what, print }) => {
    const isBalance = ({ corners: [{ x }] }: { corners: readonly [{ x: number }, ...unknown[]] }) => x > 0.8;
    const misread: Misread = (word) =>
      what.startsWith('no') && isBalance(word) && word.text.startsWith('£') ? null : {};
    expect(await readScanned(await print(), { misread })).toMatchObject(
      refused('scan-without-balances', 'no balances before and after its transactions'),
    );
  });
});
