// Only the characters of Windows-1252's 0x80-0x9F block that the sample uses; all below and above equal Latin-1.
const WINDOWS_1252_EXTRAS = new Map([
  ['€', 0x80],
  ['…', 0x85],
  ['‘', 0x91],
  ['’', 0x92],
  ['“', 0x93],
  ['”', 0x94],
  ['–', 0x96],
]);

export function windows1252(text: string): Buffer {
  const bytes = Buffer.alloc(text.length);
  for (let i = 0; i < text.length; i += 1) {
    const code = WINDOWS_1252_EXTRAS.get(text.charAt(i)) ?? text.charCodeAt(i);
    if (code > 0xff) throw new RangeError(`Windows-1252 has no character ${text.charAt(i)}`);
    bytes[i] = code;
  }
  return bytes;
}

export function utf16WithMark(text: string): Buffer {
  return Buffer.from(`\uFEFF${text}`, 'utf16le');
}

export function utf8WithMark(text: string): Buffer {
  return Buffer.from(`\uFEFF${text}`, 'utf8');
}
