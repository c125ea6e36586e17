import { isMoney, textOfLine, type PdfLine, type PdfWord } from './pdf-lines.ts';

type MoneyKind = 'paid-in' | 'paid-out' | 'amount' | 'balance';
type ColumnKind = MoneyKind | 'date' | 'text' | 'kind' | 'reference' | 'other';

type Span = { x: number; right: number };
export type PdfColumn = Span & { kind: ColumnKind };
export type MoneyColumn = Span & { kind: MoneyKind };

/** The columns of a table by its headings, each from left to right. */
export type PdfColumns = {
  date: PdfColumn;
  /** All that hold no money, the date among them. */
  texts: readonly PdfColumn[];
  money: readonly MoneyColumn[];
  /** What the headings name in brackets: `Amount (EUR)`. */
  currency: string | null;
};

/** What banks write above their columns, in small letters and without signs. */
const names: readonly (readonly [ColumnKind, readonly string[]])[] = [
  [
    'date',
    ['date', 'transaction date', 'date of transaction', 'posting date', 'posted', 'value date', 'entry date'],
  ],
  [
    'text',
    [
      ...['description', 'details', 'particulars', 'transaction', 'transactions', 'narrative', 'merchant'],
      ...['payee', 'transaction details', 'transaction description', 'payment details', 'counter party'],
      ...['payment type and details', 'description of transaction', 'details of transaction'],
      ...['transaction type and details', 'type and details', 'merchant description', 'type and description'],
    ],
  ],
  ['kind', ['type', 'transaction type', 'payment type', 'code', 'transaction code']],
  [
    'paid-out',
    [
      ...['paid out', 'money out', 'out', 'debit', 'debits', 'debit amount', 'withdrawal', 'withdrawals'],
      ...['withdrawn', 'money withdrawn', 'payments', 'payments out', 'spent'],
    ],
  ],
  [
    'paid-in',
    [
      ...['paid in', 'money in', 'in', 'credit', 'credits', 'credit amount', 'deposit', 'deposits'],
      ...['receipt', 'receipts', 'payments in', 'loaded', 'loads', 'money paid in'],
    ],
  ],
  ['amount', ['amount', 'value', 'transaction amount', 'debit credit', 'credit debit']],
  ['balance', ['balance', 'running balance', 'account balance', 'current balance', 'available balance']],
  ['reference', ['reference', 'ref', 'cheque no', 'cheque number', 'reference number']],
];

const kinds = new Map(names.flatMap(([kind, texts]) => texts.map((text) => [text, kind] as const)));
const MOST_WORDS = 4;
/** Words of headings that are of no bank that is known. */
const MOST_UNKNOWN = 4;
/** Headings whose gap is more than this part of their size are two. */
const GAP = 0.8;

/** The columns that a line of headings names, or two lines of them, one under the other; null where it is no such line. */
export function findColumns(line: PdfLine, next: PdfLine | undefined): FoundColumns | null {
  const alone = columnsOf(line.words, textOfLine(line));
  if (alone !== null) return { columns: alone, lines: 1 };
  if (next === undefined || !isHeadingBelow(line, next)) return null;
  const both = columnsOf(oneBelowTheOther(line.words, next.words), `${textOfLine(line)} ${textOfLine(next)}`);
  return both === null ? null : { columns: both, lines: 2 };
}

export type FoundColumns = { columns: PdfColumns; lines: number };

function isHeadingBelow(line: PdfLine, next: PdfLine): boolean {
  const size = line.words[0]?.size ?? 0;
  return next.page === line.page && next.y - line.y < 2 * size;
}

/** The words of two lines of headings in the order in which they are read, cell by cell. */
function oneBelowTheOther(upper: readonly PdfWord[], lower: readonly PdfWord[]): PdfWord[] {
  const cells = cellsOf(upper);
  for (const below of cellsOf(lower)) {
    const [x, right] = spanOf(below);
    const above = cells.find((cell) => spanOf(cell)[0] < right && spanOf(cell)[1] > x);
    if (above === undefined) cells.push(below);
    else above.push(...below);
  }
  return cells.toSorted((left, right) => spanOf(left)[0] - spanOf(right)[0]).flat();
}

function cellsOf(words: readonly PdfWord[]): PdfWord[][] {
  const cells: PdfWord[][] = [];
  for (const word of words) {
    const cell = cells.at(-1);
    const before = cell?.at(-1);
    if (cell !== undefined && before !== undefined && isNear(before, word)) cell.push(word);
    else cells.push([word]);
  }
  return cells;
}

function isNear(before: PdfWord, word: PdfWord): boolean {
  return word.x - before.right < GAP * word.size;
}

function spanOf(words: readonly PdfWord[]): [x: number, right: number] {
  return [Math.min(...words.map(({ x }) => x)), Math.max(...words.map(({ right }) => right))];
}

function columnsOf(words: readonly PdfWord[], written: string): PdfColumns | null {
  if (words.length > MOST_HEADING_WORDS || words.some(isMoney)) return null;
  const found = headingsIn(words);
  if (found.filter(({ kind }) => kind === 'other').length > MOST_UNKNOWN) return null;
  const date = found.find(({ kind }) => kind === 'date');
  const money = found.filter(isMoneyColumn);
  if (
    date === undefined ||
    !isWhole(money) ||
    !found.some(({ kind }) => kind === 'text' || kind === 'kind')
  ) {
    return null;
  }
  const texts = found.filter((column) => !isMoneyColumn(column));
  return { date, texts: withText(texts, date), money, currency: currencyIn(written) };
}

const MOST_HEADING_WORDS = 30;

/** Only the first date is of the transaction, and where a table has kinds and no texts, these are the texts. */
function withText(columns: readonly PdfColumn[], date: PdfColumn): PdfColumn[] {
  const hasText = columns.some(({ kind }) => kind === 'text');
  return columns.map((column) => {
    if (column.kind === 'date' && column !== date) return { ...column, kind: 'other' };
    return column.kind === 'kind' && !hasText ? { ...column, kind: 'text' } : column;
  });
}

function isMoneyColumn(column: PdfColumn): column is MoneyColumn {
  const { kind } = column;
  return kind === 'paid-in' || kind === 'paid-out' || kind === 'amount' || kind === 'balance';
}

/** Either an amount with its sign, or what is paid in and what is paid out, and nothing twice. */
function isWhole(money: readonly MoneyColumn[]): boolean {
  const named = new Set(money.map(({ kind }) => kind));
  if (named.size !== money.length) return false;
  return named.has('amount') ? !named.has('paid-in') && !named.has('paid-out') : hasBoth(named);
}

function hasBoth(named: ReadonlySet<MoneyKind>): boolean {
  return named.has('paid-in') && named.has('paid-out');
}

function headingsIn(words: readonly PdfWord[]): PdfColumn[] {
  const found: PdfColumn[] = [];
  let at = 0;
  while (at < words.length) {
    const length = lengthOfHeading(words, at);
    const heading = words.slice(at, at + Math.max(length, 1));
    const text = plainHeading(heading);
    const [x, right] = spanOf(heading);
    if (text !== '') found.push({ kind: kinds.get(text) ?? 'other', x, right });
    at += heading.length;
  }
  return found;
}

/** How many words from here on are a heading, the more the better; none where it is not known. */
function lengthOfHeading(words: readonly PdfWord[], at: number): number {
  let longest = 0;
  for (let length = 1; length <= MOST_WORDS && at + length <= words.length; length += 1) {
    const [before, last] = [words[at + length - 2], words[at + length - 1]];
    if (length > 1 && before !== undefined && last !== undefined && !isNear(before, last)) break;
    if (kinds.has(plainHeading(words.slice(at, at + length)))) longest = length;
  }
  return longest;
}

function plainHeading(words: readonly PdfWord[]): string {
  const text = words.map((word) => word.text).join(' ');
  return text
    .toLowerCase()
    .replace(/\b(?:gbp|eur|usd)\b/g, '')
    .replaceAll(/[^a-z]+/g, ' ')
    .trim();
}

function currencyIn(written: string): string | null {
  if (/€|\bEUR\b/.test(written)) return 'EUR';
  if (/\$|\bUSD\b/.test(written)) return 'USD';
  return null;
}
