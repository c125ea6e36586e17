import { plainLetters } from '../plain-letters.ts';

/** The characters of Windows-1252, which the fonts that every reader of PDF brings along can show. */
const shown = /^[\x20-\x7E\xA0-\xFF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/u;

/** Text as a page can show it, a letter without its accent where need be: `Llŷr` is `Llyr`. Null where no such form exists. */
export function pageText(text: string): string | null {
  const plain = text
    .normalize('NFC')
    .replace(/\s/g, ' ')
    .replace(/./gsu, (character) => (shown.test(character) ? character : plainLetters(character)));
  return shown.test(plain) ? plain : null;
}
