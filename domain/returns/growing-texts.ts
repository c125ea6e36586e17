/** A list of short texts that grows, as bytes one after the other: a million references of lines in a few of them each. */
export type GrowingTexts = {
  /** Adds a text; gives where it lies. */
  push: (text: string) => TextPlace;
  at: (place: TextPlace) => string;
};

/** Where a text begins, and how many bytes it takes: fewer than none where a letter of it takes more than one. */
type TextPlace = { start: number; bytes: number };

const FIRST_BYTES = 16_384;
/** A character takes three bytes at most, a pair of surrogates four. */
const MOST_BYTES_A_CHARACTER = 3;
const FIRST_BEYOND_ASCII = 128;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function growingTexts(): GrowingTexts {
  let all = new Uint8Array(FIRST_BYTES);
  let view = new DataView(all.buffer);
  let used = 0;

  /** Plain letters are put down one by one, which is quicker for short texts; false at the first that is none. */
  function pushPlain(text: string): boolean {
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code >= FIRST_BEYOND_ASCII) return false;
      all[used + at] = code;
    }
    return true;
  }

  return {
    push(text) {
      const most = text.length * MOST_BYTES_A_CHARACTER;
      if (used + most > all.length) {
        const larger = new Uint8Array(all.length * 2 + most);
        larger.set(all);
        all = larger;
        view = new DataView(all.buffer);
      }
      const start = used;
      const isPlain = pushPlain(text);
      used += isPlain ? text.length : encoder.encodeInto(text, all.subarray(used)).written;
      return { start, bytes: isPlain ? used - start : start - used };
    },
    at({ start, bytes }) {
      if (bytes < 0) return decoder.decode(all.subarray(start, start - bytes));
      let text = '';
      for (let at = start; at < start + bytes; at += 1) text += String.fromCharCode(view.getUint8(at));
      return text;
    },
  };
}
