import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { nhsRechargeCsv } from '../../../../functions/files/payments/people/nhs-recharge-csv.ts';
import { paymentsCsv } from '../../../../functions/files/payments/people/payments-csv.ts';
import { paymentsXlsx } from '../../../../functions/files/payments/people/payments-xlsx.ts';
import { remittanceCsv } from '../../../../functions/files/payments/people/remittance-csv.ts';
import { csvCells, xlsxSheet, type Cell } from './reading-lists.ts';
import { aLine, aPayment, fileOf, inputOf, madeAt, nextPayDay, reasonsOf } from './some-payments.ts';

const trap = '=HYPERLINK("http://x.example")';
const two = [
  aPayment(1, {
    lines: [
      aLine(341_268),
      aLine(-30_000, { description: trap, explanation: 'Paid £300.00 too much,\nso less now.' }),
    ],
  }),
  aPayment(2, { payOn: nextPayDay, payee: { route: 'ledger', name: 'Tŷ Llŷr 介護', supplierNumber: null } }),
];

describe('the list of what is paid, as CSV', () => {
  it('has every line, and at the end their number and sum', () => {
    const file = fileOf(paymentsCsv({ payments: two }));
    const [columns, ...cells] = csvCells(file.bytes);
    const total = cells.pop();
    expect(file.name).toBe('R000123-payments.csv');
    expect(columns).toHaveLength(20);
    expect(columns?.slice(0, 9)).toEqual([
      ...['Run', 'Payee', 'Payee name', 'Route', 'Method', 'Supplier', 'Payment', 'Paid on', 'Package'],
    ]);
    expect(cells.map((row) => [row[2], row[7], row[12]])).toEqual([
      ['Beechwood House Ltd', '2026-11-24', '3412.68'],
      ['Beechwood House Ltd', '2026-11-24', '-300.00'],
      ['Tŷ Llŷr 介護', '2026-11-25', '853.17'],
    ]);
    expect(cells.map((row) => row.length)).toEqual([20, 20, 20]);
    expect(cells[1]?.[13]).toBe('Paid £300.00 too much,\nso less now.');
    expect(total).toEqual(['#TOTAL', '3', '3965.85']);
  });

  it('has no cell that a spreadsheet would run, and leaves amounts as they are', () => {
    const cells = csvCells(fileOf(paymentsCsv({ payments: two })).bytes);
    expect(cells[2]?.slice(9, 13)).toEqual([`'${trap}`, '2026-10-26', '2026-11-22', '-300.00']);
    const run = cells.flat().filter((cell) => /^[=+@\t\r]|^-[^\d]/.test(cell));
    expect(run).toEqual([]);
  });

  it('has no bank account in it', () => {
    const text = Buffer.from(fileOf(paymentsCsv({ payments: two })).bytes).toString('utf8');
    expect(text).not.toContain('66374958');
  });

  it('is refused without a payment', () => {
    expect(reasonsOf(paymentsCsv({ payments: [] }))).toEqual([
      ['nothing-to-pay', 'There is no payment to write into a file.'],
    ]);
  });
});

describe('the recharge to an integrated care board', () => {
  it('has its share of every line, as money it owes, and their sum', () => {
    const lines = [aLine(-35_000), aLine(5_000, { description: trap })];
    const file = fileOf(nhsRechargeCsv({ payRunId: 'R000123', icbId: 'QU9/x', lines }));
    expect(file.name).toBe('R000123-nhs-recharge-QU9-x.csv');
    const [, ...cells] = csvCells(file.bytes);
    expect(cells.map((row) => [row[0], row[3], row[6]])).toEqual([
      ['QU9/x', 'Residential care, PK000123', '350.00'],
      ['QU9/x', `'${trap}`, '-50.00'],
      ['#TOTAL', undefined, undefined],
    ]);
    expect(cells.at(-1)).toEqual(['#TOTAL', '2', '300.00']);
  });
});

describe('the list of what is paid, as a workbook', () => {
  it('has every line and their sum, as numbers and days, and no formula', async () => {
    const { name, rows } = xlsxSheet(fileOf(await paymentsXlsx(inputOf(two))).bytes);
    const [headings = [], ...cells] = rows;
    const text = (value: string): Cell => ({ is: 'text', value, hasFormula: false });
    const amount = (value: string): Cell => ({ is: 'number', value, hasFormula: false });
    const date = (value: string): Cell => ({ is: 'date', value, hasFormula: false });
    expect(name).toBe('Payment lines');
    expect(headings.map(({ value }) => value).slice(6, 14)).toEqual([
      ...['Payment', 'Paid on', 'Package', 'What for', 'From', 'To', 'Amount', 'How it was reached'],
    ]);
    expect(cells.map((row) => row.length)).toEqual([20, 20, 20, 20]);
    expect(cells.map((row) => [row[0], row[12]])).toEqual([
      [text('R000123'), amount('3412.68')],
      [text('R000123'), amount('-300')],
      [text('R000123'), amount('853.17')],
      [text('Total'), amount('3965.85')],
    ]);
    expect(cells[1]?.slice(7, 12)).toEqual([
      ...[date('2026-11-24'), text('PK000123'), text(trap), date('2026-10-26'), date('2026-11-22')],
    ]);
    expect(cells[1]?.[13]).toEqual(text('Paid £300.00 too much,\nso less now.'));
    expect(cells[2]?.[2]).toEqual(text('Tŷ Llŷr 介護'));
    expect(rows.flat().filter(({ hasFormula }) => hasFormula)).toEqual([]);
  });

  it('comes out the same again', async () => {
    const [first, again] = [await paymentsXlsx(inputOf(two)), await paymentsXlsx(inputOf(two))];
    expect(Buffer.compare(fileOf(first).bytes, fileOf(again).bytes)).toBe(0);
  });

  it('is packed by code of our own bundle, not by what the machine offers', async () => {
    const { bytes } = fileOf(await paymentsXlsx(inputOf(two)));
    const packed = zipSync(unzipSync(bytes), { mtime: new Date(1980, 0, 1) });
    expect(Buffer.compare(packed, bytes)).toBe(0);
  });

  it('is refused without a payment', async () => {
    expect(reasonsOf(await paymentsXlsx({ payments: [], madeAt })).map(([rule]) => rule)).toEqual([
      'nothing-to-pay',
    ]);
  });
});

describe('a remittance as CSV', () => {
  it('tells the payee each line, how it was reached, and the sum', () => {
    const [payment = aPayment(1)] = two;
    const file = fileOf(remittanceCsv({ payment }));
    const [columns, ...cells] = csvCells(file.bytes);
    expect(file.name).toBe('R000123-00001-remittance.csv');
    expect(columns).toEqual([
      'Payment',
      'Paid on',
      'Package',
      'What for',
      'From',
      'To',
      'Amount',
      'How it was reached',
    ]);
    expect(cells[0]).toEqual([
      ...[
        'R000123-00001',
        '2026-11-24',
        'PK000123',
        'Residential care, PK000123',
        '2026-10-26',
        '2026-11-22',
      ],
      ...['3412.68', '28 days at £853.17 a week are £3,412.68.'],
    ]);
    expect(cells[1]?.[7]).toBe('Paid £300.00 too much,\nso less now.');
    expect(cells.slice(2)).toEqual([['#TOTAL', '2', '3112.68']]);
  });

  it('is refused for nothing paid', () => {
    const payment = aPayment(1, { lines: [aLine(0)] });
    expect(reasonsOf(remittanceCsv({ payment })).map(([rule]) => rule)).toEqual([
      'payment-not-above-nothing',
    ]);
  });
});
