import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText } from '../../../functions/files/tables/decode-text.ts';

const corpus = process.env['CARELEDGER_CORPUS'] ?? '../shared/corpus';

export const corpusIsThere = existsSync(corpus);

/** Says with a suite whether the real files are there, and how many it skips where not. */
export function corpusTitle(what: string, count: number): string {
  const found = corpusIsThere ? `${count} found` : `no folder at ${corpus}: ${count} skipped`;
  return `Real ${what} (CARELEDGER_CORPUS, ${found})`;
}

type CorpusFile = { path: string; name: string };

export function corpusFiles(...patterns: readonly string[]): CorpusFile[] {
  if (!corpusIsThere) return [];
  return patterns
    .flatMap((pattern) => globSync(pattern, { cwd: corpus }))
    .toSorted()
    .map((name) => ({ path: join(corpus, name), name }));
}

export function corpusText(path: string): string {
  const bytes = readFileSync(path);
  const decoding = decodeText(bytes);
  return decoding.push(bytes).text + decoding.end().text;
}

/** Pence of an amount as it stands in a file: an eye apart from the readers’. */
export function penceOf(written: string): number {
  const text = written.trim();
  const [, sign = '', whole = '', decimals = ''] = /^([-+]?)([\d,.]*?)(?:[.,](\d{0,2})0*)?$/.exec(text) ?? [];
  const amount = Number(`${whole.replaceAll(/[,.]/g, '')}${decimals.padEnd(2, '0')}`);
  return sign === '-' ? 0 - amount : amount;
}
