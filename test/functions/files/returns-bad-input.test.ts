import { describe, expect, it } from 'vitest';
import { dateOfDay } from '../../../domain/pay/span.ts';
import { readReturnHeading, returnReader } from '../../../domain/returns/read-return.ts';
import type { ReturnLine } from '../../../domain/returns/return-line.ts';
import { raggedRow } from '../../../functions/files/tables/ragged-row.ts';
import type { TableLimits } from '../../../functions/files/tables/table-events.ts';
import { book, textRow, valueRow, zip } from './making-workbooks.ts';
import { encode, read, type EncodingName } from './reading-tables.ts';

type Outcome = {
  lines: ReturnLine[];
  /** Line, rule and field of each fault, and the sentences themselves. */
  faults: string[];
  sentences: string[];
  refused: string | null;
};

/** A return from its bytes to its lines, as it is read when it arrives. */
async function readReturn(
  content: string | Uint8Array,
  options: { fileName?: string; limits?: Partial<TableLimits> } = {},
): Promise<Outcome> {
  const table = await read(content, { fileName: 'return.csv', ...options });
  const outcome: Outcome = { lines: [], faults: [], sentences: [], refused: null };
  for (const { rule, message, line } of table.problems) {
    outcome.faults.push(`${line ?? '-'} ${rule}`);
    outcome.sentences.push(message);
  }
  if (table.refused !== undefined)
    return { ...outcome, refused: table.refused.rule, sentences: [table.refused.message] };
  const heading = readReturnHeading(table.columns);
  if (!heading.ok) return { ...outcome, refused: heading.rule, sentences: [heading.message] };
  const readLine = returnReader(heading.value);
  for (const row of table.rows) {
    const reading = row.ragged
      ? { line: null, findings: [raggedRow(row, table.columns.length)] }
      : readLine(row);
    if (reading.line !== null) outcome.lines.push(reading.line);
    for (const { rule, field, message } of reading.findings ?? []) {
      outcome.faults.push(`${row.line} ${rule}${field === null ? '' : ` ${field}`}`);
      outcome.sentences.push(message);
    }
  }
  return outcome;
}

const columns = [
  'lineRef',
  'personId',
  'date',
  'startTime',
  'claimedMinutes',
  'actualMinutes',
  'carers',
  'amount',
  'note',
];
const good = ['V1', 'L1', '2026-10-05', '07:30', '45', '44', '1', '18.00', ''];
const csv = (...rows: (readonly string[])[]) => rows.map((row) => `${row.join(',')}\n`).join('');
const but = (changes: Partial<Record<string, string>>) =>
  good.map((cell, place) => changes[columns[place] ?? ''] ?? cell);
const told = ({ lines }: Outcome) =>
  lines.map(({ lineRef, first, amountPence, visit }) => ({
    lineRef,
    on: dateOfDay(first),
    at: visit?.startMinute,
    minutes: visit?.claimedMinutes,
    delivered: visit?.actualMinutes,
    carers: visit?.carers,
    amountPence,
  }));
const asMeant = {
  lineRef: 'V1',
  on: '2026-10-05',
  at: 450,
  minutes: 45,
  delivered: 44,
  carers: 1,
  amountPence: 1800,
};

describe('A return is read the same', () => {
  const encodings: readonly EncodingName[] = [
    ...(['utf-8', 'utf-8 marked', 'utf-16le', 'utf-16le marked'] as const),
    ...(['utf-16be', 'utf-16be marked', 'windows-1252'] as const),
  ];
  it.each(encodings.flatMap((encoding) => [',', ';', '\t'].map((separator) => ({ encoding, separator }))))(
    'in $encoding with $separator between its cells, pound signs and all',
    async ({ encoding, separator }) => {
      const text = [columns, but({ amount: '£18.00', note: 'café – crème' })]
        .map((row) => `${row.join(separator)}\r\n`)
        .join('');
      const outcome = await readReturn(encode(text, encoding));
      expect(told(outcome)).toEqual([asMeant]);
      expect(outcome.faults).toEqual([]);
    },
  );

  it.each<[string, Partial<Record<string, string>>]>([
    ['a British date', { date: '05/10/2026' }],
    ['a short British date', { date: '5/10/2026' }],
    ['a date with a time behind it', { date: '2026-10-05 00:00:00' }],
    ['a date with a time behind it, as ISO has it', { date: '2026-10-05T07:30' }],
    ['a British date with a time behind it', { date: '05/10/2026 07:30' }],
    ['the number that a spreadsheet keeps for a date', { date: '46300' }],
    ['that number with the time in it', { date: '46300.3125' }],
    ['a time of one figure', { startTime: '7:30' }],
    ['a time with seconds', { startTime: '07:30:00' }],
    ['the part of a day that a spreadsheet keeps for a time', { startTime: '0.3125' }],
    ['minutes as a decimal', { claimedMinutes: '45.0', actualMinutes: '44.00', carers: '1.0' }],
    ['minutes as a length', { claimedMinutes: '00:45', actualMinutes: '00:44:00' }],
    ['spaces round its cells', { date: ' 2026-10-05 ', startTime: ' 07:30', amount: ' 18.00 ' }],
    ['an amount with a pound sign', { amount: '£18.00' }],
    [
      'quotation marks round a cell',
      { amount: '"18.00"', note: '"Key safe, ""front"" door;\ndog friendly"' },
    ],
    ['an apostrophe before a figure', { date: "'2026-10-05" }],
  ])('with %s', async (_, changes) => {
    const outcome = await readReturn(csv(columns, but(changes)));
    expect(outcome.faults).toEqual([]);
    expect(told(outcome)).toEqual([asMeant]);
  });

  it('with blank lines before its heading and between its lines, which keep their numbers', async () => {
    const outcome = await readReturn(`\n\n${columns.join(',')}\n\n${good.join(',')}\n\n`);
    expect(told(outcome)).toEqual([asMeant]);
    expect(outcome.lines[0]?.line).toBe(5);
  });

  it('whatever the day of a spreadsheet, leap days and times of the day to the minute', async () => {
    const days = ['45351', '45352', '46022', '46023'].map((date, place) =>
      but({ date, lineRef: `V${place}` }),
    );
    expect(told(await readReturn(csv(columns, ...days))).map(({ on }) => on)).toEqual([
      '2024-02-29',
      '2024-03-01',
      '2025-12-31',
      '2026-01-01',
    ]);
    const minutes = Array.from({ length: 1440 }, (_, minute) => minute).filter((minute) => minute % 72 !== 0);
    const times = minutes.map((minute) => but({ startTime: String(minute / 1440) }));
    expect(told(await readReturn(csv(columns, ...times))).map(({ at }) => at)).toEqual(minutes);
  });
});

describe('A line of a return that cannot be read says why', () => {
  it.each<[string, Partial<Record<string, string>>, string, string]>([
    [
      'a day that no month has',
      { date: '31/09/2026' },
      'date-not-in-calendar date',
      '“31/09/2026” is no date',
    ],
    ['months before days', { date: '10/25/2026' }, 'date-not-in-calendar date', '“10/25/2026” is no date'],
    ['a number of another century', { date: '20261' }, 'date-not-in-calendar date', '“20261” is no date'],
    ['a number after this century', { date: '73051' }, 'date-not-in-calendar date', '“73051” is no date'],
    ['a date of another time zone', { date: '2026-10-05T07:30Z' }, 'date-not-in-calendar date', 'is no date'],
    [
      'a time written with a point',
      { startTime: '7.30' },
      'time-not-of-a-day startTime',
      '“7.30” is no time as 07:30',
    ],
    [
      'what may be half past midnight',
      { startTime: '0.30' },
      'time-not-of-a-day startTime',
      '“0.30” is no time',
    ],
    ['a time of no day', { startTime: '24:00' }, 'time-not-of-a-day startTime', '“24:00” is no time'],
    [
      'a part of a minute',
      { claimedMinutes: '45.5' },
      'minutes-not-whole claimedMinutes',
      '“45.5” is no whole number',
    ],
    [
      'hours for minutes',
      { claimedMinutes: '0.75' },
      'minutes-not-whole claimedMinutes',
      '“0.75” is no whole number',
    ],
    [
      'minutes below nought',
      { claimedMinutes: '-45' },
      'minutes-not-whole claimedMinutes',
      '“-45” is no whole number',
    ],
    [
      'minutes of more than a day',
      { claimedMinutes: '1441' },
      'minutes-not-whole claimedMinutes',
      'up to a day',
    ],
    ['true for a number', { carers: 'TRUE' }, 'carers-not-a-count carers', '“TRUE” is no number of carers'],
    ['ten carers', { carers: '10' }, 'carers-not-a-count carers', 'from 1 to 9'],
    ['an amount with a comma', { amount: '"18,00"' }, 'amount-not-in-pounds amount', '18,00'],
    ['an amount in powers of ten', { amount: '1.8E+1' }, 'amount-not-in-pounds amount', '1.8E+1'],
    ['an amount of another currency', { amount: '€18.00' }, 'amount-not-in-pounds amount', '€18.00'],
    ['an error of a spreadsheet', { amount: '#REF!' }, 'amount-not-in-pounds amount', '#REF!'],
    ['a formula', { amount: '=SUM(A1:A9)' }, 'amount-not-in-pounds amount', '=SUM(A1:A9)'],
  ])('%s', async (_, changes, fault, sentence) => {
    const { lines, faults, sentences } = await readReturn(csv(columns, but(changes), but({ lineRef: 'V2' })));
    expect(faults).toEqual([`2 ${fault}`]);
    expect(sentences[0]).toContain(sentence);
    expect(lines.map(({ lineRef }) => lineRef)).toEqual(['V2']);
  });

  it('for cells too few or too many, and the lines beside it are read', async () => {
    const { lines, faults, sentences } = await readReturn(
      csv(columns, good.slice(0, 4), [...good, 'dog, friendly'], but({ lineRef: 'V2' })),
    );
    expect(faults).toEqual(['2 row-ragged', '3 row-ragged']);
    expect(sentences[1]).toContain('11 cells but the heading has 9');
    expect(lines.map(({ lineRef, line }) => [lineRef, line])).toEqual([['V2', 4]]);
  });

  it('shows no more of a cell than a person can look through', async () => {
    const { sentences } = await readReturn(csv(columns, but({ date: 'x'.repeat(50_000) })));
    expect(sentences[0]?.length).toBeLessThan(300);
  });
});

describe('What would be a formula elsewhere', () => {
  it.each(['=HYPERLINK("http://x")', '+44 20', '-1+1', '@SUM(A1)'])(
    'stays the text it is: %s',
    async (text) => {
      const quoted = `"${text.replaceAll('"', '""')}"`;
      const { lines, faults } = await readReturn(csv(columns, but({ lineRef: quoted, note: quoted })));
      expect(faults).toEqual([]);
      expect(lines[0]?.lineRef).toBe(text);
    },
  );
});

describe('A return in a workbook', () => {
  const header = textRow(1, ...columns);
  const styles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="hh:mm"/><numFmt numFmtId="166" formatCode="[h]:mm"/><numFmt numFmtId="167" formatCode="dd/mm/yyyy hh:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/></cellXfs></styleSheet>`;
  type Cell = { value: string; style?: number; type?: string };
  const cells: readonly Cell[] = [
    ...[{ value: 'V1', type: 'str' }, { value: 'L1', type: 'str' }, { value: '46300' }],
    ...[{ value: '0.3125' }, { value: '45' }, { value: '44' }, { value: '1' }, { value: '18' }],
  ];
  const sheet = (changes: Record<number, Cell> = {}) => ({
    xml: header + valueRow(2, ...cells.map((cell, place) => changes[place] ?? cell)),
  });
  const workbook = (changes: Record<number, Cell> = {}) =>
    readReturn(book({ sheets: [sheet(changes)], styles }), { fileName: 'return.xlsx' });

  it.each<[string, Record<number, Cell>]>([
    ['numbers that nobody said are dates and times', {}],
    ['dates and times as such', { 2: { value: '46300', style: 1 }, 3: { value: '0.3125', style: 2 } }],
    ['a date with a time in one cell', { 2: { value: '46300.3125', style: 4 } }],
    [
      'lengths of time',
      { 4: { value: '0.03125', style: 3 }, 5: { value: '0.030555555555555555', style: 2 } },
    ],
    ['amounts that binary fractions smudge', { 7: { value: '18.000000000000004' } }],
    ['dates as text', { 2: { value: '05/10/2026', type: 'str' }, 3: { value: '7:30', type: 'str' } }],
  ])('is read with %s', async (_, changes) => {
    const outcome = await workbook(changes);
    expect(outcome.faults).toEqual([]);
    expect(told(outcome)).toEqual([asMeant]);
  });

  it.each<[string, Record<number, Cell>, string]>([
    ['true', { 6: { value: '1', type: 'b' } }, '2 carers-not-a-count carers'],
    ['a length that nobody said is one', { 4: { value: '0.03125' } }, '2 minutes-not-whole claimedMinutes'],
    ['a day and a time for a time', { 3: { value: '46300.3125' } }, '2 time-not-of-a-day startTime'],
    ['a fraction of a penny', { 7: { value: '18.005' } }, '2 amount-not-in-pounds amount'],
  ])('says why it cannot read %s', async (_, changes, fault) => {
    const { faults, lines } = await workbook(changes);
    expect(faults).toEqual([fault]);
    expect(lines).toEqual([]);
  });

  it('says which cell its program could not work out', async () => {
    const { faults, sentences } = await workbook({ 7: { value: '#REF!', type: 'e' } });
    expect(faults[0]).toBe('2 cell-not-readable');
    expect(sentences[0]).toContain('H2');
  });

  it('is read from its first visible sheet, whatever is hidden', async () => {
    const hidden = { name: 'Notes', state: 'hidden', xml: textRow(1, 'secret', 'sheet') };
    const outcome = await readReturn(book({ sheets: [hidden, sheet()], styles }), {
      fileName: 'return.xlsx',
    });
    expect(told(outcome)).toEqual([asMeant]);
  });

  it('whose person is one merged cell over two lines lacks the person of the second', async () => {
    const second = valueRow(
      3,
      ...cells.map((cell, place) => (place === 1 ? { value: '', type: 'str' } : cell)),
    );
    const xml = `${sheet().xml}${second}</sheetData><mergeCells><mergeCell ref="B2:B3"/></mergeCells><sheetData>`;
    const { faults, lines } = await readReturn(book({ sheets: [{ xml }], styles }), {
      fileName: 'return.xlsx',
    });
    expect(faults).toEqual(['3 mandatory-field-empty personId']);
    expect(lines).toHaveLength(1);
  });

  it('with a million empty rows behind its lines has its lines only', async () => {
    const empty = Array.from({ length: 999_990 }, (_, place) => `<row r="${place + 3}"/>`).join('');
    const outcome = await readReturn(book({ sheets: [{ xml: sheet().xml + empty }], styles }), {
      fileName: 'return.xlsx',
    });
    expect(told(outcome)).toEqual([asMeant]);
    expect(outcome.faults).toEqual([]);
  });

  it('that would fill memory is refused before it does', async () => {
    const bomb = zip({
      'xl/workbook.xml': '<workbook/>',
      'xl/worksheets/sheet1.xml': 'a'.repeat(50_000_000),
    });
    const { refused, sentences } = await readReturn(bomb, { fileName: 'return.xlsx' });
    expect(refused).toBe('workbook-unsafe');
    expect(sentences[0]).toMatch(/\.$/);
  });
});

describe('A return of which nothing can be read', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['is empty', '', 'file-empty'],
    ['is a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'file-not-a-table'],
    ['is a page', '<!doctype html><html><body>Sign in</body></html>', 'file-not-a-table'],
    ['begins with its title', `Return of October\n${csv(columns, good)}`, 'column-missing'],
    ['has no minutes', csv(['lineRef', 'personId', 'date'], ['V1', 'L1', '2026-10-05']), 'column-missing'],
    ['never closes a quotation mark', `${csv(columns, good)}V2,"L1,2026-10-05\n`, 'quote-not-closed'],
  ])('because it %s is refused with a sentence', async (_, content, rule) => {
    const { refused, sentences, lines } = await readReturn(content);
    expect(refused).toBe(rule);
    expect(sentences[0]).toMatch(/\w.*\.$/s);
    expect(lines).toEqual([]);
  });
});
