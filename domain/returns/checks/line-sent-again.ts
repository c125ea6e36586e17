import { fault, type LineRule } from '../return-rule.ts';

/**
 * A line that comes again as it was accepted, under its own reference, as where a whole file is sent again with a few
 * lines mended: it stands as it is, and nothing is wrong with it.
 */
export const lineSentAgain: LineRule = {
  rule: 'line-sent-again',
  effect: 'skip',
  find(line, { acceptedAs }) {
    if (acceptedAs !== line.lineRef) return null;
    return fault('lineRef', 'It was accepted from an earlier file already, and stands as it is.');
  },
};
