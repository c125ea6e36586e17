import fc from 'fast-check';
import papaparse from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { EncodingName } from './reading-tables.ts';
import { encode, filler, fillerRows, read } from './reading-tables.ts';

const encodings: EncodingName[] = [
  'utf-8',
  'utf-8 marked',
  'utf-16le',
  'utf-16le marked',
  'utf-16be',
  'utf-16be marked',
  'windows-1252',
];
const separators = [',', ';', '\t'];

describe('Every encoding with every separator', () => {
  it.each(encodings.flatMap((encoding) => separators.map((separator) => ({ encoding, separator }))))(
    'reads back: $encoding, $separator',
    async ({ encoding, separator }) => {
      const table = [
        ['personId', 'name', 'note'],
        ['P1', 'Zoë Müller', 'owes £5 or €6'],
        ['P2', 'Seán Ó “Rí”', 'line one\r\nline two'],
      ];
      const [headings = [], ...people] = table;
      const written = (rows: string[][]) => `${papaparse.unparse(rows, { delimiter: separator })}\r\n`;
      const text = written([headings]) + filler(separator, 3) + written(people);
      for (const chunkBytes of [1, 7, 65_536]) {
        const { header, cells, end, problems } = await read(encode(text, encoding), { chunkBytes });

        expect([header?.columns, ...cells.slice(fillerRows)]).toEqual(table);
        expect(header?.source).toMatchObject({ delimiter: separator });
        expect(end?.encoding).toBe(encoding.replace(' marked', ''));
        expect(problems).toEqual([]);
      }
    },
  );
});

describe('Windows-1252', () => {
  it('is seen even when its first pound sign comes after three megabytes', async () => {
    const text = `id,note\n${'P1,plain\n'.repeat(340_000)}P2,£5\n`;
    const { header, rows, end, problems } = await read(encode(text, 'windows-1252'));

    expect(text.length).toBeGreaterThan(3_000_000);
    expect(header?.source).toMatchObject({ encoding: 'utf-8' });
    expect(rows.at(-1)).toEqual({ line: 340_002, cells: ['P2', '£5'], ragged: false });
    expect(end?.encoding).toBe('windows-1252');
    expect(problems).toEqual([]);
  }, 30_000);

  it('has its own 27 letters where Latin-1 has control characters', async () => {
    const letters = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';
    const { cells } = await read(encode(`id,note\nP1,${letters}\n`, 'windows-1252'));

    expect(cells).toEqual([['P1', letters]]);
  });

  it('and UTF-8 in one file are both read right and reported once, with the line', async () => {
    const bytes = Buffer.concat([
      Buffer.from('id,note\nP1,café £5\nP2,'),
      Buffer.from([0xa3]),
      Buffer.from('7\nP3,\xe9\n', 'latin1'),
    ]);
    const { cells, problems } = await read(bytes);

    expect(cells).toEqual([
      ['P1', 'café £5'],
      ['P2', '£7'],
      ['P3', 'é'],
    ]);
    expect(problems).toMatchObject([{ rule: 'two-encodings', line: 3 }]);
  });
});

describe('UTF-16', () => {
  it('that ends in the middle of a character was cut short', async () => {
    const { refused } = await read(encode('id\nP1\n', 'utf-16le marked').subarray(0, -1));

    expect(refused?.rule).toBe('file-cut-short');
  });

  it('with a zero letter in it is binary', async () => {
    const { refused } = await read(encode('id\nP\u00001\n', 'utf-16be marked'));

    expect(refused?.rule).toBe('file-binary');
  });
});

const blank = (cells: readonly string[]) => cells.every((cell) => cell.trim() === '');
const guarded = /^'[=+\-@\d'"\t\r]/;
const cell = fc
  .oneof(
    { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
    {
      weight: 2,
      arbitrary: fc.string({ unit: fc.constantFrom(...Array.from('ab1 \',;\t"\r\n£€é-=')), maxLength: 8 }),
    },
  )
  .filter((text) => !text.includes('\0') && !text.startsWith('\ufeff') && !guarded.test(text));

describe('Any table that was written', () => {
  it('reads back equal in any encoding, with any separator and line end, in any chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 8 }),
        fc.constantFrom(...encodings),
        fc.constantFrom(...separators),
        fc.constantFrom('\r\n', '\n'),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        async (rows, encoding, delimiter, newline, quotes, chunkBytes) => {
          const kept = rows.filter(
            (row) => !blank(row) && !/^#(?:extract|file|total)$/i.test(row[0]?.trim() ?? ''),
          );
          fc.pre(encoding !== 'windows-1252' || !/[^\0-~\xa0-\xff€]/.test(kept.flat().join('')));
          // Without its mark, UTF-16 shows itself by Latin letters only.
          fc.pre(!/^utf-16..$/.test(encoding) || !/[^\0-\xff]/.test(kept.flat().join('')));
          const header = ['personId', 'the name', 'note'].join(delimiter) + newline;
          const text =
            header + filler(delimiter, 3) + papaparse.unparse(kept, { delimiter, newline, quotes });
          // Windows-1252 text that is valid UTF-8 all through cannot be told from UTF-8 by anyone.
          fc.pre(encoding !== 'windows-1252' || !/[\xc2-\xf4][\x80-\xbf€]/.test(kept.flat().join('\n')));
          const { columns, cells, problems, refused } = await read(encode(text, encoding), { chunkBytes });

          expect(refused).toBeUndefined();
          expect(columns).toEqual(['personId', 'the name', 'note']);
          expect(cells.slice(fillerRows)).toEqual(kept);
          expect(problems).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);
});
