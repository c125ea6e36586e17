import { placeOf, wordsOf } from './bank-words.ts';

/** The names of a person as a bank may write them. */
export type PersonName = { given: readonly string[]; family: readonly string[] };

const titles = new Set(['MR', 'MRS', 'MS', 'MISS', 'MX', 'DR', 'REV', 'SIR']);

/** `Ada Ashdown`, `Ravdale, Ada (Mrs)` and `Mx Ashdown` in given names and family name. */
export function personNameOf(name: string): PersonName {
  const plain = name.replaceAll(/\([^)]*\)|"[^"]*"/g, ' ');
  const [family = '', ...before] = plain.split(',');
  if (before.length > 0) return { given: untitled(wordsOf(before.join(' '))), family: wordsOf(family) };
  const parts = plain.trim().split(/\s+/);
  return { given: untitled(parts.slice(0, -1).flatMap(wordsOf)), family: wordsOf(parts.at(-1) ?? '') };
}

function untitled(words: readonly string[]): string[] {
  return words.filter((word) => !titles.has(word));
}

/**
 * Whether a text names a person (`A ASHDOWN`, `MR ADA ASHDOWN`), only somebody of the same family name (`P ASHDOWN`),
 * or neither: `ASHDOWN CARE LTD` is a firm.
 */
export function namedIn(words: readonly string[], name: PersonName): 'person' | 'same-family' | null {
  const at = name.family.length === 0 ? -1 : placeOf(name.family, words);
  if (at === -1) return null;
  const before = words[at - 1] ?? '';
  const after = words[at + name.family.length] ?? '';
  if ([before, after].some((word) => isGivenName(word, name))) return 'person';
  if (isInitial(before) || isInitial(after)) return 'same-family';
  if (name.given.length === 0 && !isName(before)) return 'person';
  return titles.has(before) ? 'same-family' : null;
}

function isGivenName(word: string, { given }: PersonName): boolean {
  return given.some((each) => word === each || word === each.charAt(0));
}

function isInitial(word: string): boolean {
  return /^[A-Z]$/.test(word);
}

/** Words that stand before a name and are none. */
const ways = new Set([
  '',
  'TO',
  'FROM',
  'PAYMENT',
  'TRANSFER',
  'FPO',
  'FPI',
  'DD',
  'SO',
  'CREDIT',
  ...titles,
]);

function isName(word: string): boolean {
  return !ways.has(word);
}
