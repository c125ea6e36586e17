import { canonicalJson } from './canonical-json.ts';
import type { ChainEntry } from './fact.ts';

/** The hash before a subject's first entry. */
export const CHAIN_START = '0'.repeat(64);

/** A one-way hash of text as 64 hexadecimal digits (SHA-256); handed in, since `domain` holds no cryptography. */
export type HashText = (text: string) => string;

/** The next link of a subject's chain: its hash covers its content, its place and everything before it. */
export function nextEntry(
  last: Pick<ChainEntry, 'number' | 'hash'> | null,
  content: unknown,
  hashText: HashText,
): ChainEntry {
  const number = (last?.number ?? 0) + 1;
  const previousHash = last?.hash ?? CHAIN_START;
  return { number, previousHash, hash: entryHash({ number, previousHash }, content, hashText) };
}

function entryHash(
  place: Pick<ChainEntry, 'number' | 'previousHash'>,
  content: unknown,
  hashText: HashText,
): string {
  return hashText(`${place.number}\n${place.previousHash}\n${canonicalJson(content)}`);
}

export type ChainBreak = {
  number: number;
  rule: 'entry-missing' | 'entry-altered' | 'chain-cut';
  message: string;
};

/**
 * Walks a subject's chain and says where, if anywhere, it does not hold. The head, which the current version
 * carries, tells whether the last entries were cut off; a chain by itself cannot.
 */
export function verifyChain(
  entries: readonly { entry: ChainEntry; content: unknown }[],
  hashText: HashText,
  head?: Pick<ChainEntry, 'number' | 'hash'>,
): ChainBreak[] {
  const breaks: ChainBreak[] = [];
  const sorted = entries.toSorted((a, b) => a.entry.number - b.entry.number);
  let expected = 1;
  let previousHash = CHAIN_START;
  for (const { entry, content } of sorted) {
    if (entry.number !== expected) {
      breaks.push({ number: expected, rule: 'entry-missing', message: `Entry ${expected} is not there.` });
    } else if (entry.previousHash !== previousHash) {
      breaks.push({
        number: entry.number,
        rule: 'chain-cut',
        message: `Entry ${entry.number} does not follow the one before it.`,
      });
    }
    if (entryHash(entry, content, hashText) !== entry.hash) {
      breaks.push({
        number: entry.number,
        rule: 'entry-altered',
        message: `Entry ${entry.number} is not what was written.`,
      });
    }
    expected = entry.number + 1;
    previousHash = entry.hash;
  }
  if (head !== undefined && expected <= head.number) {
    breaks.push({ number: expected, rule: 'entry-missing', message: `Entry ${expected} is not there.` });
  } else if (head !== undefined && previousHash !== head.hash) {
    breaks.push({
      number: expected - 1,
      rule: 'chain-cut',
      message: `Entry ${expected - 1} is not the one the current version knows as the last.`,
    });
  }
  return breaks;
}
