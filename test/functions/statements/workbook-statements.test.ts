import { describe, expect, it } from 'vitest';
import { readStatement } from '../../../functions/files/statements/read-statement.ts';
import * as files from '../../support/statements/bank-files.ts';
import { marchClosing, marchMovements, marchSum } from '../../support/statements/bank-files.ts';
import { rulesOf, sumOf } from '../../support/statements/read-whole.ts';
import { workbookOf } from '../../support/statements/workbook-of.ts';
import { book, textRow, valueRow } from '../files/making-workbooks.ts';
import { readFile, readOne } from './reading-statements.ts';

const samples = [
  { layout: 'barclays', text: files.barclays() },
  { layout: 'lloyds', text: files.lloyds() },
  { layout: 'natwest', text: files.natwest() },
  { layout: 'natwest-bankline', text: files.natwestBankline() },
  { layout: 'hsbc', text: files.hsbc() },
  { layout: 'hsbc-business', text: files.hsbcBusiness() },
  { layout: 'first-direct', text: files.firstDirect() },
  { layout: 'first-direct-card', text: files.firstDirectCard() },
  { layout: 'nationwide', text: files.nationwide() },
  { layout: 'nationwide-card', text: files.nationwideCard() },
  { layout: 'nationwide-midata', text: files.nationwideMidata() },
  { layout: 'santander-business', text: files.santanderBusiness() },
  { layout: 'co-operative', text: files.cooperative() },
  { layout: 'co-operative-business', text: files.cooperativeBusiness() },
  { layout: 'metro', text: files.metro() },
  { layout: 'metro-2010', text: files.metro2010() },
  { layout: 'monzo', text: files.monzo() },
  { layout: 'monzo-2018', text: files.monzo2018() },
  { layout: 'starling', text: files.starling() },
  { layout: 'virgin-card', text: files.virginCard() },
];

const lloydsHeadings = [
  ...['Transaction Date', 'Transaction Type', 'Sort Code', 'Account Number', 'Transaction Description'],
  ...['Debit Amount', 'Credit Amount', 'Balance'],
];

/** 9 March 2026 as the day that Excel counts. */
const MARCH_9 = 46_090;
const styles =
  '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="2"/></cellXfs></styleSheet>';

const dateCell = (day: number) => ({ value: String(day), style: 1 });
const text = (value: string) => ({ value, type: 'str' });
const money = (value: string) => ({ value, style: 2 });

describe('A statement saved as a workbook', () => {
  it.each(samples)('reads like the file it was saved from: $layout', async ({ layout, text }) => {
    const file = await readFile(workbookOf(text));

    expect(file.format).toBe('xlsx');
    expect(file.layout).toBe(layout);
    expect(sumOf(file.statements[0]!)).toBe(marchSum);
    expect(file.statements.map(({ transactions }) => transactions.length)).toEqual([marchMovements.length]);
  });

  it('reads fees of Revolut, and Santander midata, which a workbook does not part by semicolons', async () => {
    expect(sumOf(await readOne(workbookOf(files.revolut())))).toBe(marchSum - 50);
    expect(sumOf(await readOne(workbookOf(files.revolutBusiness())))).toBe(marchSum - 50);
    const midata = await readFile(workbookOf(files.santanderMidata(), ';'));
    expect([midata.layout, sumOf(midata.statements[0]!)]).toEqual(['nationwide-midata', marchSum]);
  });

  it('reads dates and amounts that Excel keeps as numbers', async () => {
    const rows = [
      textRow(1, ...lloydsHeadings),
      valueRow(
        2,
        ...[dateCell(MARCH_9 + 1), text('DEB'), text("'99-88-74"), text('12345678'), text('SHOP')],
        ...[money('8.99'), money(''), money('1991.01')],
      ),
      valueRow(
        3,
        ...[dateCell(MARCH_9), text('FPI'), text("'99-88-74"), text('12345678'), text('COUNCIL')],
        ...[money(''), money('2000'), money('2000')],
      ),
    ];
    const file = await readFile(book({ sheets: [{ xml: rows.join('') }], styles }));

    expect(file.statements[0]?.transactions.map(({ date, amountPence }) => [date, amountPence])).toEqual([
      ['2026-03-09', 200_000],
      ['2026-03-10', -899],
    ]);
    expect(file.statements[0]?.closing?.amountPence).toBe(199_101);
    expect(file.notes).toEqual([]);
  });

  it('is refused where a spreadsheet turned days and months of some dates round', async () => {
    const rows = [
      textRow(1, 'Date', 'Description', 'Amount', 'Balance'),
      valueRow(2, dateCell(MARCH_9), text('SHOP'), money('-1'), money('99')),
      valueRow(3, text('13/03/2026'), text('SHOP'), money('-1'), money('98')),
    ];
    const reading = await readStatement(book({ sheets: [{ xml: rows.join('') }], styles }));

    expect(reading).toMatchObject({ ok: false, rule: 'dates-of-two-forms', place: { line: 2 } });
  });

  it('is refused where a formula was never worked out, at its row', async () => {
    const formula = '<row r="3"><c r="A3"><v>1</v></c><c r="C3"><f>1+1</f></c></row>';
    const rows = [
      textRow(1, 'Date', 'Description', 'Amount', 'Balance'),
      textRow(2, '01/03/2026', 'A', '1', '1'),
    ];
    const reading = await readStatement(book({ sheets: [{ xml: rows.join('') + formula }] }));

    expect(reading).toMatchObject({ ok: false, rule: 'row-unreadable', place: { line: 3 } });
    expect(reading).toHaveProperty('message', expect.stringContaining('formula'));
  });

  it('reads what a formula came to', async () => {
    const worked =
      '<row r="2"><c r="A2" t="str"><v>01/03/2026</v></c><c r="B2" t="str"><v>A</v></c><c r="C2"><f>-1-1</f><v>-2</v></c><c r="D2"><f>8</f><v>8</v></c></row>';
    const statement = await readOne(
      book({ sheets: [{ xml: textRow(1, 'Date', 'Description', 'Amount', 'Balance') + worked }] }),
    );
    expect(statement.transactions[0]).toMatchObject({ amountPence: -200, balancePence: 800 });
  });

  it('says which sheets were not read', async () => {
    const march =
      textRow(1, 'Date', 'Description', 'Amount', 'Balance') + textRow(2, '01/03/2026', 'A', '1', '1');
    const file = await readFile(
      book({
        sheets: [
          { name: 'March', xml: march },
          { name: 'April', xml: march },
        ],
      }),
    );

    expect(rulesOf(file)).toEqual(['sheets-not-read']);
    expect(file.notes[0]?.message).toBe('Only the sheet March was read. The workbook has others: April.');
  });

  it('is refused with its headings where no bank has them, and where it is empty', async () => {
    const other = book({ sheets: [{ xml: textRow(3, 'Booked', 'Details', 'Sum') }] });
    expect(await readStatement(other)).toMatchObject({ rule: 'layout-unknown', place: { line: 3 } });
    expect(await readStatement(book({ sheets: [{ xml: '' }] }))).toMatchObject({ rule: 'workbook-empty' });
  });

  it('is refused before it is opened where it would fill memory', async () => {
    const bomb = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
    const reading = await readStatement(book({ sheets: [{ xml: textRow(1, 'Date') + bomb }] }));
    expect(reading.ok).toBe(false);
  });

  it('cut short anywhere gives a value or a refusal in words', async () => {
    const whole = workbookOf(files.lloyds());
    for (let end = 0; end < whole.length; end += 97) {
      const reading = await readStatement(whole.subarray(0, end));
      expect(reading).toHaveProperty('message', expect.stringMatching(/^[A-Z].*\.$/));
    }
    expect((await readOne(whole)).closing?.amountPence).toBe(marchClosing);
  });
});
