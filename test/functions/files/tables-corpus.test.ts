import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encode, read } from './reading-tables.ts';

const corpus = process.env['CARELEDGER_CORPUS'] ?? '../shared/corpus';
const present = existsSync(corpus);
const files = present ? globSync('**/*.csv', { cwd: corpus }).map((name) => join(corpus, name)) : [];

describe.skipIf(!present)(
  `Real CSV files (CARELEDGER_CORPUS, ${present ? 'found' : `no folder at ${corpus}: skipped`})`,
  () => {
    it('are there to be read', () => {
      expect(files.length).toBeGreaterThan(50);
    });

    it.each(files.map((path) => ({ path, name: relative(corpus, path) })))(
      'are read to the end or refused in a sentence: $name',
      async ({ path }) => {
        const { end, refused, events } = await read(readFileSync(path), { fileName: path });

        expect(events.at(-1)).toBe(end ?? refused);
        expect(refused?.message ?? 'Read to its end.').toMatch(/^[A-Z].*\.$/);
      },
    );

    it('of Nationwide read the same as UTF-8 with LF and as the bank sends them, Windows-1252 with CR LF', async () => {
      const nationwide = files.filter((path) => path.includes('nationwide'));
      for (const path of nationwide) {
        const kept = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
        const asKept = await read(kept);
        const asSent = await read(encode(kept.replaceAll('\n', '\r\n'), 'windows-1252'));

        expect(asSent.columns).toEqual(asKept.columns);
        expect(asSent.rows).toEqual(asKept.rows);
      }
      expect(nationwide.length).toBeGreaterThan(5);
    });
  },
);
