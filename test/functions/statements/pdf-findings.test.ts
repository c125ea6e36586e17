import { describe, expect, it } from 'vitest';
import { readPdfStatement } from '../../../functions/files/statements/pdf/read-pdf-statement.ts';
import { marchMovements, type Movement } from '../../support/statements/bank-files.ts';
import { changing, withoutPage } from '../../support/statements/pdf-damage.ts';
import * as files from '../../support/statements/pdf-files.ts';
import { readWhole, rulesOf } from '../../support/statements/read-whole.ts';

const readPdf = async (bytes: Uint8Array) => readWhole(await readPdfStatement(bytes));
const noteOf = async (bytes: Uint8Array, rule: string) =>
  (await readPdf(bytes)).notes.find((note) => note.rule === rule);

const containing = (text: string): unknown => expect.stringContaining(text);

const quarter: Movement[] = Array.from({ length: 60 }, (_each, place) => ({
  on: `2026-0${1 + Math.floor(place / 20)}-${String(1 + (place % 20)).padStart(2, '0')}`,
  text: `PAYMENT ${place}`,
  pence: place % 20 === 0 ? 90_000 : -1_000 - place,
  kind: 'DD',
}));

describe('Pages of a PDF statement', () => {
  it('that are missing are named by the numbers printed on the others', async () => {
    const options = { linesOnPage: 20, edit: withoutPage(2) };
    const rules = rulesOf(await readPdf(await files.lloydsPdf(quarter, options)));

    expect(rules).toContain('page-missing');
    expect(rules).toContain('balance-does-not-add-up');
    expect(await noteOf(await files.lloydsPdf(quarter, options), 'page-missing')).toMatchObject({
      severity: 'error',
      value: '2',
      message: containing('page 2 is not in the file'),
    });
  });

  it('that are missing at the end or several at once are named too', async () => {
    const bytes = await files.signedPdf(quarter, { linesOnPage: 15, edit: (pages) => pages.slice(0, 2) });
    expect(await noteOf(bytes, 'page-missing')).toMatchObject({ value: '3, 4' });
  });

  it('without numbers are said to have none', async () => {
    const bytes = await files.lloydsPdf(quarter, { linesOnPage: 20, hasPageNumbers: false });
    expect((await readPdf(bytes)).notes).toMatchObject([
      { rule: 'page-numbers-not-printed', severity: 'information' },
    ]);
  });

  it('of statements that follow one another are one statement', async () => {
    const january = quarter.slice(0, 20);
    const february = quarter.slice(20, 40);
    const opening = 20_000 + january.reduce((sum, { pence }) => sum + pence, 0);
    const bytes = await both(
      (edit) => files.natwestPdf(january, { linesOnPage: 30, edit }),
      (edit) => files.natwestPdf(february, { linesOnPage: 30, opening, edit }),
    );
    const file = await readPdf(bytes);

    expect(file.statements).toHaveLength(1);
    expect(file.statements[0]?.transactions.map(({ amountPence }) => amountPence)).toEqual(
      quarter.slice(0, 40).map(({ pence }) => pence),
    );
    expect(file.statements[0]?.period).toMatchObject({ from: '2026-01-01', to: '2026-02-20' });
    expect(file.notes).toEqual([]);
  });

  it('of two accounts are two statements, and it is said', async () => {
    const file = await readPdf(
      await both(
        (edit) => files.lloydsPdf(marchMovements, { edit }),
        (edit) => files.natwestPdf(marchMovements, { edit }),
      ),
    );

    expect(file.statements.map(({ account }) => account.accountNumber)).toEqual(['12345678', '55667788']);
    expect(rulesOf(file)).toEqual(['several-accounts']);
  });
});

type Edit = NonNullable<files.PdfOptions['edit']>;

/** The pages of one statement behind those of another, in one file. */
async function both(
  first: (edit: Edit) => Promise<Buffer>,
  second: (edit: Edit) => Promise<Buffer>,
): Promise<Buffer> {
  let drawn: Parameters<Edit>[0] = [];
  await first((pages) => (drawn = pages));
  return second((pages) => [...drawn, ...pages]);
}

describe('Sums and balances that a PDF statement prints', () => {
  it('say where an amount was changed', async () => {
    const bytes = await files.natwestPdf(marchMovements, { edit: changing('48.17', { text: '18.17' }) });
    expect(rulesOf(await readPdf(bytes))).toEqual([
      ...['sums-differ', 'summary-differs', 'balance-does-not-add-up', 'running-balance-broken'],
    ]);
  });

  it('in the box at its top are held against its table', async () => {
    const bytes = await files.hsbcPdf(marchMovements, { edit: changing('341.38', { text: '941.38' }) });
    expect(await noteOf(bytes, 'summary-differs')).toMatchObject({
      severity: 'error',
      message: containing('a closing balance of £941.38, and its table has £341.38'),
    });
  });

  it('that are carried from page to page are held against the rows before them', async () => {
    const edit: Edit = (pages) =>
      pages.map((texts, index) =>
        index === 0
          ? texts
          : [
              { text: 'Balance brought forward', x: 95, y: 207 },
              { text: '999.99', right: 555, y: 207 },
              ...texts,
            ],
      );
    const bytes = await files.santanderPdf(quarter, { linesOnPage: 30, edit });
    expect(await noteOf(bytes, 'carried-balance-differs')).toMatchObject({
      severity: 'error',
      message: containing('On page 2'),
    });
  });

  it('are not all there where a dated row has no amount, which is said', async () => {
    const edit: Edit = (pages) => {
      const blank = (texts: Parameters<Edit>[0]) =>
        changing('+£12.05', { text: '' })(changing('£341.38', { text: '' })(texts));
      return blank(pages);
    };
    const bytes = await files.signedPdf(marchMovements, { edit });
    expect(await noteOf(bytes, 'rows-left-out')).toMatchObject({ severity: 'warning', value: '1' });
  });

  it('may be of no transaction at all', async () => {
    expect(rulesOf(await readPdf(await files.santanderPdf([])))).toEqual(['no-transactions']);
  });
});

describe('A PDF that was changed after it was made', () => {
  const changedAt = new Date('2026-04-20T10:00:00Z');

  it('is told of where its figures add up, and no more', async () => {
    const bytes = await files.lloydsPdf(marchMovements, { making: { changedAt } });
    expect((await readPdf(bytes)).notes).toMatchObject([
      {
        rule: 'document-edited-after-creation',
        severity: 'information',
        message: containing('made on 1 April 2026 and changed on 20 April 2026'),
        value: 'Bank Print 4',
      },
    ]);
  });

  it('is warned of where its figures do not', async () => {
    const edit = changing('48.17', { text: '18.17' });
    const bytes = await files.lloydsPdf(marchMovements, { making: { changedAt }, edit });
    expect(await noteOf(bytes, 'document-edited-after-creation')).toMatchObject({ severity: 'warning' });
  });

  it('shows it by a second end of the file as well', async () => {
    const bytes = await files.lloydsPdf();
    const start = /startxref\n(\d+)/.exec(bytes.toString('latin1'))?.[1] ?? '';
    const again = Buffer.concat([bytes, Buffer.from(`\nstartxref\n${start}\n%%EOF\n`)]);
    const reading = await readPdfStatement(again);
    expect(reading).toMatchObject({ document: { updates: 1 } });
    expect(await noteOf(again, 'document-edited-after-creation')).toMatchObject({
      message: containing('saved again once'),
    });
  });

  it('is not told of where the bank stamped it in the same run', async () => {
    const soon = new Date('2026-04-01T08:05:00Z');
    expect(
      (await readPdf(await files.lloydsPdf(marchMovements, { making: { changedAt: soon } }))).notes,
    ).toEqual([]);
  });
});

describe('An amount in another font than the others of its column', () => {
  const many = marchMovements.concat(
    marchMovements.map((each) => ({ ...each, on: '2026-03-31', pence: -each.pence - 7 })),
  );

  it('is information where the balance is right', async () => {
    const bytes = await files.lloydsPdf(many, { edit: changing('48.17', { font: 'Courier' }) });
    expect((await readPdf(bytes)).notes).toMatchObject([
      { rule: 'fonts-mixed-in-row', severity: 'information', value: '48.17', line: 10 },
    ]);
  });

  it('is a warning where the balance breaks at that row', async () => {
    const edit = changing('48.17', { text: '18.17', size: 8 });
    expect(await noteOf(await files.lloydsPdf(many, { edit }), 'fonts-mixed-in-row')).toMatchObject({
      severity: 'warning',
      value: '18.17',
    });
  });

  it('says nothing where a bank prints its columns differently', async () => {
    const edit: Edit = (pages) =>
      pages.map((texts) =>
        texts.map((each) => (each.right === 550 ? { ...each, font: 'Helvetica-Bold' } : each)),
      );
    expect((await readPdf(await files.lloydsPdf(many, { edit }))).notes).toEqual([]);
  });
});
