/** A list of whole numbers that grows: a million lines of a return are held so in a few bytes each. */
export type GrowingNumbers = {
  push: (value: number) => void;
  at: (place: number) => number;
  set: (place: number, value: number) => void;
  length: () => number;
};

const FIRST_SIZE = 1024;

export function growingNumbers(): GrowingNumbers {
  let values = new Int32Array(FIRST_SIZE);
  let length = 0;
  return {
    push(value) {
      if (length === values.length) {
        const larger = new Int32Array(length * 2);
        larger.set(values);
        values = larger;
      }
      values[length] = value;
      length += 1;
    },
    at: (place) => values[place] ?? 0,
    set(place, value) {
      values[place] = value;
    },
    length: () => length,
  };
}
