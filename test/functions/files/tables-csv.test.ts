import { describe, expect, it } from 'vitest';
import { readTable } from '../../../functions/files/tables/read-table.ts';
import { filler, fillerRows, inChunks, read } from './reading-tables.ts';

describe('A CSV file', () => {
  it('gives its headings, its rows with their lines, and its end', async () => {
    const { events } = await read(
      'personId, name ,dateOfBirth\nP1,Ann Lee,1941-02-03\nP2,Bo Ash,1938-11-30\n',
    );

    expect(events).toEqual([
      {
        kind: 'header',
        line: 1,
        columns: ['personId', 'name', 'dateOfBirth'],
        directives: {},
        source: { format: 'csv', encoding: 'utf-8', delimiter: ',' },
      },
      {
        kind: 'rows',
        rows: [
          { line: 2, cells: ['P1', 'Ann Lee', '1941-02-03'], ragged: false },
          { line: 3, cells: ['P2', 'Bo Ash', '1938-11-30'], ragged: false },
        ],
      },
      { kind: 'end', rows: 2, encoding: 'utf-8' },
    ]);
  });

  it('may have headings and no rows', async () => {
    const { columns, rows, end } = await read('personId,name\r\n');

    expect({ columns, rows, end }).toEqual({
      columns: ['personId', 'name'],
      rows: [],
      end: { kind: 'end', rows: 0, encoding: 'utf-8' },
    });
  });

  it('is handed on in batches of a thousand rows', async () => {
    const { events, rows } = await read(
      `id\n${Array.from({ length: 2500 }, (_, index) => `P${index}\n`).join('')}`,
    );

    expect(events.flatMap((event) => (event.kind === 'rows' ? [event.rows.length] : []))).toEqual([
      1000, 1000, 500,
    ]);
    expect(rows.at(-1)).toEqual({ line: 2501, cells: ['P2499'], ragged: false });
  });

  it('reads the same whatever chunks it arrives in', async () => {
    const before = `#FILE,R1,7\r\n\r\nid;"the\r\nname"\r\n${filler(';', 2)}`;
    const text = before + 'P1;"a ""b""\r\nc"\r\nP2;£5 €6 😀\r\n#TOTAL;2;3.50\r\n';
    const whole = await read(text);

    for (const chunkBytes of [1, 2, 3, 5, 7, 11]) expect(await read(text, { chunkBytes })).toEqual(whole);
    expect(whole.cells.slice(fillerRows)).toEqual([
      ['P1', 'a "b"\r\nc'],
      ['P2', '£5 €6 😀'],
    ]);
  });

  it('asks for the next chunk only when the rows before it were taken', async () => {
    let asked = 0;
    async function* endless() {
      yield Buffer.from('id\n');
      for (;;) {
        asked += 1;
        await Promise.resolve();
        yield Buffer.from('P1\n'.repeat(2000));
      }
    }
    const events = readTable(endless(), { fileName: 'endless.csv' });

    await events.next();
    await events.next();
    const askedBefore = asked;
    await events.next();

    expect({ askedBefore, asked }).toEqual({ askedBefore: 1, asked: 1 });
    await events.return(undefined);
  });

  it('lets go of its source when the reader stops early', async () => {
    let released = false;
    async function* source() {
      try {
        await Promise.resolve();
        yield Buffer.from(`id\n${'P1\n'.repeat(5000)}`);
        yield Buffer.from('P2\n');
      } finally {
        released = true;
      }
    }
    for await (const event of readTable(source(), { fileName: 'a.csv' })) {
      if (event.kind === 'header') break;
    }

    expect(released).toBe(true);
  });

  it('passes on a failure of its source', async () => {
    async function* failing() {
      yield Buffer.from('id\nP1\n');
      await Promise.reject(new Error('connection lost'));
    }
    const reading = async () => {
      for await (const event of readTable(failing(), { fileName: 'a.csv' }))
        expect(event.kind).not.toBe('refused');
    };

    await expect(reading()).rejects.toThrow('connection lost');
  });
});

describe('Separators', () => {
  it.each([',', ';', '\t'])('are told from the headings: %j', async (separator) => {
    const { header, cells } = await read(
      ['id', 'name', 'note'].join(separator) + '\n' + ['P1', '"Lee, A; B\tC"', 'x'].join(separator) + '\n',
    );

    expect(header?.source).toMatchObject({ delimiter: separator });
    expect(cells).toEqual([['P1', 'Lee, A; B\tC', 'x']]);
  });

  it('inside quotation marks of the headings do not count', async () => {
    const { columns } = await read('"Surname, forename, title";id\nx;y\n');

    expect(columns).toEqual(['Surname, forename, title', 'id']);
  });

  it('may be told by the first line, as Excel does', async () => {
    const { columns, rows } = await read('sep=;\r\n"a,b,c";d\r\n1;2\r\n');

    expect(columns).toEqual(['a,b,c', 'd']);
    expect(rows).toEqual([{ line: 3, cells: ['1', '2'], ragged: false }]);
  });
});

describe('Lines', () => {
  it('are counted as an editor counts them, through quoted line breaks and blank lines', async () => {
    const { header, rows } = await read('\n\nid,note\n\nP1,"two\nlines"\n  \nP2,x\n,\nP3,"a\n\nb"\nP4,y\n');

    expect(header?.line).toBe(3);
    expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [5, 'P1'],
      [8, 'P2'],
      [10, 'P3'],
      [13, 'P4'],
    ]);
  });

  it.each([
    ['CR LF', 'id,n\r\nP1,1\r\nP2,2\r\n'],
    ['LF', 'id,n\nP1,1\nP2,2\n'],
    ['CR alone', 'id,n\rP1,1\rP2,2\r'],
    ['CR LF and LF mixed', 'id,n\r\nP1,1\nP2,2\r\n'],
    ['no end of the last line', 'id,n\nP1,1\nP2,2'],
  ])('may end in %s', async (_name, text) => {
    const { rows } = await read(text);

    expect(rows).toEqual([
      { line: 2, cells: ['P1', '1'], ragged: false },
      { line: 3, cells: ['P2', '2'], ragged: false },
    ]);
  });
});

describe('A row as it stands in the file', () => {
  it('is handed on behind the separator that parts its cells', async () => {
    const { plain, cells } = await read('a;b;c\r\n1; 2 ;\r\n"4";5;6\r\nx,y;;z');
    expect(plain).toEqual([';1; 2 ;', '', ';x,y;;z']);
    expect(plain.filter((text) => text !== '').map((text) => text.slice(1).split(text.charAt(0)))).toEqual([
      cells[0],
      cells[2],
    ]);
  });

  it('is not where the cells are others than stand there', async () => {
    const guarded = "'-5,2,3";
    const { plain, cells } = await read(`a,b,c\n1,2\n1,2,3,4\n1,2,3,\n${guarded}\n`);
    expect(cells.at(-1)).toEqual(['-5', '2', '3']);
    expect(plain).toEqual(['', '', '', '']);
  });
});

describe('Rows of another width than the headings', () => {
  it('are flagged when cells are missing or too many', async () => {
    const { rows } = await read('a,b,c\n1,2\n1,2,3,4\n1,2,3\n');

    expect(rows).toEqual([
      { line: 2, cells: ['1', '2', ''], ragged: true },
      { line: 3, cells: ['1', '2', '3', '4'], ragged: true },
      { line: 4, cells: ['1', '2', '3'], ragged: false },
    ]);
  });

  it('are in order when only a trailing separator differs, on either side', async () => {
    const lloyds = await read('Date,Amount,Balance,\n01/04/2026,5,10\n');
    const natwest = await read('Date,Amount,Balance\n01/04/2026,5,10,\n');

    expect(lloyds.columns).toEqual(['Date', 'Amount', 'Balance']);
    expect(lloyds.rows).toEqual([{ line: 2, cells: ['01/04/2026', '5', '10'], ragged: false }]);
    expect(natwest.rows).toEqual(lloyds.rows);
  });
});

describe('The apostrophe that guards a cell', () => {
  it.each([
    ["'20-00-00", '20-00-00'],
    ["'=1+1", '=1+1'],
    ["'+44 20", '+44 20'],
    ["'-12.50", '-12.50'],
    ["'@home", '@home'],
    ["''=x", "'=x"],
    ["'M ORR", "'M ORR"],
    ["'", "'"],
    ["O'Neil", "O'Neil"],
  ])('is taken off before a figure or a formula sign only: %s', async (written, expected) => {
    const { cells } = await read(`id,text\nP1,${written}\n`);

    expect(cells).toEqual([['P1', expected]]);
  });
});

describe('Quotation marks', () => {
  it('inside an unquoted cell are letters like any other', async () => {
    const { cells, problems } = await read('id,note\nP1,5" pipe, \nP2,a "b" c\n');

    expect(cells).toEqual(
      [
        ['P1', '5" pipe'],
        ['P2', 'a "b" c'],
      ].map(([id, note]) => [id, note]),
    );
    expect(problems).toEqual([]);
  });

  it('that do not match are reported with their line, and the row is read as Excel reads it', async () => {
    const { cells, problems } = await read('id,note\nP1,"the "White" House"\nP2,x\n');

    expect(cells).toEqual([
      ['P1', 'the White" House"'],
      ['P2', 'x'],
    ]);
    expect(problems).toMatchObject([{ rule: 'quotes-do-not-match', line: 2 }]);
  });

  it('that are never closed refuse the file and name the line that opened them', async () => {
    const { refused, end } = await read('id,note\nP1,"a\nb"\nP2,"open\nP3,x\nP4,y\n');

    expect(refused).toMatchObject({ rule: 'quote-not-closed', line: 4 });
    expect(end).toBeUndefined();
  });

  it('that swallow more than a line may hold are refused without reading on', async () => {
    const { refused } = await read(`id,note\nP1,"open\n${'P2,x\n'.repeat(100_000)}`, {
      limits: { lineCharacters: 5000 },
    });

    expect(refused).toMatchObject({ rule: 'quote-not-closed', line: 2 });
  });
});

describe('Directives', () => {
  it.each([',', ';', '\t'])(
    'before the headings and the total are read with the separator %j',
    async (separator) => {
      const lines = ['#EXTRACT,Full,2026-04-01', '#FILE,W14-2026,12', 'id,hours', 'P1,2', '#TOTAL,1,54.36'];
      const { header, cells, total } = await read(
        lines.map((line) => line.replaceAll(',', separator)).join('\n'),
      );

      expect(header?.directives).toEqual({
        extract: { mode: 'full', asAt: '2026-04-01' },
        file: { reference: 'W14-2026', sequence: '12' },
      });
      expect(cells).toEqual([['P1', '2']]);
      expect(total).toEqual({ kind: 'total', line: 5, lines: '1', amount: '54.36' });
    },
  );

  it('may have another separator than the table, and the empty cells that Excel adds', async () => {
    const { header, columns, total } = await read(
      '#EXTRACT,delta,01/04/2026,,,\nid;name\nP1;x\n#TOTAL,1,0\n',
    );

    expect(header?.directives.extract).toEqual({ mode: 'delta', asAt: '01/04/2026' });
    expect(columns).toEqual(['id', 'name']);
    expect(total).toMatchObject({ lines: '1', amount: '0' });
  });

  it('that say neither full nor delta refuse the file, since left-out records may have ended', async () => {
    const { refused } = await read('#EXTRACT,partial,2026-04-01\nid\nP1\n');

    expect(refused).toMatchObject({ rule: 'directive-wrong', line: 1 });
    expect(refused?.message).toContain('Write #EXTRACT,full or #EXTRACT,delta');
  });

  it.each([
    ['a row after the total', 'id\nP1\n#TOTAL,1,0\nP2\n', 4],
    ['a second total', 'id\nP1\n#TOTAL,1,0\n#TOTAL,1,0\n', 4],
    ['a second file behind the first', 'id\nP1\n#FILE,B,2\nid\nP2\n', 3],
  ])('out of place show joined files: %s', async (_name, text, line) => {
    const { refused } = await read(text);

    expect(refused).toMatchObject({ rule: 'directive-out-of-place', line });
  });
});

describe('A file that is not a table', () => {
  it.each([
    ['nothing at all', '', 'file-empty'],
    ['blank lines only', '\r\n\r\n ,, \r\n', 'header-missing'],
    ['a directive and no headings', '#EXTRACT,full,2026-04-01\n', 'header-missing'],
    ['a total before the headings', '#TOTAL,1,2\nid\n', 'header-missing'],
    ['a web page', '<!DOCTYPE html><html><table>', 'file-not-a-table'],
    ['an XML file', '\ufeff<?xml version="1.0"?><a/>', 'file-not-a-table'],
    ['a JSON file', '[{"id": 1}]', 'file-not-a-table'],
    ['a PDF', '%PDF-1.7\n', 'file-not-a-table'],
    ['an RTF', '{\\rtf1 x}', 'file-not-a-table'],
  ])('is refused with what to do: %s', async (_name, text, rule) => {
    const { events, refused } = await read(text);

    expect(refused?.rule).toBe(rule);
    expect(refused?.message).toMatch(/send (?:it|the file) again\.$/);
    expect(events).toHaveLength(1);
  });

  it.each([
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'This is a picture (PNG), not a table.'],
    ['a photograph', Buffer.from('\xff\xd8\xff\xe0', 'latin1'), 'This is a picture (JPEG), not a table.'],
    [
      'an old workbook',
      Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'),
      'This is an old Excel workbook (.xls).',
    ],
    [
      'a zipped file',
      Buffer.from('\x1f\x8b\x08', 'latin1'),
      'This is a compressed file (gzip), not a table.',
    ],
  ])('is refused by its own name: %s', async (_name, bytes, sentence) => {
    const { refused } = await read(bytes);

    expect(refused?.rule).toBe('file-not-a-table');
    expect(refused?.message).toContain(sentence);
  });

  it('is refused as binary when zero bytes come late', async () => {
    const { refused } = await read(
      Buffer.concat([Buffer.from('id\n' + 'P1\n'.repeat(9000)), Buffer.from([0, 1, 2])]),
    );

    expect(refused?.rule).toBe('file-binary');
  });

  it('is refused as binary when it is full of control characters', async () => {
    const { refused } = await read(Buffer.from(Array.from({ length: 5000 }, (_, index) => 1 + (index % 31))));

    expect(refused?.rule).toBe('file-binary');
  });

  it('is refused when only its name says workbook', async () => {
    const { refused } = await read('id,name\nP1,x\n', { fileName: 'people.XLSX' });

    expect(refused?.rule).toBe('file-not-a-table');
  });
});

describe('Limits', () => {
  it('refuse 200 columns and say how many there are', async () => {
    const { refused } = await read(Array.from({ length: 200 }, (_, index) => `c${index}`).join(',') + '\n');

    expect(refused).toMatchObject({ rule: 'too-many-columns', line: 1 });
    expect(refused?.message).toContain('200 columns and the limit is 100');
  });

  it('allow 100 columns, and rows as wide', async () => {
    const wide = Array.from({ length: 100 }, (_, index) => `c${index}`).join(',');
    const { columns, rows, refused } = await read(`${wide}\n${wide}\n`);

    expect([columns.length, rows.length, refused]).toEqual([100, 1, undefined]);
  });

  it('refuse a row of far too many cells', async () => {
    const { refused } = await read(`id\nP1\n${'x,'.repeat(5000)}\n`);

    expect(refused).toMatchObject({ rule: 'too-many-columns', line: 3 });
  });

  it.each([100, 65_536])('refuse one endless line, in chunks of %i', async (chunkBytes) => {
    const { refused } = await read(`id\n${'x'.repeat(20_000)}`, {
      chunkBytes,
      limits: { lineCharacters: 10_000 },
    });

    expect(refused).toMatchObject({ rule: 'line-too-long', line: 2 });
  });

  it('refuse a line that is too long although it ends', async () => {
    const { refused } = await read(`id\n${'x'.repeat(12_000)}\nP2\n`, { limits: { lineCharacters: 10_000 } });

    expect(refused).toMatchObject({ rule: 'line-too-long', line: 2 });
  });

  it('refuse one row too many and take the last allowed', async () => {
    const allowed = await read('id\n1\n2\n3\n', { limits: { rows: 3 } });
    const beyond = await read('id\n1\n2\n3\n4\n', { limits: { rows: 3 } });

    expect([allowed.end?.rows, allowed.refused]).toEqual([3, undefined]);
    expect(beyond.refused).toMatchObject({ rule: 'too-many-rows', line: 5 });
  });

  it('refuse a file that is too large without reading all of it', async () => {
    let asked = 0;
    async function* gigabytes() {
      yield Buffer.from('id\n');
      for (; asked < 1000; asked += 1) {
        await Promise.resolve();
        yield Buffer.from('P1\n'.repeat(20_000));
      }
    }
    let last;
    for await (const event of readTable(gigabytes(), {
      fileName: 'a.csv',
      limits: { fileBytes: 1024 * 1024 },
    }))
      last = event;

    expect(last).toMatchObject({ kind: 'refused', rule: 'file-too-large' });
    expect(asked).toBeLessThan(30);
  });

  it('do not depend on the size of the chunks handed over', async () => {
    const bytes = Buffer.from(`id\n${'P1\n'.repeat(100)}`);
    let last;
    for await (const event of readTable(inChunks(bytes, 10), {
      fileName: 'a.csv',
      limits: { fileBytes: 300 },
    }))
      last = event;

    expect(last).toMatchObject({ kind: 'refused', rule: 'file-too-large' });
  });
});
