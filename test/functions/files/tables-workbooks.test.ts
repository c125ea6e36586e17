import { writeXlsx } from 'hucre';
import { describe, expect, it } from 'vitest';
import { book, bookParts, textRow, valueRow, zip } from './making-workbooks.ts';
import { read } from './reading-tables.ts';

const fileName = 'extract.xlsx';
const readBook = (bytes: Uint8Array) => read(bytes, { fileName });

/** Styles 0 plain, then one per format code given. */
function styles(...codes: string[]): string {
  const formats = codes.map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${code}"/>`);
  const cells = codes.map((_code, index) => `<xf numFmtId="${200 + index}"/>`);
  return `<styleSheet><numFmts>${formats.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${cells.join('')}</cellXfs></styleSheet>`;
}

async function cellText(value: string, code?: string, more: { date1904?: boolean; type?: string } = {}) {
  const xml =
    textRow(1, 'value') + valueRow(2, { value, style: code === undefined ? 0 : 1, type: more.type ?? 'n' });
  const { cells, problems } = await readBook(
    book({ sheets: [{ xml }], styles: styles(code ?? '0'), date1904: more.date1904 ?? false }),
  );
  return { text: cells[0]?.[0] ?? '', problems };
}

describe('A workbook', () => {
  it.each(['shared', 'inline'] as const)(
    'written by another library reads back, with %s strings',
    async (stringMode) => {
      const bytes = await writeXlsx({
        stringMode,
        sheets: [
          {
            name: 'People',
            rows: [
              ['personId', ' name ', 'dateOfBirth', 'rate', 'active'],
              ['P1', 'Zoë & "Bo" <x>', new Date('1941-02-03T00:00:00Z'), 27.18, true],
              [null, null, null, null, null],
              ['P2', 'line one\nline two', new Date('2026-07-15T00:00:00Z'), -0.5, false],
            ],
          },
        ],
      });
      const { header, rows, end } = await readBook(bytes);

      expect(header?.columns).toEqual(['personId', 'name', 'dateOfBirth', 'rate', 'active']);
      expect(header?.source).toEqual({ format: 'xlsx', sheet: 'People', otherSheets: [] });
      expect(rows).toEqual([
        { line: 2, cells: ['P1', 'Zoë & "Bo" <x>', '1941-02-03', '27.18', 'true'], ragged: false },
        { line: 4, cells: ['P2', 'line one\nline two', '2026-07-15', '-0.5', 'false'], ragged: false },
      ]);
      expect(end).toEqual({ kind: 'end', rows: 2 });
    },
  );

  it('is known by its content, whatever its name', async () => {
    const { cells } = await read(book({ sheets: [{ xml: textRow(1, 'id') + textRow(2, 'P1') }] }), {
      fileName: 'a.csv',
    });

    expect(cells).toEqual([['P1']]);
  });

  it('has its first visible sheet with rows read, and the other visible ones named', async () => {
    const { header, cells } = await readBook(
      book({
        sheets: [
          { name: 'Secret', state: 'hidden', xml: textRow(1, 'no') },
          { name: 'Lists', state: 'veryHidden', xml: textRow(1, 'no') },
          { name: 'Cover', xml: '<row r="1"><c r="A1" s="1"/></row>' },
          { name: 'Data', xml: textRow(3, 'id') + textRow(4, 'P1') },
          { name: 'Leavers', xml: textRow(1, 'id') },
        ],
      }),
    );

    expect(header?.source).toMatchObject({ sheet: 'Data', otherSheets: ['Cover', 'Leavers'] });
    expect(header?.line).toBe(3);
    expect(cells).toEqual([['P1']]);
  });

  it('has hidden sheets of another library skipped', async () => {
    const bytes = await writeXlsx({
      sheets: [
        { name: 'Hidden', hidden: true, rows: [['no']] },
        { name: 'Seen', rows: [['id'], ['P1']] },
      ],
    });

    expect((await readBook(bytes)).cells).toEqual([['P1']]);
  });

  it('may carry directives, the dates in them as dates', async () => {
    const xml =
      '<row r="1"><c r="A1" t="str"><v>#EXTRACT</v></c><c r="B1" t="str"><v>full</v></c><c r="C1" s="1"><v>46113</v></c></row>' +
      textRow(2, 'id', 'hours') +
      textRow(3, 'P1', '2') +
      textRow(4, '#TOTAL', '1', '54.36');
    const { header, total } = await readBook(book({ sheets: [{ xml }], styles: styles('dd/mm/yyyy') }));

    expect(header?.directives.extract).toEqual({ mode: 'full', asAt: '2026-04-01' });
    expect(total).toEqual({ kind: 'total', line: 4, lines: '1', amount: '54.36' });
  });

  it('has merged cells read once, where they begin', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'S',
          rows: [
            ['id', 'from', 'to'],
            ['P1', 'x', null],
            [null, 'y', 'z'],
          ],
          merges: [{ startRow: 1, startCol: 0, endRow: 2, endCol: 0 }],
        },
      ],
    });

    expect((await readBook(bytes)).cells).toEqual([
      ['P1', 'x', ''],
      ['', 'y', 'z'],
    ]);
  });

  it('keeps the text of rich runs and escaped characters, without phonetic guides', async () => {
    const xml =
      textRow(1, 'a', 'b', 'c') +
      '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><r><t>in</t></r><r><t xml:space="preserve"> line</t></r></is></c></row>';
    const strings =
      '<si><r><t>bold</t></r><r><t xml:space="preserve"> plain</t></r><rPh><t>no</t></rPh></si><si><t>one_x000D_&#10;two &amp; &#x20AC;</t></si>';
    const { cells, rows } = await readBook(book({ sheets: [{ xml }], strings }));

    expect(cells).toEqual([['bold plain', 'one\r\ntwo & €', 'in line']]);
    expect(rows[0]?.line).toBe(2);
  });

  it('may write its tags with prefixes, line breaks and either quotes', async () => {
    const parts = bookParts({ sheets: [{ xml: '' }] });
    parts['xl/worksheets/sheet1.xml'] =
      `<x:worksheet xmlns:x='y'><!-- a > b --><x:sheetData><x:row\n r='1'><x:c\tr='A1' t = 'str' z="a>b"><x:v><![CDATA[i<d]]></x:v></x:c></x:row></x:sheetData></x:worksheet>`;

    expect((await readBook(zip(parts))).columns).toEqual(['i<d']);
  });

  it('reads the same however many rows lie in one piece of it', async () => {
    const lines = Array.from({ length: 5000 }, (_, index) => index + 2);
    const xml =
      textRow(1, 'id', 'name') + lines.map((line) => textRow(line, `P${line}`, 'Ann &amp; Bo £')).join('');
    const { rows, end } = await readBook(book({ sheets: [{ xml }] }));

    expect(rows.map(({ line }) => line)).toEqual(lines);
    expect(rows.every(({ line, cells }) => cells[0] === `P${line}` && cells[1] === 'Ann & Bo £')).toBe(true);
    expect(end?.rows).toBe(5000);
  });

  it('of headings only has no rows, one of nothing is refused', async () => {
    const headed = await readBook(book({ sheets: [{ xml: textRow(1, 'id') }] }));
    const empty = await readBook(book({ sheets: [{ xml: '' }] }));

    expect([headed.columns, headed.end?.rows]).toEqual([['id'], 0]);
    expect(empty.refused?.rule).toBe('workbook-empty');
  });

  it('flags rows that are wider than the headings, not rows that end early', async () => {
    const xml = textRow(1, 'a', 'b', 'c') + textRow(2, '1') + textRow(3, '1', '2', '3', '4');

    expect((await readBook(book({ sheets: [{ xml }] }))).rows).toEqual([
      { line: 2, cells: ['1', '', ''], ragged: false },
      { line: 3, cells: ['1', '2', '3', '4'], ragged: true },
    ]);
  });
});

describe('Numbers of a workbook', () => {
  it.each([
    ['27.18', '27.18'],
    ['0.30000000000000004', '0.3'],
    ['81.539999999999992', '81.54'],
    ['1234567.89', '1234567.89'],
    ['-12.5', '-12.5'],
    ['1E-3', '0.001'],
    ['1.5E-7', '0.00000015'],
    ['1E5', '100000'],
    ['9007199254740991', '9007199254740991'],
    ['-0', '0'],
  ])('are plain decimals: %s', async (stored, expected) => {
    expect(await cellText(stored)).toEqual({ text: expected, problems: [] });
  });

  it.each(['1e21', '123456789012345678', 'NaN', '12 34'])(
    'that lost digits or are none are reported, never guessed: %s',
    async (stored) => {
      const { text, problems } = await cellText(stored);

      expect(text).toBe('');
      expect(problems).toMatchObject([{ rule: 'cell-not-readable', line: 2 }]);
      expect(problems[0]?.message).toContain('In row 2, cell A2 holds a number or date out of range');
    },
  );

  it.each([
    ['0.5', '0%', '50%'],
    ['0.07', '0.00%', '7%'],
    ['0.333', '0.0%', '33.3%'],
    ['1234567', '00000000', '01234567'],
    ['10203', '00-00-00', '01-02-03'],
    ['10203', '00\\-00\\-00', '01-02-03'],
    ['27.18', '[$£-809]#,##0.00;[Red]-#,##0.00', '27.18'],
    ['27.18', '_-* #,##0.00\\ &quot;days&quot;_-', '27.18'],
    ['5', 'General', '5'],
  ])('are read as they look: %s as %s', async (stored, code, expected) => {
    expect(await cellText(stored, code)).toEqual({ text: expected, problems: [] });
  });
});

describe('Dates and times of a workbook', () => {
  it.each([
    ['46113', 'dd/mm/yyyy', '2026-04-01'],
    ['46110', 'dd/mm/yyyy', '2026-03-29'],
    ['46111', 'd mmm yy', '2026-03-30'],
    ['46320', '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', '2026-10-25'],
    ['46113.999999999', 'yyyy-mm-dd', '2026-04-02'],
    ['46113.5', 'dd/mm/yyyy', '2026-04-01'],
    ['46113.5', 'dd/mm/yyyy hh:mm', '2026-04-01T12:00'],
    ['46113', 'dd/mm/yyyy hh:mm', '2026-04-01'],
    ['0.39583333333333331', 'hh:mm', '09:30'],
    ['46113.39583333', 'h:mm AM/PM', '09:30'],
    ['0.52094907407407409', 'hh:mm:ss', '12:30:10'],
    ['1.1041666666666667', '[h]:mm', '26:30'],
    ['1', 'dd/mm/yyyy', '1900-01-01'],
    ['59', 'dd/mm/yyyy', '1900-02-28'],
    ['61', 'dd/mm/yyyy', '1900-03-01'],
    ['46113', 'mmm-yy', '2026-04-01'],
  ])('are ISO text, in summer time as in winter: %s as %s', async (stored, code, expected) => {
    expect(await cellText(stored, code)).toEqual({ text: expected, problems: [] });
  });

  it('of a 1904 workbook begin four years later', async () => {
    expect((await cellText('44651', 'dd/mm/yyyy', { date1904: true })).text).toBe('2026-04-01');
    expect((await cellText('0', 'dd/mm/yyyy', { date1904: true })).text).toBe('1904-01-01');
  });

  it('of a 1904 workbook of another library are right too', async () => {
    const rows = [['on'], [new Date('2026-07-15T00:00:00Z')]];
    const bytes = await writeXlsx({ dateSystem: '1904', sheets: [{ name: 'S', rows }] });

    expect((await readBook(bytes)).cells).toEqual([['2026-07-15']]);
  });

  it.each(['14', '15', '16', '17'])('of the built-in format %s are known without a code', async (id) => {
    const sheets = [{ xml: textRow(1, 'on') + valueRow(2, { value: '46113', style: 0 }) }];
    const cellXfs = `<styleSheet><cellXfs><xf numFmtId="${id}"/></cellXfs></styleSheet>`;

    expect((await readBook(book({ sheets, styles: cellXfs }))).cells).toEqual([['2026-04-01']]);
  });

  it('stored as ISO text are read as such', async () => {
    expect((await cellText('2026-04-01T00:00:00', undefined, { type: 'd' })).text).toBe('2026-04-01');
    expect((await cellText('2026-04-01T09:30:00.000Z', undefined, { type: 'd' })).text).toBe(
      '2026-04-01T09:30:00',
    );
  });

  it.each(['60', '0', '-1', '3000000'])('that never were are reported: day %s', async (stored) => {
    const { text, problems } = await cellText(stored, 'dd/mm/yyyy');

    expect([text, problems.length]).toEqual(['', 1]);
  });
});

describe('Cells that Excel could not work out', () => {
  it('are empty, with one problem a row before its rows', async () => {
    const xml =
      textRow(1, 'id', 'rate', 'units') +
      valueRow(2, { value: '1' }, { value: '#REF!', type: 'e' }, { value: '#N/A', type: 'e' }) +
      '<row r="3"><c r="A3"><v>2</v></c><c r="B3"><f>A1*2</f></c><c r="C3"><f>1+1</f><v>2</v></c></row>' +
      '<row r="4"><c r="A4"><v>3</v></c><c r="B4" t="s"><v>7</v></c></row>';
    const { events, cells, problems } = await readBook(book({ sheets: [{ xml }] }));

    expect(cells).toEqual([
      ['1', '', ''],
      ['2', '', '2'],
      ['3', '', ''],
    ]);
    expect(problems.slice(0, 2).map(({ line, message }) => [line, message])).toEqual([
      [
        2,
        'In row 2, cell B2 shows the error #REF!, and 1 more in this row are wrong too; it was read as empty. Correct it in Excel, save the workbook and send it again.',
      ],
      [
        3,
        'In row 3, cell B3 holds a formula that was never worked out; it was read as empty. Correct it in Excel, save the workbook and send it again.',
      ],
    ]);
    expect(events.map(({ kind }) => kind)).toEqual([
      'header',
      'problem',
      'problem',
      'problem',
      'rows',
      'end',
    ]);
  });
});
