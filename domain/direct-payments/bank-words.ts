/** A bank’s text as words in capitals without accents: `M&S Café, 12/03` is M, S, CAFE, 12, 03. */
export function wordsOf(text: string): string[] {
  const plain = isPlain(text) ? text : text.normalize('NFD').replaceAll(/[\u0300-\u036F]/g, '');
  return (
    plain
      .toUpperCase()
      .replaceAll(/['’]/g, '')
      .match(/[A-Z0-9]+/g) ?? []
  );
}

function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

/** HSBC writes the kind behind the text in the 25th place, without a space where the text is as long: `21.40 EURDEB`. */
const gluedKind = /^(.{24,}?)(?:FPO|DEB|CPT|CHG|CR|DD)$/;

export function withoutGluedKind(text: string): string {
  return text.trim().replace(gluedKind, '$1');
}

/** Barclays parts a text after 18 characters, in the middle of a word if need be: `SELSTOW GAS AND EL ECTRIC`. */
const PARTED_AT = 18;

/** The words of a text, and where it may have been parted inside a word also those of the whole text. */
export function readingsOf(written: string): string[][] {
  const text = withoutGluedKind(written);
  const words = wordsOf(text);
  if (text.charAt(PARTED_AT) !== ' ') return [words];
  return [words, wordsOf(text.slice(0, PARTED_AT) + text.slice(PARTED_AT + 1))];
}

/** Where some words stand together among others; -1 where they do not. */
export function placeOf(wanted: readonly string[], words: readonly string[], from = 0): number {
  const last = words.length - wanted.length;
  for (let at = from; at <= last; at += 1) {
    if (wanted.every((word, index) => words[at + index] === word)) return at;
  }
  return -1;
}
