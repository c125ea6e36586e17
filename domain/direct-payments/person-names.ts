import { placeOf, wordsOf } from './bank-words.ts';

/** The names of a person as a bank may write them. */
export type PersonName = { given: readonly string[]; family: readonly string[] };

const titles = new Set(['MR', 'MRS', 'MS', 'MISS', 'MX', 'DR', 'REV', 'SIR']);

/** `Ada Ashdown`, `Ravdale, Ada (Mrs)` and `Mx Ashdown` in given names and family name. */
export function personNameOf(name: string): PersonName {
  const plain = name.replaceAll(/\([^)]*\)|"[^"]*"/g, ' ');
  const comma = plain.indexOf(',');
  if (comma !== -1) return { given: given(plain.slice(comma)), family: wordsOf(plain.slice(0, comma)) };
  const parts = plain.trim().split(/\s+/);
  return { given: given(parts.slice(0, -1).join(' ')), family: parts.slice(-1).flatMap(wordsOf) };
}

function given(text: string): string[] {
  return wordsOf(text).filter((word) => !titles.has(word));
}

/**
 * Whether a text names a person (`MR ADA ASHDOWN`), may name them by their initial (`A ASHDOWN`), names only somebody of
 * the same family name (`P ASHDOWN`), or none of them: `ASHDOWN CARE LTD` is a firm.
 */
export function namedIn(
  words: readonly string[],
  name: PersonName,
): 'person' | 'initial' | 'same-family' | null {
  const at = name.family.length === 0 ? -1 : placeOf(name.family, words);
  if (at === -1) return null;
  const before = words[at - 1] ?? '';
  const after = words[at + name.family.length] ?? '';
  const beside = [before, after];
  if (beside.some((word) => name.given.includes(word))) return 'person';
  if (beside.some((word) => isInitial(word) && name.given.some((each) => each.startsWith(word)))) {
    return 'initial';
  }
  if (isInitial(before) || isInitial(after)) return 'same-family';
  if (name.given.length === 0 && !isName(before)) return 'person';
  return titles.has(before) ? 'same-family' : null;
}

/** Whether a text may name a person, in full or by their initial. */
export function mayName(words: readonly string[], name: PersonName): boolean {
  const named = namedIn(words, name);
  return named === 'person' || named === 'initial';
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
