import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { corpusFiles, corpusIsThere, corpusTitle } from '../statements/corpus-files.ts';
import { encode, read } from './reading-tables.ts';

const FILES = 85;
const files = corpusFiles('**/*.csv');

describe.skipIf(!corpusIsThere)(corpusTitle('CSV files', FILES), () => {
  it('are all there', () => {
    expect(files).toHaveLength(FILES);
  });

  it.each(files)('are read to the end or refused in a sentence: $name', async ({ path }) => {
    const { end, refused, events } = await read(readFileSync(path), { fileName: path });

    expect(events.at(-1)).toBe(end ?? refused);
    expect(refused?.message ?? 'Read to its end.').toMatch(/^[A-Z].*\.$/);
  });

  it('of Nationwide read the same as UTF-8 with LF and as the bank sends them, Windows-1252 with CR LF', async () => {
    const nationwide = files.filter(({ name }) => name.includes('nationwide'));
    for (const { path } of nationwide) {
      const kept = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
      const asKept = await read(kept);
      const asSent = await read(encode(kept.replaceAll('\n', '\r\n'), 'windows-1252'));

      expect(asSent.columns).toEqual(asKept.columns);
      expect(asSent.rows).toEqual(asKept.rows);
    }
    expect(nationwide.length).toBeGreaterThan(5);
  });
});
