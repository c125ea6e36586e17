import type { MoneyColumn, PdfColumn, PdfColumns } from './pdf-columns.ts';
import { writtenDay, type WrittenDay } from './pdf-days.ts';
import { asOneAmount, isMoney, isMoneySign, type PdfLine, type PdfWord } from './pdf-lines.ts';

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
  /** The words its date and its amounts are made of. */
  figures: readonly PdfWord[];
};

export type LineOfTable = { line: PdfLine; columns: PdfColumns };

type Span = { x: number; right: number };
type Nearest = { column: MoneyColumn | null; away: number };
/** Finds the column of an amount, and how far it stands from where it should. */
type Fit = (word: Span, columns: PdfColumns) => Nearest;

/** Headings stand above the right end, the left end or the middle of what is below them. */
const edges: readonly ((span: Span) => number)[] = [
  ({ right }) => right,
  ({ x }) => x,
  ({ x, right }) => (x + right) / 2,
];

/** The way of standing below headings that fits most amounts best. */
function fitOf(lines: readonly LineOfTable[]): Fit {
  const amounts = lines.flatMap(({ line, columns }) =>
    line.words.filter(isMoney).map((word) => ({ word, columns })),
  );
  const misfit = (fit: Fit) =>
    amounts.reduce((sum, { word, columns }) => sum + Math.min(fit(word, columns).away, NOWHERE), 0) /
    Math.max(amounts.length, 1);
  const best = edges.map(atEdge).reduce((one, other) => (misfit(other) < misfit(one) ? other : one));
  if (misfit(best) <= GOOD_FIT) return best;
  return misfit(betweenHeadings) < misfit(best) ? betweenHeadings : best;
}

/** Points: what is further off stands below no heading at all. */
const NOWHERE = 20;
const GOOD_FIT = 6;

/** An amount that is further from every column of money than this is a part of the text. */
const FARTHEST_POINTS = 14;
const PART_OF_GAP = 0.45;

function atEdge(edge: (span: Span) => number): Fit {
  return (word, { money }) => {
    let nearest: Nearest = { column: null, away: Number.MAX_VALUE };
    for (const column of money) {
      const away = Math.abs(edge(column) - edge(word));
      if (away < nearest.away) nearest = { column, away };
    }
    const places = money.map(edge).toSorted((left, right) => left - right);
    const gaps = places.slice(1).map((place, index) => place - (places[index] ?? 0));
    const limit = Math.max(FARTHEST_POINTS, PART_OF_GAP * Math.min(...gaps, 200));
    return nearest.away <= limit ? nearest : { column: null, away: nearest.away };
  };
}

/** Headings at the left of wide columns whose amounts stand at their right. */
function betweenHeadings(word: Span, { money }: PdfColumns): Nearest {
  const column = money.findLast(({ x }) => x - INDENT <= word.x);
  const next = money.find(({ x }) => column !== undefined && x > column.x);
  const isIn = column !== undefined && (next === undefined || word.right <= next.x + INDENT);
  return isIn ? { column, away: 0 } : { column: null, away: Number.MAX_VALUE };
}

/** Puts the words of all lines of tables under their headings. */
export function cellsOfLines(lines: readonly LineOfTable[]): TableLine[] {
  const fit = fitOf(lines);
  const textFrom = textFromOf(lines);
  return lines.map(({ line: written, columns }) => {
    const line = { ...written, words: withSignsApart(written.words, fit, columns) };
    const day = leadingDay(line);
    const money = moneyIn(line, { columns, fit, hasDay: day !== null });
    const isOfMoney = new Set(money.map(({ word }) => word));
    const others = line.words.slice(day?.words ?? 0).filter((word) => !isOfMoney.has(word));
    const [first] = others;
    const isOdd =
      day === null && first !== undefined && first.x < Math.min(textFrom, textStart(columns)) - INDENT;
    const oddDay = isOdd ? first.text : null;
    const figures = [...line.words.slice(0, day?.words ?? 0), ...isOfMoney];
    return { ...line, day: day?.day ?? null, oddDay, money, figures, ...textsIn(others, columns) };
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

/** Times its size. */
const SIGN_APART = 6;

/** A sign at the left of a cell and its amount at the right. A dash that stands in an empty cell of its own is none. */
function withSignsApart(words: readonly PdfWord[], fit: Fit, columns: PdfColumns): PdfWord[] {
  const whole: PdfWord[] = [];
  for (const word of words) {
    const [sign, before] = [whole.at(-1), whole.at(-2)];
    const isApart =
      sign !== undefined &&
      isMoneySign(sign) &&
      sign.x - (before?.right ?? 0) > sign.size &&
      word.x - sign.right < SIGN_APART * word.size;
    const amount = isApart && !isInCellOfItsOwn(sign, word, fit, columns) ? asOneAmount(sign, word) : null;
    if (amount === null) whole.push(word);
    else whole.splice(-1, 1, amount);
  }
  return whole;
}

function isInCellOfItsOwn(sign: PdfWord, word: PdfWord, fit: Fit, columns: PdfColumns): boolean {
  const own = fit(sign, columns);
  return own.away <= EXACTLY && own.column !== fit(word, columns).column;
}

type Under = { columns: PdfColumns; fit: Fit; hasDay: boolean };

function moneyIn({ words }: PdfLine, { columns, fit, hasDay }: Under): MoneyCell[] {
  const isRow = hasDay || words.some((word) => isMoney(word) && fit(word, columns).column !== null);
  return words.flatMap((word, index) => {
    const { column, away } = fit(word, columns);
    const isIn = isMoney(word) || (isRow && away <= EXACTLY && isLikeMoney(word, words[index - 1]));
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
