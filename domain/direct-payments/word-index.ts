/** A list of words and those beside which they mean something else. */
type WordList = { words: readonly string[]; unless: readonly string[] };

/** What words say of a text, and by which of them. */
export type SaidBy<C extends string> = { category: C; phrase: string };

type Entry<C extends string> = SaidBy<C> & { parts: readonly string[]; isUnless: boolean };

export type WordIndex<C extends string> = {
  order: readonly C[];
  whole: ReadonlyMap<string, readonly Entry<C>[]>;
  beginnings: ReadonlyMap<string, readonly Entry<C>[]>;
};

const BEGINNING = 3;

/** Lists of words made ready once, so that each word of a text is looked up and no list is walked. */
export function wordIndexOf<C extends string>(lists: readonly (readonly [C, WordList])[]): WordIndex<C> {
  const entries = lists.flatMap(([category, { words, unless }]) => [
    ...words.map((phrase) => entryOf({ category, phrase, isUnless: false })),
    ...unless.map((phrase) => entryOf({ category, phrase, isUnless: true })),
  ]);
  return {
    order: lists.map(([category]) => category),
    whole: Map.groupBy(
      entries.filter((entry) => !isOpen(firstOf(entry))),
      firstOf,
    ),
    beginnings: Map.groupBy(
      entries.filter((entry) => isOpen(firstOf(entry))),
      (entry) => firstOf(entry).slice(0, BEGINNING),
    ),
  };
}

function entryOf<C extends string>(entry: Omit<Entry<C>, 'parts'>): Entry<C> {
  return { ...entry, parts: entry.phrase.toUpperCase().split(' ') };
}

function firstOf({ parts: [first = ''] }: { parts: readonly string[] }): string {
  return first;
}

function isOpen(part: string): boolean {
  return part.endsWith('*');
}

/** What the words of a text say: the first category in the order of the lists of which nothing says otherwise. */
export function lookUp<C extends string>(index: WordIndex<C>, words: readonly string[]): SaidBy<C> | null {
  const found: Entry<C>[] = [];
  for (const [at, word] of words.entries()) {
    for (const entry of index.whole.get(word) ?? []) if (stands(entry, words, at)) found.push(entry);
    if (word.length < BEGINNING) continue;
    for (const entry of index.beginnings.get(word.slice(0, BEGINNING)) ?? []) {
      if (stands(entry, words, at)) found.push(entry);
    }
  }
  if (found.length === 0) return null;
  const not = new Set(found.filter(({ isUnless }) => isUnless).map(({ category }) => category));
  for (const category of index.order) {
    const entry = found.find((each) => each.category === category && !each.isUnless);
    if (entry !== undefined && !not.has(category)) return entry;
  }
  return null;
}

function stands({ parts }: { parts: readonly string[] }, words: readonly string[], at: number): boolean {
  return parts.every((part, index) => {
    const word = words[at + index] ?? '';
    return isOpen(part) ? word.startsWith(part.slice(0, -1)) : word === part;
  });
}
