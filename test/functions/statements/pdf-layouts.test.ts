import { describe, expect, it } from 'vitest';
import { readPdfStatement } from '../../../functions/files/statements/pdf/read-pdf-statement.ts';
import {
  marchClosing,
  marchMovements,
  marchOpening,
  type Movement,
} from '../../support/statements/bank-files.ts';
import { changing } from '../../support/statements/pdf-damage.ts';
import { drawPdf } from '../../support/statements/pdf-drawing.ts';
import * as files from '../../support/statements/pdf-files.ts';
import { readWhole, rulesOf, sumOf } from '../../support/statements/read-whole.ts';

const readPdf = async (bytes: Uint8Array) => readWhole(await readPdfStatement(bytes));

/** Over a year’s end, several on most days, with names that look like rows of other kinds. */
const winter: Movement[] = Array.from({ length: 66 }, (_each, place) => ({
  on:
    place < 40
      ? `2025-12-${String(1 + Math.floor(place * 0.75)).padStart(2, '0')}`
      : `2026-01-${String(place - 38).padStart(2, '0')}`,
  text: ['NEW BALANCE SHOES', 'TOTAL FITNESS', '12 MARKET ST', 'TESCO 3921'][place % 4] ?? '',
  pence: place % 9 === 0 ? 125_000 : -(place * 137 + 1),
  kind: 'DD',
}));

const layouts = Object.entries(files.pdfLayouts);

describe.each(layouts)('A PDF statement as of %s', (_name, print) => {
  it('is read whole, and adds up', async () => {
    const file = await readPdf(await print());
    const [statement, ...others] = file.statements;

    expect(others).toEqual([]);
    expect(file.format).toBe('pdf');
    expect(statement?.transactions.map(({ date, amountPence }) => [date, amountPence])).toEqual(
      marchMovements.map(({ on, pence }) => [on, pence]),
    );
    for (const [place, { text }] of marchMovements.entries()) {
      expect(statement?.transactions[place]?.text).toContain(text);
    }
    expect(statement?.opening?.amountPence).toBe(marchOpening);
    expect(statement?.closing?.amountPence).toBe(marchClosing);
    expect(file.notes).toEqual([]);
  });

  it('is read over several pages and a year’s end, with an overdraft', async () => {
    const file = await readPdf(await print(winter, { opening: 30_000, linesOnPage: 24 }));
    const [statement] = file.statements;

    expect(file.statements).toHaveLength(1);
    expect(statement?.transactions.map(({ date, amountPence }) => [date, amountPence])).toEqual(
      winter.map(({ on, pence }) => [on, pence]),
    );
    expect(statement?.transactions.at(-1)?.balancePence).toBe(statement?.closing?.amountPence);
    expect(file.notes).toEqual([]);
  });

  it('is read where headings stand on its first page alone', async () => {
    const file = await readPdf(await print(winter, { linesOnPage: 24, hasHeadingsOnce: true }));

    expect(file.statements[0]?.transactions.map(({ amountPence }) => amountPence)).toEqual(
      winter.map(({ pence }) => pence),
    );
    expect(file.notes).toEqual([]);
  });
});

describe('What a PDF statement says of itself', () => {
  const accountOf = async (bytes: Uint8Array) => (await readPdf(bytes)).statements[0]?.account;

  it('is whose account it is, wherever that stands', async () => {
    const name = 'Ms Wren Alder';
    const iban = null;
    expect(await accountOf(await files.lloydsPdf())).toEqual({
      sortCode: '998874',
      accountNumber: '12345678',
      iban,
      name,
    });
    expect(await accountOf(await files.barclaysPdf())).toEqual({
      sortCode: '200000',
      accountNumber: '99887766',
      iban,
      name,
    });
    expect(await accountOf(await files.hsbcPdf())).toEqual({
      sortCode: '400001',
      accountNumber: '44332211',
      iban,
      name,
    });
    expect(await accountOf(await files.natwestPdf())).toEqual({
      sortCode: '600001',
      accountNumber: '55667788',
      iban,
      name: 'ALDER W',
    });
    expect(await accountOf(await files.santanderPdf())).toEqual({
      sortCode: '090128',
      accountNumber: '33445566',
      iban,
      name,
    });
    expect(await accountOf(await files.prepaidPdf())).toEqual({
      sortCode: null,
      accountNumber: '**** **** **** 4821',
      iban,
      name,
    });
  });

  it('is an IBAN, which holds sort code and account number', async () => {
    const iban = 'GB33 BUKB 2020 1555 5555 55';
    const bytes = await files.signedPdf(marchMovements, {
      edit: (pages) => pages.map((texts) => [{ text: `IBAN: ${iban}`, x: 40, y: 80 }, ...texts]),
    });
    expect(await accountOf(bytes)).toMatchObject({ iban: 'GB33BUKB20201555555555', sortCode: '202015' });
  });

  it('is its period', async () => {
    for (const print of [files.lloydsPdf, files.barclaysPdf, files.natwestPdf, files.santanderPdf]) {
      const file = await readPdf(await print());
      expect(file.statements[0]?.period).toEqual({ from: '2026-03-01', to: '2026-03-31', isStated: true });
    }
  });

  it('is where each transaction stands, its kind and its balance', async () => {
    const file = await readPdf(await files.lloydsPdf(winter, { linesOnPage: 24 }));
    expect(file.statements[0]?.transactions[30]).toMatchObject({ kind: 'DD', place: { page: 2, line: 9 } });
    expect(file.statements[0]?.transactions.every(({ balancePence }) => balancePence !== null)).toBe(true);
  });

  it('is how it was made', async () => {
    const reading = await readPdfStatement(await files.lloydsPdf());
    expect(reading).toMatchObject({
      document: {
        ...{ pageCount: 1, producer: 'Bank Print 4', updates: 0, isScan: false },
        ...{ createdAt: '2026-04-01T08:00:00.000Z', modifiedAt: '2026-04-01T08:00:00.000Z' },
      },
    });
  });

  it('may be that the account is in another currency', async () => {
    const bytes = await files.signedPdf(marchMovements, {
      edit: changing('Amount (GBP)', { text: 'Amount (EUR)' }),
    });
    const file = await readPdf(bytes);
    expect(file.statements[0]?.currency).toBe('EUR');
    expect(rulesOf(file)).toEqual(['currency-not-pounds']);
  });
});

describe('However a bank makes its PDF', () => {
  const sumsOf = (file: Awaited<ReturnType<typeof readPdf>>) => file.statements.map(sumOf);

  it('its rows are read: encrypted, but without a password', async () => {
    for (const compress of [true, false]) {
      const bytes = await files.lloydsPdf(marchMovements, { making: { ownerPassword: 'bank', compress } });
      expect(sumsOf(await readPdf(bytes))).toEqual([14_138]);
    }
  });

  it('its rows are read: each line one text in letters of one width', async () => {
    const line = (
      date: string,
      text: string,
      paidOut: string,
      paidIn: string,
      balance: string,
      y: number,
    ) => ({
      text: `${date.padEnd(12)}${text.padEnd(24)}${paidOut.padStart(10)}${paidIn.padStart(12)}${balance.padStart(12)}`,
      ...{ x: 40, y, font: 'Courier' },
    });
    const bytes = await drawPdf([
      [
        line('Date', 'Details', 'Debit', 'Credit', 'Balance', 100),
        line('', 'BALANCE FORWARD', '', '', '200.00', 112),
        line('02/03/2026', 'COUNCIL 12.50', '', '840.00', '1,040.00', 124),
        line('05/03/2026', 'M PENROSE', '612.50', '', '427.50', 136),
      ],
    ]);
    const file = await readPdf(bytes);
    expect(file.statements[0]?.transactions.map(({ amountPence }) => amountPence)).toEqual([84_000, -61_250]);
    expect(file.statements[0]?.opening).toMatchObject({ amountPence: 20_000, isStated: true });
  });

  it('its rows are read: each word a text of its own, and signs apart from their amounts', async () => {
    const edit: files.PdfOptions['edit'] = (pages) =>
      pages.map((texts) =>
        texts.flatMap((each) => {
          if (each.right === undefined || !each.text.startsWith('-£')) return [each];
          return [
            { ...each, text: each.text.slice(2) },
            { ...each, text: '- £', right: each.right - 34 },
          ];
        }),
      );
    const file = await readPdf(await files.signedPdf(marchMovements, { edit }));
    expect(sumsOf(file)).toEqual([14_138]);
    expect(file.notes).toEqual([]);
  });

  it('a dash in an empty cell is no minus of the amount beside it', async () => {
    const edit: files.PdfOptions['edit'] = (pages) =>
      pages.map((texts) =>
        texts.flatMap((each) => {
          const beside = each.right === 400 ? 475 : 400;
          const isAmount = (each.right === 400 || each.right === 475) && /\d/.test(each.text);
          return isAmount ? [each, { ...each, text: '-', right: beside }] : [each];
        }),
      );
    const file = await readPdf(await files.lloydsPdf(marchMovements, { edit }));
    expect(sumsOf(file)).toEqual([14_138]);
    expect(file.notes).toEqual([]);
  });

  it('a minus before what is paid out changes nothing where every amount paid out has one', async () => {
    const edit: files.PdfOptions['edit'] = (pages) =>
      pages.map((texts) =>
        texts.map((each) =>
          each.right === 400 && /\d/.test(each.text) ? { ...each, text: `-${each.text}` } : each,
        ),
      );
    const file = await readPdf(await files.prepaidPdf(marchMovements, { edit }));
    expect(sumsOf(file)).toEqual([14_138]);
    expect(file.notes).toEqual([]);
  });
});
