import { number, plain, some } from './words.ts';

export type Cell = string | number;
/** A step of the month as a table with what has to be said of it; numbers and amounts stand to the right. */
export type Section = { title: string; headings: string[]; rows: Cell[][]; notes: string[] };

/** So many rows of a long table are on the page; the rest is counted, and whole in the summary file. */
export const MOST_ROWS = 8;

/** The most frequent of some rules; the others are counted. */
export function mostOf(
  counts: Record<string, number>,
  { title, of }: { title: string; of: string },
): Section {
  const all = Object.entries(counts).toSorted(([, one], [, other]) => other - one);
  const others = all.slice(MOST_ROWS);
  const rest = others.reduce((sum, [, count]) => sum + count, 0);
  return {
    title,
    headings: ['rule', of],
    rows: all.slice(0, MOST_ROWS).map(([rule, count]) => [plain(rule), count]),
    notes:
      others.length === 0
        ? []
        : [`${some(others.length, 'other rule')} with ${number(rest)} ${of}: all are in the summary file.`],
  };
}
