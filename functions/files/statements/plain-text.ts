const namedCharacters: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['pound', '£'],
]);

const LAST_CHARACTER = 0x10ffff;

/** What a bank wrote, its HTML entities decoded once and its padding made single spaces: `M&amp;S   FOOD` is `M&S FOOD`. */
export function plainText(text: string): string {
  const decoded = text.includes('&') ? withoutEntities(text) : text;
  return decoded.replaceAll(/\s+/g, ' ').trim();
}

function withoutEntities(text: string): string {
  return text.replace(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,6});/gi, (entity, name: string) => {
    if (!name.startsWith('#')) return namedCharacters.get(name.toLowerCase()) ?? entity;
    const isHexadecimal = name[1]?.toLowerCase() === 'x';
    const code = isHexadecimal ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > LAST_CHARACTER ? entity : String.fromCodePoint(code);
  });
}

/** Parts of what a bank wrote as one text; a part that only repeats another is left out. */
export function joinedText(parts: readonly (string | null)[]): string {
  const written = parts.map((part) => plainText(part ?? '')).filter((part) => part !== '');
  return [...new Set(written)].join(' ');
}
