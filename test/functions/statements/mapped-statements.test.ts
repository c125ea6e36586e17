import { describe, expect, it } from 'vitest';
import { type StatementMapping } from '../../../domain/statements/statement-mapping.ts';
import { rulesOf } from '../../support/statements/read-whole.ts';
import { workbookOf } from '../../support/statements/workbook-of.ts';
import { readFile, readOne, readText } from './reading-statements.ts';

const mapping: StatementMapping = {
  mappingId: 'larkshire-credit-union',
  bank: 'Larkshire Credit Union',
  headings: ['Booked', 'Details', 'More', 'Sum', 'Left', 'No', 'Sort', 'Money'],
  date: 'Booked',
  dateOrder: 'as-the-file-shows',
  text: ['Details', 'More'],
  amount: { kind: 'signed', column: 'Sum', isPaidOutPositive: false },
  balance: 'Left',
  reference: 'No',
  kind: 'Sort',
  currency: 'Money',
};
const headings = mapping.headings.join(',');
const text = `Larkshire Credit Union\n${headings}\n13/03/2026,WAGES,M PENROSE,-50.00,150.00,R1,SO,GBP\n02/04/2026,COUNCIL,,840.00,990.00,R2,BGC,GBP\n`;

describe('A saved mapping', () => {
  it('reads a layout that no bank is known for', async () => {
    const file = await readFile(text, { mappings: [mapping] });
    const [statement] = file.statements;

    expect(file.layout).toBe('mapping:larkshire-credit-union');
    expect(statement?.transactions).toEqual([
      {
        date: '2026-03-13',
        text: 'WAGES M PENROSE',
        amountPence: -5000,
        balancePence: 15_000,
        kind: 'SO',
        reference: 'R1',
        place: { line: 3 },
      },
      {
        date: '2026-04-02',
        text: 'COUNCIL',
        amountPence: 84_000,
        balancePence: 99_000,
        kind: 'BGC',
        reference: 'R2',
        place: { line: 4 },
      },
    ]);
    expect(statement?.opening?.amountPence).toBe(20_000);
    expect(rulesOf(file)).toEqual(['date-order-decided']);
  });

  it('reads the same from a workbook, and with semicolons or tabs', async () => {
    const options = { mappings: [mapping] };
    const { statements } = await readFile(text, options);

    expect((await readFile(text.replaceAll(',', ';'), options)).statements).toEqual(statements);
    expect((await readFile(text.replaceAll(',', '\t'), options)).statements).toEqual(statements);
    expect((await readFile(workbookOf(text), options)).statements).toEqual(statements);
  });

  it('reads headings that end without a name, and days with their time', async () => {
    const odd = { ...mapping, headings: [...mapping.headings, '', ' '] };
    const timed = text.replace('13/03/2026', '13/03/2026 09:15');
    const { transactions } = await readOne(timed, { mappings: [odd] });

    expect(transactions[0]?.date).toBe('2026-03-13');
  });

  it('reads only a file with its headings in their order', async () => {
    const turned = text.replace('Booked,Details', 'Details,Booked');
    const reading = await readText(turned, { mappings: [mapping] });
    expect(reading).toMatchObject({ ok: false, rule: 'layout-unknown', place: { line: 2 } });
  });

  it('comes before the layout of a bank with the same headings', async () => {
    const card: StatementMapping = {
      ...mapping,
      headings: ['Date', 'Description', 'Amount', 'Reference'],
      date: 'Date',
      text: ['Description'],
      amount: { kind: 'signed', column: 'Amount', isPaidOutPositive: true },
      balance: null,
      reference: 'Reference',
      kind: null,
      currency: null,
    };
    const file = await readFile('Date,Description,Amount,Reference\n13/03/2026,SHOP,9.99,1\n', {
      mappings: [card],
    });

    expect(file.statements[0]?.transactions[0]?.amountPence).toBe(-999);
    expect(rulesOf(file)).not.toContain('layout-not-certain');
  });

  it('says that the British order of dates was assumed where the file shows none', async () => {
    const file = await readFile(text.replace('13/03', '03/03').replace('02/04', '04/05'), {
      mappings: [mapping],
    });
    expect(rulesOf(file)).toContain('date-order-assumed');
  });

  it.each([
    { order: 'dmy', date: '2026-03-02' },
    { order: 'mdy', date: '2026-02-03' },
  ] as const)('reads dates in the order that it says: $order', async ({ order, date }) => {
    const row = `${headings}\n02/03/2026,WAGES,,-50.00,150.00,,,\n`;
    const statement = await readOne(row, { mappings: [{ ...mapping, dateOrder: order }] });
    expect(statement.transactions[0]?.date).toBe(date);
  });

  it('refuses a date that does not fit its order', async () => {
    const reading = await readText(text, { mappings: [{ ...mapping, dateOrder: 'mdy' }] });
    expect(reading).toMatchObject({ ok: false, rule: 'row-unreadable', place: { line: 3 } });
  });

  it('reads money in and out from two columns, with or without a minus', async () => {
    const two: StatementMapping = {
      ...mapping,
      headings: ['Date', 'Details', 'Credit', 'Debit'],
      date: 'Date',
      text: ['Details'],
      amount: { kind: 'two-columns', paidIn: 'Credit', paidOut: 'Debit', isPaidOutNegative: true },
      balance: null,
      reference: null,
      kind: null,
      currency: null,
    };
    const file = 'Date,Details,Credit,Debit\n13/03/2026,WAGES,,-50.00\n14/03/2026,COUNCIL,10.00,\n';
    const { transactions } = await readOne(file, { mappings: [two] });

    expect(transactions.map(({ amountPence }) => amountPence)).toEqual([-5000, 1000]);
    const plain = {
      ...two,
      amount: { ...two.amount, isPaidOutNegative: false } as StatementMapping['amount'],
    };
    expect(await readText(file, { mappings: [plain] })).toMatchObject({ rule: 'row-unreadable' });
  });

  it('reads which way the money went from a word beside it', async () => {
    const marked: StatementMapping = {
      ...mapping,
      headings: ['Date', 'Details', 'Amount', 'Way'],
      date: 'Date',
      text: ['Details'],
      amount: { kind: 'marked', column: 'Amount', mark: 'Way', paidIn: 'IN', paidOut: 'OUT' },
      balance: null,
      reference: null,
      kind: null,
      currency: null,
    };
    const file = (way: string, amount = '50.00') =>
      `Date,Details,Amount,Way\n13/03/2026,WAGES,${amount},${way}\n`;
    const options = { mappings: [marked] };

    expect((await readOne(file('out'), options)).transactions[0]?.amountPence).toBe(-5000);
    expect((await readOne(file('In'), options)).transactions[0]?.amountPence).toBe(5000);
    expect(await readText(file('sideways'), options)).toMatchObject({ rule: 'row-unreadable' });
    expect(await readText(file('out', '-50.00'), options)).toMatchObject({ rule: 'row-unreadable' });
  });
});
