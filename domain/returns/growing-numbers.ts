import { invariant } from '../outcome.ts';

/** A list of whole numbers that grows: a million lines of a return are held so in a few bytes each. */
export type GrowingNumbers = {
  push: (value: number) => void;
  at: (place: number) => number;
  set: (place: number, value: number) => void;
  length: () => number;
};

/** So many numbers a piece: a list grows by pieces and is never copied, which would leave its old places behind. */
const PIECE_BITS = 14;
const PIECE = 1 << PIECE_BITS;
const IN_PIECE = PIECE - 1;

export function growingNumbers(): GrowingNumbers {
  const pieces: Int32Array[] = [];
  let last = new Int32Array(0);
  let length = 0;
  return {
    push(value) {
      const inPiece = length & IN_PIECE;
      if (inPiece === 0) {
        last = new Int32Array(PIECE);
        pieces.push(last);
      }
      last[inPiece] = value;
      length += 1;
    },
    at: (place) => pieces[place >> PIECE_BITS]?.[place & IN_PIECE] ?? 0,
    set(place, value) {
      const piece = pieces[place >> PIECE_BITS];
      invariant(piece !== undefined, 'what is changed was there before');
      piece[place & IN_PIECE] = value;
    },
    length: () => length,
  };
}
