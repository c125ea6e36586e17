/** A repeatable stream of choices: the same seed and label give the same choices on every machine. */
export type Prng = {
  int: (from: number, to: number) => number;
  chance: (probability: number) => boolean;
  pick: <T>(list: readonly T[]) => T;
};

/** Every area draws from a stream of its own label, so that a change in one leaves the others as they were. */
export function createPrng(seed: number, label: string): Prng {
  const next = mulberry32(hashText(`${seed}/${label}`));
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    int,
    chance: (probability) => next() < probability,
    pick: (list) => nthOf(list, int(0, list.length - 1)),
  };
}

/** The item at a place of a list, counting round and round. */
export function nthOf<T>(list: readonly T[], index: number): T {
  for (const item of list.slice(index % list.length, (index % list.length) + 1)) return item;
  throw new RangeError('nthOf needs a list with items in it');
}

// FNV-1a, 32 bits.
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

// Tommy Ettinger's mulberry32: 32 bits of state are plenty for invented data.
function mulberry32(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
