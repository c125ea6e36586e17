/** Words that many payees share, so that they tell none of them. */
const common = new Set([
  ...['THE', 'AND', 'FOR', 'LTD', 'LIMITED', 'PLC', 'LLP', 'CIC', 'MRS', 'MISS', 'PAYMENT', 'CARD', 'REF'],
  ...['CARE', 'HOME', 'SERVICE', 'SERVICES', 'SUPPORT', 'GROUP', 'AGENCY', 'WAGES', 'INVOICE'],
]);
/** Shorter words are initials and titles. */
const SHORTEST_WORD = 3;
/** Banks cut long texts: the beginning of a name, of so many letters at least, is taken for it. */
const SHORTEST_START = 4;

/** The words by which a payee is told; all of them where every one is common. */
function tellingWords(text: string): string[] {
  const words = [...wordsIn(text)];
  const telling = words.filter((word) => word.length >= SHORTEST_WORD && !common.has(word));
  return telling.length === 0 ? words : telling;
}

function wordsIn(text: string): Set<string> {
  return new Set([...text.toUpperCase().matchAll(/\p{L}+/gu)].map(([word]) => word));
}

/** For each payment that names a payee, how much of the name it has: 1 is all of its words. */
export type NamedBy = ReadonlyMap<number, number>;

/**
 * Finds which of some texts of a bank name a payee: `LARKPAY BUREA FPO` names Larkpay Bureau, `SMITH J` names Jo Smith by
 * half; less than half of a name is none. Texts are gone through once, however many payees are asked for.
 */
export function payeeFinder(texts: readonly string[]): (payee: string) => NamedBy {
  const byStart = new Map<string, { word: string; place: number }[]>();
  for (const [place, text] of texts.entries()) {
    for (const word of wordsIn(text)) {
      const start = word.slice(0, SHORTEST_START);
      const own = byStart.get(start) ?? [];
      own.push({ word, place });
      byStart.set(start, own);
    }
  }
  const found = new Map<string, NamedBy>();
  return (payee) => {
    const known = found.get(payee) ?? namedIn(byStart, tellingWords(payee));
    found.set(payee, known);
    return known;
  };
}

function namedIn(
  byStart: ReadonlyMap<string, readonly { word: string; place: number }[]>,
  payee: readonly string[],
): NamedBy {
  const counts = new Map<number, number>();
  for (const named of payee) {
    const places = new Set<number>();
    for (const { word, place } of byStart.get(named.slice(0, SHORTEST_START)) ?? []) {
      if (named.startsWith(word)) places.add(place);
    }
    for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  const shares = [...counts].map(([place, count]): [number, number] => [place, count / payee.length]);
  return new Map(shares.filter(([, share]) => share >= 0.5));
}
