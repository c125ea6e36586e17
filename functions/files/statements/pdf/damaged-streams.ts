import { inflateSync } from 'node:zlib';

/** A page of text takes a few thousand bytes; what is larger is a picture or a font. */
const MOST_BYTES = 8 * 1024 * 1024;
const MOST_STREAMS = 5000;
const DICTIONARY_BYTES = 400;

/**
 * Whether a packed part of a file does not unpack to its own checksum. The engine takes what it can of such a part and
 * says nothing, so that the last rows of a page may be gone.
 */
export function hasDamagedStreams(file: Buffer): boolean {
  // What is encrypted cannot be unpacked as it stands.
  if (file.includes('/Encrypt')) return false;
  let at = file.indexOf(BEGINS);
  for (let count = 0; at !== -1 && count < MOST_STREAMS; count += 1) {
    const end = file.indexOf(ENDS, at);
    if (isText(file.subarray(Math.max(0, at - DICTIONARY_BYTES), at))) {
      const packed = file.subarray(afterLineEnd(file, at + BEGINS.length), end === -1 ? undefined : end);
      if (!isWhole(packed)) return true;
    }
    if (end === -1) return false;
    at = file.indexOf(BEGINS, end + ENDS.length);
  }
  return false;
}

const [BEGINS, ENDS] = ['stream', 'endstream'];

function isText(before: Buffer): boolean {
  const text = before.toString('latin1');
  const dictionary = text.slice(text.lastIndexOf(' obj'));
  return (
    /\/Filter\s*\[?\s*\/FlateDecode\s*[\]/>]/.test(dictionary) &&
    !/\/Subtype\s*\/Image|Decode\s+\//.test(dictionary)
  );
}

function afterLineEnd(file: Buffer, at: number): number {
  if (file[at] === CARRIAGE_RETURN && file[at + 1] === LINE_FEED) return at + 2;
  return file[at] === LINE_FEED ? at + 1 : at;
}

const [CARRIAGE_RETURN, LINE_FEED] = [13, 10];

function isWhole(packed: Buffer): boolean {
  try {
    inflateSync(packed, { maxOutputLength: MOST_BYTES });
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
  }
}
