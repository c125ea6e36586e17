import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readStatement } from '../../../functions/files/statements/read-statement.ts';
import { rulesOf, sumOf } from '../../support/statements/read-whole.ts';
import { encode } from '../files/reading-tables.ts';
import { corpusFiles, corpusIsThere, corpusPath, corpusTitle } from './corpus-files.ts';
import { readFile } from './reading-statements.ts';

const bytesOf = (name: string) => readFileSync(corpusPath(name));

const nationwide = 'WillOnGit__nationwide-transaction-parser/fixtures';
const ynab = 'bank2ynab__bank2ynab/test/test-data';
const csv2ofx = 'reubano__csv2ofx/data/test';
const parser = 'sebastienrousseau__bankstatementparser/tests/test_data';

/** Counts, sums and balances in pence were taken from the files apart from the reader. */
const read = [
  {
    name: 'Metasaura__ofxstatement-lloyds/tests/sample-statement.csv',
    layout: 'lloyds',
    count: 12,
    sum: -388_199,
    opening: 592_670,
    closing: 204_059,
    // Line 6 shows £6,029.49 where £6,033.61 follows: upstream changed the file so that nobody is known by it.
    notes: ['balance-does-not-add-up', 'running-balance-broken'],
  },
  {
    name: `${nationwide}/test-statement.csv`,
    layout: 'nationwide',
    count: 6,
    sum: -13_000,
    opening: 23_000,
    closing: 10_000,
    notes: [],
  },
  {
    name: `${nationwide}/statement-with-interest.csv`,
    layout: 'nationwide',
    count: 8,
    sum: -12_900,
    opening: 23_000,
    closing: 10_000,
    // £230.00 and £1.00 interest make £231.00, not £101.00: so upstream wrote it.
    notes: ['balance-does-not-add-up', 'running-balance-broken'],
  },
  {
    name: `${nationwide}/test-midata.csv`,
    layout: 'nationwide-midata',
    count: 8,
    sum: -12_815,
    opening: 12_615,
    closing: -200,
    notes: ['rows-left-out'],
  },
  {
    name: `${nationwide}/midata-with-interest.csv`,
    layout: 'nationwide-midata',
    count: 10,
    sum: -12_815,
    opening: 12_615,
    closing: -200,
    // Upstream put in two rows of interest without moving the balances between them.
    notes: ['rows-left-out', 'running-balance-broken'],
  },
  {
    name: `${ynab}/20180226_12345678.csv`,
    layout: 'first-direct',
    count: 1,
    sum: -500,
    opening: 100_000,
    closing: 99_500,
    notes: [],
  },
  {
    name: `${ynab}/MonzoDataExport_February2018_2018-02-26_174335.csv`,
    layout: 'monzo-2018',
    count: 1,
    sum: -1000,
    opening: null,
    closing: null,
    notes: [],
  },
];

/** Each says by its name and its text what is wrong with it, and in which row. */
const unreadable = [
  { name: `${nationwide}/bad-statement-1.csv`, line: 6, says: '7 cells, more than the 6 headings' },
  { name: `${nationwide}/bad-statement-2.csv`, line: 6, says: '5 cells, fewer than the 6 headings' },
  { name: `${nationwide}/bad-statement-3.csv`, line: 7, says: '“120.00” has no pound sign' },
  { name: `${nationwide}/bad-statement-4.csv`, line: 6, says: '99 January 2025 does not exist' },
  { name: `${nationwide}/bad-midata-1.csv`, line: 4, says: '6 cells, more than the 5 headings' },
  { name: `${nationwide}/bad-midata-2.csv`, line: 4, says: '4 cells, fewer than the 5 headings' },
  { name: `${nationwide}/bad-midata-3.csv`, line: 5, says: '“-15.00” has no pound sign' },
  { name: `${nationwide}/bad-midata-4.csv`, line: 5, says: '“26/05/2025T12:00:00Z” has a time of day' },
];

/** Layouts of other countries and of tools, with the line of their headings. */
const unknown = [
  { name: `${ynab}/20171001-20171106.csv`, line: 1 },
  { name: `${ynab}/2018-04-14_10-52-13_bunq-transactieoverzicht.csv`, line: 1 },
  { name: `${ynab}/20180226-1000594757-umsatz.CSV`, line: 1 },
  { name: `${ynab}/2019-03-02_11-50-46_bunq-statement.csv`, line: 1 },
  { name: `${ynab}/CSV_A_20180414_112204.csv`, line: 1 },
  // The cards of the John Lewis Partnership: only a CR in a column without a heading says what is paid in.
  { name: `${ynab}/MS_JANE_SMITH_01-12-2019_14-12-2019.csv`, line: 1 },
  { name: 'daniel-beet__ofxstatement-jl-partnership/tests/sample-statement.csv', line: 1 },
  { name: `${ynab}/Movements_1234512345_201805271848.csv`, line: 1 },
  { name: `${ynab}/TH_20180101-20180523_page_1.csv`, line: 1 },
  { name: `${ynab}/TH_20180101-20180523_strana_1.csv`, line: 1 },
  { name: `${ynab}/TH_20180521-20180523.csv`, line: 1 },
  { name: `${ynab}/TransactionHistory_20180418043121.csv`, line: 6 },
  { name: `${ynab}/Umsaetze_KtoNr538917600_EUR_02-03-2018_1503.CSV`, line: 1 },
  { name: `${ynab}/W80844_EBH_201945.202122.csv`, line: 1 },
  { name: `${ynab}/export_BE11123456789012_20180304_1422.csv`, line: 1 },
  { name: `${ynab}/export_KBC-Mastercard Business Essential_20200204_1604.csv`, line: 1 },
  { name: `${ynab}/test_BOI_TransactionExport.csv`, line: 1 },
  { name: `${ynab}/test_headers.csv`, line: 1 },
  { name: `${ynab}/test_swedebank_statement.xls`, line: 1 },
  { name: `${ynab}/umsatz-1234________1234-20180227.CSV`, line: 1 },
  ...['amazon', 'capitalone', 'creditunion', 'default', 'gls', 'ingesp', 'mint', 'n26-fr'].map(inCsv2ofx),
  ...['outbank', 'payoneer', 'pcmastercard', 'stripe-all', 'stripe-default'].map(inCsv2ofx),
  ...['ubs-ch-fr_trimmed', 'xero', 'schwab-checking'].map(inCsv2ofx),
  ...[1, 2, 3, 4, 5, 6, 7].map((number) => inCsv2ofx(`schwab-checking-baltest-case${number}`)),
  { name: `${parser}/camt_file.csv`, line: 1 },
  { name: `${parser}/golden/csv_european_decimals.csv`, line: 1 },
  { name: `${parser}/golden/csv_french_headers.csv`, line: 1 },
  { name: `${parser}/golden/csv_garbled_amount.csv`, line: 1 },
  { name: `${parser}/golden/csv_spanish_headers.csv`, line: 1 },
  { name: `${parser}/sample_split_amounts.csv`, line: 1 },
  { name: `${parser}/sample_statement.csv`, line: 1 },
];

function inCsv2ofx(name: string): { name: string; line: number } {
  return { name: `${csv2ofx}/${name}.csv`, line: 1 };
}

/** Files without a row of headings: rows only, or no table at all. */
const headless = [
  `${nationwide}/random-file.txt`,
  `${ynab}/dba33fceecd62c3c727893361e0ba4d3.P000000027355791.csv`,
  `${ynab}/kta_ei.dat`,
  `${ynab}/statement_1.csv`,
  `${ynab}/test_delimiter_tab.csv`,
  `${ynab}/test_raiffeisen_01.csv`,
  `${ynab}/test_raiffeisen_02.csv`,
  `${ynab}/test_regex_123456_87654321_1234_21_12.csv`,
  `${ynab}/test_row_format_CD_flag.csv`,
  `${ynab}/test_row_format_default.csv`,
  `${ynab}/test_row_format_neg_inflow.csv`,
  `${csv2ofx}/mint_headerless.csv`,
  `${parser}/pain_file.csv`,
];

/** Two tables in one file: the longest row of headings is named. */
const odd = [{ name: `${csv2ofx}/mint_extra.csv`, rule: 'layout-unknown' }];

const named = [...[...read, ...unreadable, ...unknown, ...odd].map(({ name }) => name), ...headless];

describe.skipIf(!corpusIsThere)(corpusTitle('statements as tables', named.length), () => {
  it('are all named here with what they give', () => {
    const files = corpusFiles('**/*.{csv,CSV,txt,dat,tsv,xls,xlsx}').map(({ name }) => name);
    const others = /^(?:newcastle|wolph__mt940)/;

    expect(files.filter((name) => !others.test(name))).toEqual(named.toSorted());
  });

  it.each(read)('are read whole: $name', async ({ name, layout, count, sum, opening, closing, notes }) => {
    const file = await readFile(bytesOf(name));
    const [statement] = file.statements;

    expect(file.layout).toBe(layout);
    expect(file.statements).toHaveLength(1);
    expect(statement?.transactions).toHaveLength(count);
    expect(sumOf(statement!)).toBe(sum);
    expect(statement?.opening?.amountPence ?? null).toBe(opening);
    expect(statement?.closing?.amountPence ?? null).toBe(closing);
    expect(rulesOf(file)).toEqual(notes);
  });

  it.each(unreadable)('are refused at the row that is wrong: $name', async ({ name, line, says }) => {
    const reading = await readStatement(bytesOf(name));

    expect(reading).toMatchObject({ ok: false, rule: 'row-unreadable', place: { line } });
    expect(reading).toHaveProperty('message', expect.stringContaining(says));
  });

  it.each(unknown)(
    'are refused with their headings where no bank has them: $name',
    async ({ name, line }) => {
      const reading = await readStatement(bytesOf(name));
      const headings =
        bytesOf(name)
          .toString('latin1')
          .split(/\r\n|\r|\n/)[line - 1] ?? '';
      const plain = headings.split(/[;,]/).map((cell) => cell.replaceAll('"', '').trim());

      expect(reading).toMatchObject({ ok: false, rule: 'layout-unknown', place: { line } });
      for (const heading of plain.slice(1, 12).filter((each) => /^[\w ]{1,40}$/.test(each))) {
        expect(reading).toHaveProperty('message', expect.stringContaining(heading));
      }
      expect(reading).toHaveProperty('message', expect.stringContaining('Say what each column holds'));
    },
  );

  it.each(headless)('are refused without repeating what they say of people: %s', async (name) => {
    const reading = await readStatement(bytesOf(name));

    expect(reading).toMatchObject({ ok: false, rule: 'layout-unknown', place: null });
    expect(reading).toHaveProperty('message', expect.stringMatching(/^No row of this file holds headings/));
  });

  it.each(odd)('are refused where two tables are in one file: $name', async ({ name, rule }) => {
    expect(await readStatement(bytesOf(name))).toMatchObject({ ok: false, rule });
  });

  it.each([...read, ...unreadable].filter(({ name }) => name.startsWith(nationwide)))(
    'of Nationwide read the same as kept and as sent, in ISO-8859-1 with CR LF: $name',
    async ({ name }) => {
      const kept = bytesOf(name).toString('utf8');
      const sent = encode(kept.replaceAll('\n', '\r\n'), 'windows-1252');

      expect(sent.includes(0xa3)).toBe(true);
      expect(await readStatement(sent)).toEqual(await readStatement(Buffer.from(kept)));
    },
  );
});
