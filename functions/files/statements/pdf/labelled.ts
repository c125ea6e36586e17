import { isMoney, textOfLine, type PdfLine, type PdfWord } from './pdf-lines.ts';

const LINES_BELOW = 2;
/** Words further apart than this part of their size belong to different boxes. */
const GAP = 1.5;

/** The first value of a label that has the form asked for: behind it, as in `Sort code: 20-00-00`, or below it in a box. */
export function labelled(lines: readonly PdfLine[], label: RegExp, form: RegExp): string | null {
  for (const [index, line] of lines.entries()) {
    const found = wordsOfLabel(line, label);
    if (found === null) continue;
    const [, behind] = form.exec(cellBehind(found.after)) ?? [];
    if (behind !== undefined) return behind.trim();
    for (const below of lines.slice(index + 1, index + 1 + LINES_BELOW)) {
      const [, value] = form.exec(cellBelow(below, found.label)) ?? [];
      if (below.page === line.page && value !== undefined) return value.trim();
    }
  }
  return null;
}

/** The first amount behind a label or below it. */
export function labelledMoney(lines: readonly PdfLine[], label: RegExp): PdfWord | null {
  for (const [index, line] of lines.entries()) {
    const found = wordsOfLabel(line, label);
    if (found === null) continue;
    const behind = found.after.find(isMoney);
    if (behind !== undefined) return behind;
    const below = lines
      .slice(index + 1, index + 1 + LINES_BELOW)
      .filter(({ page }) => page === line.page)
      .flatMap(({ words }) => words.filter((word) => isMoney(word) && isBelow(word, found.label)));
    if (below[0] !== undefined) return below[0];
  }
  return null;
}

type Labelled = { label: readonly PdfWord[]; after: readonly PdfWord[] };

function wordsOfLabel(line: PdfLine, label: RegExp): Labelled | null {
  const match = label.exec(textOfLine(line));
  if (match === null) return null;
  const [start, end] = [match.index, match.index + match[0].length];
  const words: PdfWord[] = [];
  const after: PdfWord[] = [];
  let at = 0;
  for (const word of line.words) {
    if (at >= end) after.push(word);
    else if (at + word.text.length > start) words.push(word);
    at += word.text.length + 1;
  }
  return { label: words, after };
}

function cellBehind(words: readonly PdfWord[]): string {
  const end = words.findIndex((word, index) => {
    const before = words[index - 1];
    return before !== undefined && word.x - before.right > GAP * word.size;
  });
  return textOfLine({ words: end === -1 ? words : words.slice(0, end) });
}

function cellBelow({ words }: PdfLine, label: readonly PdfWord[]): string {
  const first = words.findIndex((word) => isBelow(word, label));
  return first === -1 ? '' : cellBehind(words.slice(first));
}

function isBelow(word: PdfWord, label: readonly PdfWord[]): boolean {
  const [first, last] = [label[0], label.at(-1)];
  return first !== undefined && last !== undefined && word.x < last.right && word.right > first.x;
}
