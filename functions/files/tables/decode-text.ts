import { isAscii, isUtf8 } from 'node:buffer';
import { sniffedBytes } from './sniff-content.ts';
import type { TextEncoding } from './table-events.ts';
import { TableRefusal } from './table-events.ts';

/**
 * 0x80-0x9F of Windows-1252; all other bytes stand for themselves. Our own table, because
 * `new TextDecoder('windows-1252')` gives control characters in many releases of Node 20-24 (nodejs/node #56542, #60888).
 */
const windows1252 = [
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,
  0x017d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
  0x0153, 0x9d, 0x017e, 0x0178,
];

type Decoded = {
  text: string;
  /** Where in `text` the first character stands that was not UTF-8. */
  foreignAt?: number;
};

export type TextDecoding = {
  push: (bytes: Buffer) => Decoded;
  end: () => Decoded;
  encoding: () => TextEncoding;
  /** UTF-8 characters and bytes that are not UTF-8 were both met. */
  isMixed: () => boolean;
};

/** The first kilobytes decide: a byte order mark, else the pattern of zero bytes that UTF-16 leaves between Latin letters, else UTF-8 or Windows-1252. */
export function decodeText(head: Buffer): TextDecoding {
  if (head[0] === 0xff && head[1] === 0xfe) return decodeUtf16('utf-16le', true);
  if (head[0] === 0xfe && head[1] === 0xff) return decodeUtf16('utf-16be', true);
  const zeros = [0, 0];
  for (let index = 0; index < head.length; index += 1) {
    if (head[index] === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  const enough = head.length * 0.2;
  if (odd > enough && even * 4 < odd) return decodeUtf16('utf-16le', false);
  if (even > enough && odd * 4 < even) return decodeUtf16('utf-16be', false);
  return decodeUtf8OrWindows1252(head.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])));
}

/** A file that is small enough to be held in memory, at once. */
export function decodeWhole(bytes: Buffer): { text: string; isMixed: boolean } {
  const decoding = decodeText(bytes.subarray(0, sniffedBytes));
  const { text } = decoding.push(bytes);
  return { text: text + decoding.end().text, isMixed: decoding.isMixed() };
}

/**
 * UTF-8, and Windows-1252 for every byte that is not part of a valid UTF-8 character. For a file that is one or the
 * other this equals reading it twice and choosing: up to the first odd byte such a file is plain ASCII, which both read
 * alike, so a pound sign after megabytes comes too late for nothing. Windows-1252 text that happens to be valid UTF-8
 * ("Â£", "Ã©") is UTF-8 gone through the wrong door once, and comes out mended. A file that has both kinds (two
 * exports joined) keeps both right and is reported as mixed.
 */
function decodeUtf8OrWindows1252(marked: boolean): TextDecoding {
  let held = Buffer.alloc(0);
  let atStart = marked;
  let sawUtf8 = marked;
  let sawForeign = false;
  const decode = (bytes: Buffer): Decoded => {
    if (isUtf8(bytes)) {
      if (!sawUtf8 && !isAscii(bytes)) sawUtf8 = true;
      return { text: bytes.toString('utf8') };
    }
    const decoded = decodeByteByByte(bytes);
    sawForeign = true;
    sawUtf8 ||= decoded.sawUtf8;
    return decoded;
  };
  return {
    push(bytes) {
      let all = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
      if (atStart && all.length >= 3) {
        all = all.subarray(3);
        atStart = false;
      }
      const whole = all.length - unfinishedBytes(all);
      held = Buffer.from(all.subarray(whole));
      return decode(all.subarray(0, whole));
    },
    end: () => decode(held),
    encoding: () => (sawForeign ? 'windows-1252' : 'utf-8'),
    isMixed: () => sawForeign && sawUtf8,
  };
}

function decodeByteByByte(bytes: Buffer): Decoded & { sawUtf8: boolean; foreignAt: number } {
  const units = new Uint16Array(bytes.length);
  let length = 0;
  let foreignAt = -1;
  let sawUtf8 = false;
  let index = 0;
  while (index < bytes.length) {
    const byte = bytes[index] ?? 0;
    const size = byte < 0x80 ? 1 : characterBytes(byte);
    const character = size > 1 ? bytes.subarray(index, index + size) : undefined;
    if (character?.length === size && isUtf8(character)) {
      const text = character.toString('utf8');
      for (let unit = 0; unit < text.length; unit += 1) units[length++] = text.charCodeAt(unit);
      index += size;
      sawUtf8 = true;
      continue;
    }
    if (byte >= 0x80 && foreignAt === -1) foreignAt = length;
    units[length++] = byte >= 0x80 && byte < 0xa0 ? (windows1252[byte - 0x80] ?? byte) : byte;
    index += 1;
  }
  const text = Buffer.from(units.buffer, 0, length * 2).toString('utf16le');
  return { text, foreignAt, sawUtf8 };
}

/** How long the UTF-8 character is that starts with this byte; 0 where none does. */
function characterBytes(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/** Bytes at the end that may be the start of a character whose rest comes with the next chunk. */
function unfinishedBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return characterBytes(byte) > back ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

function decodeUtf16(encoding: 'utf-16le' | 'utf-16be', marked: boolean): TextDecoding {
  let held = Buffer.alloc(0);
  let atStart = marked;
  return {
    push(bytes) {
      const all = Buffer.concat([held, bytes]);
      const whole = all.length - (all.length % 2);
      held = all.subarray(whole);
      const units = all.subarray(0, whole);
      if (encoding === 'utf-16be') units.swap16();
      const text = units.toString('utf16le');
      if (!atStart || text === '') return { text };
      atStart = false;
      return { text: text.slice(1) };
    },
    end() {
      if (held.length === 0) return { text: '' };
      throw new TableRefusal(
        'file-cut-short',
        'The file ends in the middle of a character, so its end is missing. Export it again and send the whole file.',
      );
    },
    encoding: () => encoding,
    isMixed: () => false,
  };
}
