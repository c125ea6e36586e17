import { LONGEST_LINE_CHARACTERS, StatementRefusal } from '../statement-refusal.ts';
import type { PdfItem, PdfPage } from './pdf-text.ts';

/** Characters without a gap between them, with where they begin and end on their page. */
export type PdfWord = {
  text: string;
  x: number;
  right: number;
  size: number;
  font: string;
  /** As of an item: the least of its parts. */
  confidence?: number;
};

export type PdfPlace = { page: number; line: number };

/** What stands on one height of a page, from left to right; lines are counted on each page from its top. */
export type PdfLine = PdfPlace & { y: number; words: readonly PdfWord[] };

/** Letters of one line may stand a little higher or lower, by this part of their size. */
const SAME_LINE = 0.35;
/** Less than this part of the size is no gap: a blank is a quarter of it at the least. */
const NO_GAP = 0.15;

/** The lines of a page as they are read by eye. */
export function linesOfPage({ page, items }: PdfPage): PdfLine[] {
  const rows: PdfItem[][] = [];
  for (const item of items.toSorted((left, right) => left.y - right.y || left.x - right.x)) {
    const row = rows.at(-1);
    const [first] = row ?? [];
    const isSame = first !== undefined && item.y - first.y <= SAME_LINE * Math.min(item.height, first.height);
    if (row !== undefined && isSame) row.push(item);
    else rows.push([item]);
  }
  return rows.map((row, place) => lineOf({ page, line: place + 1 }, row));
}

function lineOf(place: PdfPlace, items: readonly PdfItem[]): PdfLine {
  const characters = items.reduce((sum, { text }) => sum + text.length, 0);
  if (characters > LONGEST_LINE_CHARACTERS) throw lineTooLong(place);
  const words: PdfWord[] = [];
  for (const word of items.toSorted((left, right) => left.x - right.x).flatMap(wordsOf)) {
    const before = words.at(-1);
    if (before !== undefined && isTouching(before, word)) words.splice(-1, 1, joined(before, word, ''));
    else words.push(word);
  }
  return { ...place, y: items[0]?.y ?? 0, words: joinMoney(words) };
}

function lineTooLong({ page, line }: PdfPlace): StatementRefusal {
  const message = `Line ${line} on page ${page} is longer than ${LONGEST_LINE_CHARACTERS.toLocaleString('en-GB')} characters, which no bank writes. Ask for the statement as the bank makes it.`;
  return new StatementRefusal('line-too-long', message, { page, line });
}

/** The words of an item, each where it stands if all letters were of one width, which amounts at either end of it are. */
function wordsOf({ text, x, width, height, font, confidence }: PdfItem): PdfWord[] {
  const perCharacter = width / text.length;
  return Array.from(text.matchAll(/\S+/g), ({ 0: word, index }) => ({
    text: word,
    x: x + index * perCharacter,
    right: x + (index + word.length) * perCharacter,
    size: height,
    font,
    ...(confidence === undefined ? {} : { confidence }),
  }));
}

/** Parts of one word without a gap; but a long text may reach up to the amount beside it. */
function isTouching(before: PdfWord, word: PdfWord): boolean {
  const gap = word.x - before.right;
  if (gap >= NO_GAP * word.size || gap <= -word.size) return false;
  return !isMoney(word) || /[£,.(+−–-]$|^[£(+−–-]*\d{1,3},[\d,]*$/.test(before.text);
}

function joined(before: PdfWord, word: PdfWord, between: string): PdfWord {
  const whole = {
    ...before,
    text: before.text + between + word.text,
    right: Math.max(before.right, word.right),
  };
  if (before.confidence === undefined || word.confidence === undefined) return whole;
  return { ...whole, confidence: Math.min(before.confidence, word.confidence) };
}

const moneyText = /^[(+−–-]?£?[+−–-]?(?:\d[\d,]*)?\.\d{2}(?:\)|[−–-]|CR|DR|OD|[CD])?$/i;
const moneySign = /^[£+−–(-]{1,2}$/;
const moneyMark = /^(?:CR|DR|OD|[CD)−–-])$/i;

export function isMoney({ text }: PdfWord): boolean {
  return moneyText.test(text);
}

/** Signs and marks that stand a blank apart from their amount: `£ 12.00`, `12.00 CR`, `- £ 12.00`. */
function joinMoney(words: readonly PdfWord[]): PdfWord[] {
  const money: PdfWord[] = [];
  for (const word of words) {
    const before = money.at(-1);
    const isNear = before !== undefined && word.x - before.right < word.size;
    const whole = isNear ? asOneAmount(before, word) : null;
    if (whole === null) money.push(word);
    else money.splice(-1, 1, whole);
  }
  return money;
}

/** A sign and its amount, an amount and its mark, or two signs; null where they are not. */
export function asOneAmount(before: PdfWord, word: PdfWord): PdfWord | null {
  const isSign = isMoneySign(before);
  if (!isSign && !(isMoney(before) && moneyMark.test(word.text))) return null;
  const whole = joined(before, word, '');
  return isMoney(whole) || (isSign && isMoneySign(whole)) ? whole : null;
}

export function isMoneySign({ text }: PdfWord): boolean {
  return moneySign.test(text);
}

/** What a line says, its words parted by single blanks. */
export function textOfLine({ words }: Pick<PdfLine, 'words'>): string {
  return words.map(({ text }) => text).join(' ');
}
