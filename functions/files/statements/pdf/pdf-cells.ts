import type { MoneyColumn, PdfColumn, PdfColumns } from './pdf-columns.ts';
import { writtenDay, type WrittenDay } from './pdf-days.ts';
import { isMoney, type PdfLine, type PdfWord } from './pdf-lines.ts';

export type MoneyCell = { column: MoneyColumn['kind']; word: PdfWord };

/** A line of a table, its words put under the headings. */
export type TableLine = PdfLine & {
  day: WrittenDay | null;
  /** What stands where the date should, and is none. */
  oddDay: string | null;
  text: string;
  kind: string | null;
  reference: string | null;
  money: readonly MoneyCell[];
};

export type LineOfTable = { line: PdfLine; columns: PdfColumns };

type Edge = (span: { x: number; right: number }) => number;
const edges: readonly Edge[] = [({ right }) => right, ({ x }) => x, ({ x, right }) => (x + right) / 2];

/** Headings stand above the right end, the left end or the middle of what is below them: where the amounts fit best. */
function edgeThatFits(lines: readonly LineOfTable[]): Edge {
  const misfits = edges.map((edge) => {
    let misfit = 0;
    for (const { line, columns } of lines) {
      for (const word of line.words.filter(isMoney)) misfit += nearestColumn(word, columns, edge).away;
    }
    return misfit;
  });
  return edges[misfits.indexOf(Math.min(...misfits))] ?? (({ right }) => right);
}

function nearestColumn(
  word: PdfWord,
  { money }: PdfColumns,
  edge: Edge,
): { column: MoneyColumn | null; away: number } {
  let [column, away]: [MoneyColumn | null, number] = [null, Number.MAX_VALUE];
  for (const each of money) {
    const distance = Math.abs(edge(each) - edge(word));
    if (distance < away) [column, away] = [each, distance];
  }
  return { column, away };
}

/** An amount that is further from every column of money than this is a part of the text. */
const FARTHEST_POINTS = 14;
const PART_OF_GAP = 0.45;

function farthest({ money }: PdfColumns, edge: Edge): number {
  const places = money.map(edge).toSorted((left, right) => left - right);
  const gaps = places.slice(1).map((place, index) => place - (places[index] ?? 0));
  return Math.max(FARTHEST_POINTS, PART_OF_GAP * Math.min(...gaps, 200));
}

/** Puts the words of all lines of tables under their headings. */
export function cellsOfLines(lines: readonly LineOfTable[]): TableLine[] {
  const edge = edgeThatFits(lines);
  const textFrom = textFromOf(lines);
  return lines.map(({ line, columns }) => {
    const day = leadingDay(line);
    const money = moneyIn(line, { columns, edge, hasDay: day !== null });
    const isOfMoney = new Set(money.map(({ word }) => word));
    const others = line.words.slice(day?.words ?? 0).filter((word) => !isOfMoney.has(word));
    const [first] = others;
    const isOdd =
      day === null && first !== undefined && first.x < Math.min(textFrom, textStart(columns)) - INDENT;
    const oddDay = isOdd ? first.text : null;
    return { ...line, day: day?.day ?? null, oddDay, money, ...textsIn(others, columns) };
  });
}

/** Letters of one column begin within this many points. */
const INDENT = 4;

/** Where texts begin where dates stand before them; headings may stand to the right of it. */
function textFromOf(lines: readonly LineOfTable[]): number {
  return lines.reduce((least, { line }) => {
    const after = line.words[leadingDay(line)?.words ?? line.words.length];
    return after === undefined || isMoney(after) ? least : Math.min(least, after.x);
  }, Number.MAX_VALUE);
}

function textStart({ texts, date }: PdfColumns): number {
  const next = texts.find(({ x }) => x > date.x);
  return next?.x ?? date.right;
}

const MOST_DAY_WORDS = 4;

/** The date that a line begins with, and how many words it takes. */
function leadingDay({ words }: PdfLine): { day: WrittenDay; words: number } | null {
  for (let count = Math.min(MOST_DAY_WORDS, words.length); count > 0; count -= 1) {
    const text = words
      .slice(0, count)
      .map((word) => word.text)
      .join(' ');
    const day = areNear(words.slice(0, count)) ? writtenDay(text) : null;
    if (day !== null) return { day, words: count };
  }
  return null;
}

function areNear(words: readonly PdfWord[]): boolean {
  return words.every((word, index) => {
    const before = words[index - 1];
    return before === undefined || word.x - before.right < word.size;
  });
}

type Under = { columns: PdfColumns; edge: Edge; hasDay: boolean };

function moneyIn({ words }: PdfLine, { columns, edge, hasDay }: Under): MoneyCell[] {
  const limit = farthest(columns, edge);
  const isRow =
    hasDay || words.some((word) => isMoney(word) && nearestColumn(word, columns, edge).away <= limit);
  return words.flatMap((word, index) => {
    const { column, away } = nearestColumn(word, columns, edge);
    const isIn = isMoney(word)
      ? away <= limit
      : isRow && away <= EXACTLY && isLikeMoney(word, words[index - 1]);
    return isIn && column !== null ? [{ column: column.kind, word }] : [];
  });
}

/** Points. */
const EXACTLY = 2;

/** A number alone in a column of money is an amount, though none that can be read: `12.345`, `1O.00`, `12`. */
function isLikeMoney(word: PdfWord, before: PdfWord | undefined): boolean {
  const isAlone = before !== undefined && word.x - before.right > word.size;
  return isAlone && /^[£(+−–-]*\d\S*$/.test(word.text);
}

type Texts = Pick<TableLine, 'text' | 'kind' | 'reference'>;

function textsIn(words: readonly PdfWord[], columns: PdfColumns): Texts {
  const texts: Record<'text' | 'kind' | 'reference', string[]> = { text: [], kind: [], reference: [] };
  let into: keyof typeof texts = 'text';
  for (const [index, word] of words.entries()) {
    const before = words[index - 1];
    // A long text goes on below the next heading without a gap.
    if (before === undefined || word.x - before.right > GAP * word.size) into = columnOf(word, columns.texts);
    texts[into].push(word.text);
  }
  const [text, kind, reference] = [texts.text, texts.kind, texts.reference].map((each) => each.join(' '));
  return { text: text ?? '', kind: orNull(kind ?? ''), reference: orNull(reference ?? '') };
}

const GAP = 0.6;

function columnOf(word: PdfWord, texts: readonly PdfColumn[]): 'text' | 'kind' | 'reference' {
  const kind = texts.findLast(({ x }) => x - INDENT <= word.x)?.kind;
  return kind === 'kind' || kind === 'reference' ? kind : 'text';
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
