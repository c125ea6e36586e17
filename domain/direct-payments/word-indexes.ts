import { wordsInSchema, wordsOutSchema, type WordsIn, type WordsOut } from './audit-words.ts';
import type { AuditTerms } from './audit-terms.ts';
import { wordIndexOf, type WordIndex } from './word-index.ts';

export type WordIndexes = {
  out: WordIndex<keyof WordsOut>;
  in: WordIndex<keyof WordsIn>;
  abroad: RegExp | null;
};

/** Terms are read once for many statements, and their words made ready once with them. */
const ready = new WeakMap<AuditTerms, WordIndexes>();

export function wordIndexesOf(terms: AuditTerms): WordIndexes {
  const known = ready.get(terms);
  if (known !== undefined) return known;
  const made = {
    out: wordIndexOf(
      wordsOutSchema.keyof().options.map((category) => [category, terms.wordsOut[category]] as const),
    ),
    in: wordIndexOf(
      wordsInSchema.keyof().options.map((category) => [category, terms.wordsIn[category]] as const),
    ),
    abroad: abroadOf(terms),
  };
  ready.set(terms, made);
  return made;
}

/** A currency only counts beside an amount: `CAD` alone may be a firm. */
function abroadOf({ currencies, abroad }: AuditTerms): RegExp | null {
  const codes = currencies.join('|');
  const beside = codes === '' ? [] : [`\\d ?(?:${codes})\\b`, `\\b(?:${codes}) ?\\d`];
  const patterns = [...beside, ...abroad.map((words) => `\\b${words.replaceAll(' ', '[ -]')}\\b`)];
  return patterns.length === 0 ? null : new RegExp(patterns.join('|'), 'i');
}
