import { growingNumbers } from './growing-numbers.ts';

/** A list of short texts that grows, as bytes one after the other: a million references of lines in a few of them each. */
export type GrowingTexts = { push: (text: string) => void; at: (place: number) => string };

const FIRST_BYTES = 16_384;
/** A character takes three bytes at most, a pair of surrogates four. */
const MOST_BYTES_A_CHARACTER = 3;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function growingTexts(): GrowingTexts {
  let bytes = new Uint8Array(FIRST_BYTES);
  let used = 0;
  const ends = growingNumbers();
  return {
    push(text) {
      const most = text.length * MOST_BYTES_A_CHARACTER;
      if (used + most > bytes.length) {
        const larger = new Uint8Array(bytes.length * 2 + most);
        larger.set(bytes);
        bytes = larger;
      }
      used += encoder.encodeInto(text, bytes.subarray(used)).written;
      ends.push(used);
    },
    at: (place) => decoder.decode(bytes.subarray(place === 0 ? 0 : ends.at(place - 1), ends.at(place))),
  };
}
