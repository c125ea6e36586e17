import { invariant } from '../outcome.ts';

/**
 * A list of rows of whole numbers that grows: a million lines of a return are held so in a few bytes each. The numbers
 * of a row lie together, so that one that is looked up among a million comes from memory in one go.
 */
export type GrowingRows = {
  /** Adds a row of noughts; its place, counted from 0. */
  add: () => number;
  put: (place: number, column: number, value: number) => void;
  at: (place: number, column: number) => number;
};

/** So many rows a piece: a list grows by pieces and is never copied, which would leave its old places behind. */
const PIECE_BITS = 12;
const PIECE = 1 << PIECE_BITS;
const IN_PIECE = PIECE - 1;

export function growingRows(columns: number): GrowingRows {
  const pieces: Int32Array[] = [];
  let length = 0;
  return {
    add() {
      if ((length & IN_PIECE) === 0) pieces.push(new Int32Array(PIECE * columns));
      length += 1;
      return length - 1;
    },
    put(place, column, value) {
      const piece = pieces[place >> PIECE_BITS];
      invariant(piece !== undefined, 'what is written was added before');
      piece[(place & IN_PIECE) * columns + column] = value;
    },
    at: (place, column) => pieces[place >> PIECE_BITS]?.[(place & IN_PIECE) * columns + column] ?? 0,
  };
}
