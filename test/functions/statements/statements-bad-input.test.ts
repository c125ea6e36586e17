import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStatement } from '../../../functions/files/statements/read-statement.ts';
import * as files from '../../support/statements/bank-files.ts';
import { marchMovements, type Movement } from '../../support/statements/bank-files.ts';
import { rulesOf, sumOf } from '../../support/statements/read-whole.ts';
import { readFile, readOne, readText } from './reading-statements.ts';

const everyLayout = [
  ...[files.barclays(), files.lloyds(), files.natwest(), files.natwestWithCard(), files.natwestBankline()],
  ...[files.hsbc(), files.hsbcBusiness(), files.firstDirect(), files.firstDirectCard()],
  ...[files.nationwide(), files.nationwideMidata(), files.nationwideCard(), files.santanderText()],
  ...[files.santanderMidata(), files.santanderBusiness(), files.cooperative(), files.cooperativeBusiness()],
  ...[files.metro(), files.metro2010(), files.monzo(), files.monzo2018(), files.starling()],
  ...[files.revolut(), files.revolutBusiness(), files.virginCard()],
];

const refusedAt = (line: number) => ({ ok: false, rule: 'row-unreadable', place: { line } });
const inLine = (text: string, line: number, from: string, to: string) =>
  text
    .split('\n')
    .map((each, index) => (index === line - 1 ? each.replace(from, to) : each))
    .join('\n');

describe('A row that cannot be read refuses its file', () => {
  it('where its amount is none', async () => {
    const reading = await readText(inLine(files.lloyds(), 3, '50.00', '12..34'));
    expect(reading).toMatchObject(refusedAt(3));
    expect(reading).toHaveProperty('message', expect.stringMatching(/^Line 3 cannot be read: .*12\.\.34/));
  });

  it('where its amount is a formula', async () => {
    expect(await readText(inLine(files.barclays(), 2, '12.05', '=10+2.05'))).toMatchObject(refusedAt(2));
  });

  it('where its amount is no whole number of pence, by its own rule', async () => {
    const reading = await readText(inLine(files.lloyds(), 3, '50.00', '50.005'));
    expect(reading).toMatchObject({ ok: false, rule: 'amount-not-whole-pence', place: { line: 3 } });
  });

  it('where its balance is none', async () => {
    expect(await readText(files.lloyds().replace('341.38', 'n/a'))).toMatchObject(refusedAt(2));
  });

  it('where its date is none, or not in the calendar', async () => {
    expect(await readText(files.lloyds().replace('14/03/2026', 'Pending'))).toMatchObject(refusedAt(3));
    expect(await readText(files.lloyds().replace('14/03/2026', '31/02/2026'))).toMatchObject(refusedAt(3));
    expect(await readText(files.lloyds().replace('14/03/2026', ''))).toMatchObject(refusedAt(3));
  });

  it('where it has both or neither of paid in and paid out', async () => {
    expect(await readText(inLine(files.lloyds(), 3, '50.00,,', '50.00,50.00,'))).toMatchObject(refusedAt(3));
    expect(await readText(inLine(files.lloyds(), 3, '50.00,,', ',,'))).toMatchObject(refusedAt(3));
  });

  it('where a column of money out holds a minus, or that of money in', async () => {
    expect(await readText(inLine(files.lloyds(), 3, ',50.00', ',-50.00'))).toMatchObject(refusedAt(3));
    expect(await readText(inLine(files.lloyds(), 2, '12.05', '-12.05'))).toMatchObject(refusedAt(2));
  });

  it('where cells are missing or too many', async () => {
    expect(await readText(inLine(files.lloyds(), 3, 'DEB,', ''))).toMatchObject(refusedAt(3));
    expect(await readText(inLine(files.lloyds(), 3, 'DEB,', 'DEB,DEB,'))).toMatchObject(refusedAt(3));
  });

  it('where headings come again in the middle, as when two files were joined', async () => {
    const joined = files.firstDirect() + files.firstDirect();
    expect(await readText(joined)).toMatchObject(refusedAt(marchMovements.length + 2));
  });

  it('where a transaction of Santander’s text has no amount, or a line belongs to none', async () => {
    const text = files.santanderText();
    expect(await readText(text.replace(/Amount:.*-50\.00.*\n/, ''))).toMatchObject({ ok: false });
    expect(await readText(text.replace('Description:', 'Something else'))).toMatchObject({ ok: false });
    expect(await readText(inLine(text, 10, '', 'An offer of the bank'))).toMatchObject(refusedAt(10));
    expect(await readText(inLine(text, 9, '', 'Amount: 1.00\n'))).toMatchObject(refusedAt(9));
  });

  it('where a stated balance is not there', async () => {
    expect(await readText(files.starling().replace('200.00', ''))).toMatchObject(refusedAt(2));
  });
});

describe('A statement that does not prove itself', () => {
  it('is read, and says where its running balance breaks', async () => {
    const file = await readFile(inLine(files.lloyds(), 3, '50.00', '40.00'));

    expect(rulesOf(file)).toContain('running-balance-broken');
    expect(file.notes.find(({ rule }) => rule === 'running-balance-broken')?.line).toBe(3);
  });

  it('is read, and says that a row was taken out', async () => {
    const rows = files.lloyds().split('\n').toSpliced(2, 1).join('\n');
    expect(rulesOf(await readFile(rows))).toEqual(['balance-does-not-add-up', 'running-balance-broken']);
  });

  it('is put in order by its dates where rows were moved and no balance is there', async () => {
    const [headings = '', first = '', ...others] = files.barclays().trim().split('\n');
    const moved = [headings, ...others.slice(0, -1), first].join('\n');
    const { transactions } = await readOne(moved);

    expect(transactions.map(({ date }) => date)).toEqual(marchMovements.map(({ on }) => on));
  });

  it('keeps the order of the bank where interest is shown before the day it is for', async () => {
    const interest: Movement[] = [
      { on: '2026-06-01', text: 'GARAGE', pence: -3100 },
      { on: '2026-05-30', text: 'INTEREST', pence: 100 },
      { on: '2026-06-25', text: 'COUNCIL', pence: 1000 },
    ];
    const file = await readFile(files.nationwide(interest));

    expect(file.statements[0]?.transactions.map(({ text }) => text)).toEqual([
      'Payment GARAGE',
      'Payment INTEREST',
      'Payment COUNCIL',
    ]);
    expect(file.statements[0]?.period).toEqual({ from: '2026-05-30', to: '2026-06-25', isStated: false });
    expect(file.notes).toEqual([]);
  });

  it('without any transaction is read, and says so', async () => {
    const file = await readFile(files.lloyds([]));

    expect(file.statements).toHaveLength(1);
    expect(file.statements[0]?.transactions).toEqual([]);
    expect(rulesOf(file)).toEqual(['no-transactions']);
  });
});

describe('Dates', () => {
  it('with the month first are read so where the file can mean nothing else, and it is said', async () => {
    const file = await readFile(
      'Date,Description,Amount,Balance\n03/31/2026,A,-1.00,8.00\n03/02/2026,B,-1.00,9.00\n',
    );

    expect(file.statements[0]?.transactions.map(({ date }) => date)).toEqual(['2026-03-02', '2026-03-31']);
    expect(file.notes).toMatchObject([{ rule: 'date-order-decided', severity: 'warning' }]);
  });

  it('with the day first and with the month first in one file refuse it', async () => {
    const mixed = 'Date,Description,Amount,Balance\n31/03/2026,A,-1.00,8.00\n03/30/2026,B,-1.00,9.00\n';
    expect(await readText(mixed)).toMatchObject(refusedAt(3));
  });

  it('of which a spreadsheet turned some round refuse the file', async () => {
    const mixed = 'Date,Description,Amount,Balance\n31/03/2026,A,-1.00,8.00\n2026-02-03,B,-1.00,9.00\n';
    expect(await readText(mixed)).toMatchObject({
      ok: false,
      rule: 'dates-of-two-forms',
      place: { line: 3 },
    });
  });
});

describe('Text of a bank', () => {
  it('may have line ends, commas and doubled quotation marks in it', async () => {
    const text =
      'Date,Description,Amount,Balance\n31/03/2026,"BRIGHT ""DAY"",\n CENTRE",-1.00,8.00\n02/03/2026,B,-1.00,9.00\n';
    const { transactions } = await readOne(text);

    expect(transactions.map((each) => [each.text, each.place.line])).toEqual([
      ['B', 4],
      ['BRIGHT "DAY", CENTRE', 2],
    ]);
  });

  it('may have quotation marks that do not match, which is said', async () => {
    const text = 'Date,Description,Amount,Balance\n31/03/2026,"BRIGHT" DAY,-1.00,8.00\n';
    const file = await readFile(text);

    expect(file.statements[0]?.transactions[0]?.text).toBe('BRIGHT DAY');
    expect(rulesOf(file)).toEqual(['quotes-do-not-match']);
  });

  it('refuses the file where a quotation mark is never closed', async () => {
    const text = 'Date,Description,Amount,Balance\n31/03/2026,"BRIGHT,-1.00,8.00\n02/03/2026,B,-1.00,9.00\n';
    expect(await readText(text)).toMatchObject({ ok: false, rule: 'quote-not-closed', place: { line: 2 } });
  });

  it('of two encodings is read, and it is said', async () => {
    const [one, two] = [Buffer.from('€ '), Buffer.from([0xa3])];
    const [before = '', after = ''] = files.firstDirect().split('HMRC');
    const file = await readFile(Buffer.concat([Buffer.from(before), one, two, Buffer.from(after)]));

    expect(file.statements[0]?.transactions[2]?.text).toBe('€ £ PAYE');
    expect(rulesOf(file)).toEqual(['two-encodings']);
  });
});

describe('A file that is no statement', () => {
  it.each([
    { what: 'nothing', bytes: Buffer.alloc(0), rule: 'file-empty' },
    { what: 'blank lines', bytes: Buffer.from('\n\n \n'), rule: 'layout-unknown' },
    { what: 'a picture', bytes: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), rule: 'file-not-a-table' },
    { what: 'a web page', bytes: Buffer.from('<!DOCTYPE html><html></html>'), rule: 'file-not-a-table' },
    { what: 'JSON', bytes: Buffer.from('[{"date":"2026-03-01"}]'), rule: 'file-not-a-table' },
    {
      what: 'binary data',
      bytes: Buffer.from('Date,\x01\x02\x03\x04\x05\x06\n', 'latin1'),
      rule: 'file-binary',
    },
    {
      what: 'a zero byte after the headings',
      bytes: Buffer.from(`${files.lloyds()}\0`),
      rule: 'file-binary',
    },
    {
      what: 'an old workbook',
      bytes: Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'),
      rule: 'file-not-a-table',
    },
    {
      what: 'one line of thirty thousand characters',
      bytes: Buffer.from('a'.repeat(30_000)),
      rule: 'line-too-long',
    },
    { what: 'too large', bytes: Buffer.alloc(50 * 1024 * 1024 + 1, 32), rule: 'file-too-large' },
    {
      what: 'UTF-16 that ends in the middle of a character',
      bytes: Buffer.from('\ufeffDate,Description', 'utf16le').subarray(0, -1),
      rule: 'file-cut-short',
    },
  ])('is refused by its own rule: $what', async ({ bytes, rule }) => {
    const reading = await readStatement(bytes);

    expect(reading).toMatchObject({ ok: false, rule });
    expect(reading).toHaveProperty('message', expect.stringMatching(/^[A-Z].*\.$/));
  });

  it('is told by its content, never by the bytes before it in memory', async () => {
    const text = Buffer.from(files.lloyds());
    const within = Buffer.concat([Buffer.from('%PDF'), text]).subarray(4);
    expect(await readStatement(within)).toEqual(await readStatement(text));
  });
});

describe('A statement of many years', () => {
  const many = (count: number): Movement[] =>
    Array.from({ length: count }, (_each, place) => ({
      on: place < count / 2 ? '2026-03-02' : '2026-03-31',
      text: `PAYMENT ${place}`,
      pence: place % 2 === 0 ? 101 : -100,
    }));

  it('of forty thousand rows is read whole and proves itself', async () => {
    const file = await readFile(files.lloyds(many(40_000)));

    expect(file.statements[0]?.transactions).toHaveLength(40_000);
    expect(sumOf(file.statements[0]!)).toBe(20_000);
    expect(file.statements[0]?.transactions[0]?.text).toBe('PAYMENT 0');
    expect(file.notes).toEqual([]);
  });

  it('in quotation marks is read wherever it is parted to look for its headings', async () => {
    for (let more = 0; more < 40; more += 1) {
      const rows = many(300).map((each) => ({ ...each, text: each.text + 'X'.repeat(more) }));
      expect(sumOf(await readOne(files.nationwide(rows)))).toBe(150);
    }
  });

  it('of more than two hundred thousand rows is refused', async () => {
    const reading = await readText(files.barclays(many(200_001)));
    expect(reading).toMatchObject({ ok: false, rule: 'too-many-transactions' });
  });
});

describe('Any damage', () => {
  it('of a file cut short gives a value or a refusal in a sentence', async () => {
    for (const text of everyLayout) {
      const bytes = Buffer.from(text);
      for (let end = 0; end < bytes.length; end += 97) {
        const reading = await readStatement(bytes.subarray(0, end));
        expect(reading.ok ? 'Read.' : reading.message).toMatch(/^[A-Z“].*\.$/s);
      }
    }
  });

  it('of single characters gives a value or a refusal in a sentence', async () => {
    const damaged = fc.record({
      text: fc.constantFrom(...everyLayout),
      at: fc.nat(),
      put: fc.constantFrom('"', ',', ';', '\n', '\t', '\0', "'", '£', '-', '(', '9'.repeat(30), '=', 'é'),
      drop: fc.nat({ max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(damaged, async ({ text, at, put, drop }) => {
        const place = at % text.length;
        const reading = await readText(text.slice(0, place) + put + text.slice(place + drop));
        expect(reading.ok ? 'Read.' : reading.message).toMatch(/^[A-Z“].*\.$/s);
      }),
      { numRuns: 500 },
    );
  });
});
