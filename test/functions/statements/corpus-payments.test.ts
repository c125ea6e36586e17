import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { StatementMapping } from '../../../domain/statements/statement-mapping.ts';
import { readStatement } from '../../../functions/files/statements/read-statement.ts';
import { rulesOf, sumOf } from '../../support/statements/read-whole.ts';
import { read } from '../files/reading-tables.ts';
import { corpusFiles, corpusIsThere, corpusPath, corpusTitle, penceOf } from './corpus-files.ts';
import { readFile } from './reading-statements.ts';

const FOLDER = 'newcastle-adult-care-spend';
const HEADINGS = [
  ...['Directorate', 'Service Area', 'Group Description', 'Paid Date', 'Supplier Name', 'Internal Ref'],
  ...['Cap/Rev', 'Cost Centre', 'Cost Centre Name', 'Total (excludes VAT)'],
];

/** Rows and pence by month, counted with awk apart from our readers. No cell of these files has quotes or a comma in it. */
const months = [
  { month: '2021-04', rows: 1548, sum: 1_307_186_869 },
  { month: '2021-05', rows: 1538, sum: 1_238_612_514 },
  { month: '2021-06', rows: 1517, sum: 1_201_450_094 },
  { month: '2021-07', rows: 1603, sum: 1_434_406_911 },
  { month: '2021-08', rows: 2158, sum: 1_708_116_495 },
  { month: '2021-09', rows: 1469, sum: 1_163_437_284 },
  { month: '2021-10', rows: 1463, sum: 1_284_470_096 },
  { month: '2021-11', rows: 1750, sum: 1_658_940_949 },
  { month: '2021-12', rows: 1642, sum: 1_553_155_494 },
  { month: '2022-01', rows: 1417, sum: 1_144_069_053 },
  { month: '2022-02', rows: 1624, sum: 1_385_388_064 },
  { month: '2022-03', rows: 1702, sum: 1_476_941_630 },
];
const bytesOf = (month: string) => readFileSync(corpusPath(`${FOLDER}/${month}.csv`));
const total = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0);

/** What an officer would say of the columns: what the council paid goes out. */
const mapping: StatementMapping = {
  ...{ mappingId: 'newcastle-spend', bank: 'Newcastle City Council', headings: HEADINGS },
  ...{ date: 'Paid Date', dateOrder: 'ymd', text: ['Supplier Name', 'Cost Centre Name'] },
  amount: { kind: 'signed', column: 'Total (excludes VAT)', isPaidOutPositive: true },
  ...{ balance: null, reference: 'Internal Ref', kind: 'Cap/Rev', currency: null },
};

describe.skipIf(!corpusIsThere)(corpusTitle('payments of a year', months.length), () => {
  it('are all named here, and are at most as many as their manifest says', () => {
    const names = months.map(({ month }) => `${FOLDER}/${month}.csv`);
    expect(corpusFiles(`${FOLDER}/*`).map(({ name }) => name)).toEqual(names);
    expect(total(months.map(({ rows }) => rows))).toBeLessThanOrEqual(19_836);
  });

  it.each(months)('are read as a table to the last row: $month', async ({ month, rows, sum }) => {
    const table = await read(bytesOf(month), { fileName: `${month}.csv` });

    expect(table.columns).toEqual(HEADINGS);
    expect(table.cells).toHaveLength(rows);
    expect(table.problems).toEqual([]);
    expect(total(table.cells.map((cells) => penceOf(cells.at(-1) ?? '')))).toBe(sum);
  });

  it.each(months)('are no bank statement until somebody says what each column holds: $month', async (of) => {
    const reading = await readStatement(bytesOf(of.month));
    expect(reading).toMatchObject({ ok: false, rule: 'layout-unknown', place: { line: 1 } });

    const file = await readFile(bytesOf(of.month), { mappings: [mapping] });
    const [statement] = file.statements;
    expect(statement?.transactions).toHaveLength(of.rows);
    expect(sumOf(statement!)).toBe(-of.sum);
    expect(new Set(statement?.transactions.map(({ date }) => date.slice(0, 7)))).toEqual(new Set([of.month]));
    expect(rulesOf(file)).toEqual([]);
  });
});
