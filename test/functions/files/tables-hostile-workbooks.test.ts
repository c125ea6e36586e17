import { writeXlsx } from 'hucre';
import { describe, expect, it } from 'vitest';
import { book, bookParts, textRow, zip } from './making-workbooks.ts';
import { read } from './reading-tables.ts';

const fileName = 'extract.xlsx';
const readBook = (bytes: Uint8Array, limits = {}) => read(bytes, { fileName, limits });
const corner = (reference: string, line: number) =>
  `<row r="${line}"><c r="${reference}${line}" t="str"><v>x</v></c></row>`;

describe('A workbook that would fill memory', () => {
  it('by one cell in the last corner of the sheet is refused', async () => {
    const rows = await readBook(book({ sheets: [{ xml: textRow(1, 'id') + corner('A', 1_048_576) }] }));
    const columns = await readBook(book({ sheets: [{ xml: textRow(1, 'id') + corner('XFD', 2) }] }));
    const both = await readBook(book({ sheets: [{ xml: textRow(1, 'id') + corner('XFD', 1_048_576) }] }));

    expect(rows.refused).toMatchObject({ rule: 'too-many-rows', line: 1_048_576 });
    expect(columns.refused).toMatchObject({ rule: 'too-many-columns', line: 2 });
    expect(columns.refused?.message).toContain('16384 columns');
    expect(both.refused?.rule).toBe('too-many-rows');
  });

  it('by a column that no sheet has is damaged', async () => {
    const { refused } = await readBook(book({ sheets: [{ xml: corner('ZZZZZZZZ', 1) }] }));

    expect(refused?.rule).toBe('workbook-damaged');
  });

  it('by inflating to a hundred times its size is refused before it is inflated', async () => {
    const { refused } = await readBook(book({ sheets: [{ xml: '<row/>'.repeat(1_000_000) }] }));

    expect(refused?.rule).toBe('workbook-unsafe');
    expect(refused?.message).toContain('unpacks to far more than its size');
  });

  it('by many small parts that inflate a hundredfold is refused', async () => {
    const parts = Array.from({ length: 20 }, (_, index) => [`xl/media/${index}.bin`, Buffer.alloc(900_000)]);
    const bytes = book({
      sheets: [{ xml: textRow(1, 'id') }],
      more: Object.fromEntries(parts) as Record<string, Buffer>,
    });

    expect((await readBook(bytes)).refused?.rule).toBe('workbook-unsafe');
  });

  it('by inflating beyond the limit in total is refused', async () => {
    const bytes = book({
      sheets: [{ xml: textRow(1, 'id') }],
      more: { 'xl/media/a.bin': Buffer.alloc(50_000, 'ab1') },
    });

    expect((await readBook(bytes, { inflatedBytes: 40_000 })).refused?.rule).toBe('workbook-unsafe');
    expect((await readBook(bytes, { inflatedBytes: 60_000 })).refused).toBeUndefined();
  });

  it('by a part larger than its directory says is stopped at the size said', async () => {
    const parts = bookParts({ sheets: [{ xml: textRow(1, 'id') + '<row/>'.repeat(1_000_000) }] });
    const { refused } = await readBook(zip(parts, { declaredBytes: { 'xl/worksheets/sheet1.xml': 1000 } }));

    expect(refused?.rule).toBe('workbook-damaged');
  });

  it.each([
    ['billion laughs', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>', '&b;'],
    ['an outside file', '<!DOCTYPE x SYSTEM "file:///etc/passwd">', 'x'],
    ['an undefined entity', '', '&secret;'],
    ['an entity named as a part of the language', '', '&constructor;'],
  ])('by entities is refused: %s', async (_name, prologue, text) => {
    const parts = bookParts({ sheets: [{ xml: '' }], strings: `<si><t>${text}</t></si>` });
    parts['xl/sharedStrings.xml'] = `${prologue}${parts['xl/sharedStrings.xml']?.toString() ?? ''}`;

    expect((await readBook(zip(parts))).refused?.rule).toBe('workbook-unsafe');
  });

  it('by an endless tag, comment or cell is refused', async () => {
    const noise = Array.from({ length: 300_000 }, (_, index) => index.toString(36)).join('');
    for (const xml of [`<row r="${noise}`, `<!--${noise}`, `<row><c t="str"><v>${noise}${noise}`]) {
      expect((await readBook(book({ sheets: [{ xml }] }))).refused?.rule).toMatch(
        /^workbook-(?:unsafe|damaged)$/,
      );
    }
  });

  it.each([
    ['cell', (noise: string) => `<row><c t="str"><v>${noise}</v></c></row>`],
    ['tag', (noise: string) => `<row r="${noise}"/>`],
    ['comment', (noise: string) => `<!--${noise}-->`],
  ])('by one whole %s of more than a megabyte is refused', async (_name, around) => {
    const noise = Array.from({ length: 300_000 }, (_, index) => index.toString(36)).join('');
    const { refused } = await readBook(book({ sheets: [{ xml: around(noise) }] }));

    expect(refused?.message).toContain('one cell or tag of it is far too long');
  });

  it('by nesting without end is refused', async () => {
    const { refused } = await readBook(
      book({ sheets: [{ xml: '<row>'.repeat(200) + '</row>'.repeat(200) }] }),
    );

    expect(refused).toMatchObject({ rule: 'workbook-unsafe' });
    expect(refused?.message).toContain('100 deep');
  });

  it('by another file inside it is refused', async () => {
    const inner = zip({ 'a.txt': 'x' });
    const { refused } = await readBook(
      book({ sheets: [{ xml: textRow(1, 'id') }], more: { 'xl/embeddings/b.zip': inner } }),
    );

    expect(refused).toMatchObject({ rule: 'workbook-unsafe' });
    expect(refused?.message).toContain('another file inside');
  });

  it('by hundreds of parts is refused', async () => {
    const more = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [`xl/media/${index}.bin`, 'x']),
    );

    expect((await readBook(book({ sheets: [{ xml: textRow(1, 'id') }], more }))).refused?.rule).toBe(
      'workbook-unsafe',
    );
  });

  it('by its mere size is refused', async () => {
    const { refused } = await readBook(book({ sheets: [{ xml: textRow(1, 'id') }] }), { workbookBytes: 500 });

    expect(refused?.rule).toBe('file-too-large');
  });
});

describe('A workbook with a million empty rows', () => {
  it('is read quietly to its end', async () => {
    const empty = Array.from(
      { length: 1_048_570 },
      (_, index) => `<row r="${index + 4}" spans="1:2" s="${index % 7}"/>`,
    );
    const xml =
      textRow(1, 'id', 'name') +
      textRow(2, 'P1', 'x') +
      '<row r="3"><c r="A3" s="4"/><c r="XFD3" s="4"/></row>';
    const { cells, events, end } = await readBook(book({ sheets: [{ xml: xml + empty.join('') }] }));

    expect(cells).toEqual([['P1', 'x']]);
    expect(events.map(({ kind }) => kind)).toEqual(['header', 'rows', 'end']);
    expect(end?.rows).toBe(1);
  }, 60_000);
});

describe('A workbook that cannot be read', () => {
  it('for its password is refused, as written by Excel', async () => {
    const bytes = await writeXlsx({
      sheets: [{ name: 'S', rows: [['id']] }],
      encryption: { password: 'secret', spinCount: 1000 },
    });
    const { refused } = await readBook(bytes);

    expect(refused?.rule).toBe('workbook-protected');
    expect(refused?.message).toBe(
      'This workbook is protected by a password. Take the password off in Excel and send it again.',
    );
  });

  it('for encrypted parts is refused', async () => {
    const bytes = zip(bookParts({ sheets: [{ xml: textRow(1, 'id') }] }), { flags: 1 });

    expect((await readBook(bytes)).refused?.rule).toBe('workbook-protected');
  });

  it.each([
    [
      'an OpenDocument file (.ods)',
      { mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' },
    ],
    ['a Word document', { 'word/document.xml': '<x/>' }],
    ['a binary Excel workbook (.xlsb)', { 'xl/workbook.bin': 'x' }],
    ['a zip file without a workbook in it', { 'readme.txt': 'x' }],
  ])('for being %s is refused by name', async (name, parts) => {
    const { refused } = await readBook(zip(parts));

    expect(refused?.rule).toBe('file-not-a-table');
    expect(refused?.message).toBe(
      `This is ${name}, not a table. Save the table as .xlsx or CSV and send it again.`,
    );
  });

  it('for being cut short anywhere is refused as damaged', async () => {
    const whole = book({ sheets: [{ xml: textRow(1, 'id') + textRow(2, 'P1') }] });

    for (let length = 30; length < whole.length; length += 37) {
      expect((await readBook(whole.subarray(0, length))).refused?.rule).toBe('workbook-damaged');
    }
  });

  it.each([
    ['in a tag', '<row r="2"'],
    ['in a cell', '<row r="2"><c r="A2" t="str"><v>P'],
    ['between rows', ''],
  ])('for a sheet that ends early %s is refused as damaged', async (_name, last) => {
    const parts = bookParts({ sheets: [{ xml: '' }] });
    parts['xl/worksheets/sheet1.xml'] = `<worksheet><sheetData>${textRow(1, 'id')}${last}`;

    expect((await readBook(zip(parts))).refused?.rule).toBe('workbook-damaged');
  });

  it('for contents that differ from their checksum is refused as damaged', async () => {
    const bytes = zip(bookParts({ sheets: [{ xml: textRow(1, 'id') }] }), { checksum: 7 });

    expect((await readBook(bytes)).refused?.rule).toBe('workbook-damaged');
  });

  it('for any flipped byte is read right or refused, and never crashes', async () => {
    const whole = book({ sheets: [{ xml: textRow(1, 'id') + textRow(2, 'P1') }] });
    const right = (await readBook(whole)).cells;
    for (let index = 4; index < whole.length; index += 1) {
      const bytes = Buffer.from(whole);
      bytes[index] = (bytes[index] ?? 0) ^ 0x41;
      const { cells, refused } = await readBook(bytes);

      if (refused === undefined) expect(cells).toEqual(right);
      else expect(refused.message).toMatch(/\.$/);
    }
  }, 30_000);
});
