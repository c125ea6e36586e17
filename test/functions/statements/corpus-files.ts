import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText } from '../../../functions/files/tables/decode-text.ts';

const corpus = process.env['CARELEDGER_CORPUS'] ?? '../shared/corpus';

export const corpusIsThere = existsSync(corpus);

/** Says with a suite how many real files it is about, or aloud how many it skips where their folder is not there. */
export function corpusTitle(what: string, count: number): string {
  const found = corpusIsThere ? `${count} files` : `no folder at ${corpus}: ${count} files skipped`;
  const title = `Real ${what} (CARELEDGER_CORPUS, ${found})`;
  if (!corpusIsThere) process.stdout.write(`${title}\n`);
  return title;
}

export function corpusPath(name: string): string {
  return join(corpus, name);
}

type CorpusFile = { path: string; name: string };

export function corpusFiles(...patterns: readonly string[]): CorpusFile[] {
  if (!corpusIsThere) return [];
  return patterns
    .flatMap((pattern) => globSync(pattern, { cwd: corpus }))
    .toSorted()
    .map((name) => ({ path: corpusPath(name), name }));
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
