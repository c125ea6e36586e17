import type { MoneyCell, TableLine } from './pdf-cells.ts';
import type { WrittenDay } from './pdf-days.ts';
import type { PdfPlace, PdfWord } from './pdf-lines.ts';
import { unreadablePdfRow } from './pdf-refusals.ts';
import { balanceWords, isSumsRow, type BalanceWords } from './row-words.ts';

/** One movement of money as it is printed, over one line or several. */
export type PdfRow = {
  day: WrittenDay;
  /** The year that stands as a heading above it. */
  year: number | null;
  text: string;
  kind: string | null;
  reference: string | null;
  money: readonly MoneyCell[];
  place: PdfPlace;
};

/** A balance between rows, and how many rows stand before it. */
export type BalanceRow = {
  day: WrittenDay | null;
  year: number | null;
  says: BalanceWords;
  word: PdfWord;
  place: PdfPlace;
  after: number;
};

export type SumsRow = { money: readonly MoneyCell[]; place: PdfPlace; after: number };

/** What the tables of one statement hold. */
export type PdfRows = {
  rows: readonly PdfRow[];
  balances: readonly BalanceRow[];
  sums: readonly SumsRow[];
  /** Dated rows without an amount, as where a bank tells of a new rate of interest. */
  withoutAmount: readonly PdfPlace[];
};

export type TableOnPage = { lines: readonly TableLine[]; hasHeadings: boolean };

/** Where the amount of a movement over several lines stands: in its first line, or, as with HSBC, in its last. */
type AmountLine = 'first' | 'last';

/** Reads the lines of the tables of one statement into rows. */
export function readPdfRows(tables: readonly TableOnPage[]): PdfRows {
  const reader = new RowReader(amountLineOf(tables.flatMap(({ lines }) => lines)));
  for (const { lines, hasHeadings } of tables) {
    reader.beginPage(hasHeadings);
    for (const line of lines) reader.read(line);
  }
  return reader.end();
}

function hasAmount({ money }: Pick<TableLine, 'money'>): boolean {
  return money.some(({ column }) => column !== 'balance');
}

function amountLineOf(lines: readonly TableLine[]): AmountLine {
  let [first, last] = [0, 0];
  for (const [index, line] of lines.entries()) {
    if (line.day === null || line.text === '' || isBalanceRow(line)) continue;
    const before = lines[index - 1];
    const next = lines[index + 1];
    if (!hasAmount(line) && next?.day === null && next.page === line.page) last += 1;
    if (before?.day === null && before.text !== '' && before.money.length === 0) first += 1;
  }
  return last > first ? 'last' : 'first';
}

function isBalanceRow({ text, money }: TableLine): boolean {
  return money.length === 1 && balanceWords(text) !== null;
}

/** One amount beside a balance is a movement, as of the petrol station Total. */
function isSums({ text, day, kind, money }: TableLine): boolean {
  const [first, second] = money;
  if (first === undefined || day !== null || kind !== null || !isSumsRow(text)) return false;
  return second?.column !== 'balance' || money.length > 2;
}

type Building = {
  day: WrittenDay | null;
  year: number | null;
  texts: string[];
  kind: string | null;
  reference: string | null;
  money: MoneyCell[];
  place: PdfPlace;
};

class RowReader {
  readonly #amountLine: AmountLine;
  readonly #rows: PdfRow[] = [];
  readonly #balances: BalanceRow[] = [];
  readonly #sums: SumsRow[] = [];
  readonly #withoutAmount: PdfPlace[] = [];
  #current: Building | null = null;
  #day: WrittenDay | null = null;
  #year: number | null = null;
  /** The line above it in the table, the top of a page, or something that is not of the table. */
  #before: TableLine | 'top' | 'cut' = 'cut';
  /** Below the balance that closes a table, banks write other things. */
  #state: 'in' | 'below' = 'in';

  constructor(amountLine: AmountLine) {
    this.#amountLine = amountLine;
  }

  beginPage(hasHeadings: boolean): void {
    if (hasHeadings) this.#state = 'in';
    this.#before = 'top';
  }

  read(line: TableLine): void {
    if (isBalanceRow(line)) this.#readBalance(line);
    else if (isSums(line)) this.#readSums(line);
    else if (isYear(line)) this.#readYear(line);
    else if (line.day !== null || line.money.length > 0) this.#readRow(line);
    else this.#readText(line);
  }

  end(): PdfRows {
    this.#finish();
    return {
      rows: this.#rows,
      balances: this.#balances,
      sums: this.#sums,
      withoutAmount: this.#withoutAmount,
    };
  }

  #readYear({ words }: TableLine): void {
    this.#finish();
    this.#year = Number(words[0]?.text);
  }

  #readBalance(line: TableLine): void {
    this.#finish();
    const [cell] = line.money;
    const says = balanceWords(line.text);
    if (cell === undefined || says === null) return;
    if (line.day !== null) this.#day = line.day;
    const { page, line: number } = line;
    this.#balances.push({
      ...{ day: line.day, year: this.#year, says, word: cell.word },
      ...{ place: { page, line: number }, after: this.#rows.length },
    });
    this.#state = says === 'closing' && this.#rows.length > 0 ? 'below' : 'in';
    this.#before = line;
  }

  #readSums({ money, page, line }: TableLine): void {
    this.#finish();
    this.#sums.push({ money, place: { page, line }, after: this.#rows.length });
    this.#before = 'cut';
  }

  #readRow(line: TableLine): void {
    if (this.#state === 'below' && (line.day === null || line.money.length === 0)) return;
    this.#state = 'in';
    if (line.oddDay !== null) {
      throw unreadablePdfRow(
        line,
        wordsOf(line),
        'it has an amount, and no date can be read where dates stand.',
      );
    }
    if (this.#isBalanceOfRowAbove(line)) {
      this.#current?.money.push(...line.money);
    } else if (this.#begins(line)) {
      this.#begin(line);
    } else {
      this.#goOn(line);
    }
    this.#before = line;
  }

  /** The balance of a day on a line of its own. */
  #isBalanceOfRowAbove(line: TableLine): boolean {
    const current = this.#current;
    if (line.day !== null || line.text !== '' || hasAmount(line) || current === null) return false;
    return hasAmount(current) && !current.money.some(({ column }) => column === 'balance');
  }

  #begins(line: TableLine): boolean {
    const current = this.#current;
    if (current === null || line.day !== null) return true;
    if (current.texts.length === 0 && current.money.length === 0) return false;
    if (hasAmount(current)) return true;
    return line.kind !== null && current.kind !== null;
  }

  #begin(line: TableLine): void {
    this.#finish();
    const { page, line: number } = line;
    if (line.day !== null) this.#day = line.day;
    this.#current = {
      ...{ day: line.day, year: this.#year, texts: [], kind: null, reference: null, money: [] },
      place: { page, line: number },
    };
    this.#goOn(line);
  }

  #goOn({ text, kind, reference, money }: TableLine): void {
    const current = this.#current;
    if (current === null) return;
    if (text !== '') current.texts.push(text);
    current.kind ??= kind;
    current.reference ??= reference;
    current.money.push(...money);
  }

  #readText(line: TableLine): void {
    const current = this.#current;
    if (this.#state !== 'in' || !this.#isBelow(line)) {
      this.#before = 'cut';
      return;
    }
    const isNew = current === null || (this.#amountLine === 'last' && hasAmount(current));
    if (isNew || (line.kind !== null && current.kind !== null)) this.#begin(line);
    else this.#goOn(line);
    this.#before = line;
  }

  /** Text of a row stands close below it and not to the left of its text; below the table, banks write other things. */
  #isBelow(line: TableLine): boolean {
    if (line.oddDay !== null) return false;
    const before = this.#before;
    if (before === 'cut') return false;
    if (before === 'top') return this.#amountLine === 'last';
    const size = line.words[0]?.size ?? 0;
    return line.y - before.y < MOST_LINES_APART * size;
  }

  #finish(): void {
    const current = this.#current;
    this.#current = null;
    if (current === null) return;
    const { place, money, texts, year } = current;
    const text = texts.join(' ');
    if (!hasAmount(current)) {
      this.#finishWithoutAmount(current, text);
      return;
    }
    const day = current.day ?? this.#day;
    if (day === null) throw unreadablePdfRow(place, text, 'it has an amount, and no date stands before it.');
    const { kind, reference } = current;
    this.#rows.push({ day, year, text, kind, reference, money, place });
  }

  #finishWithoutAmount({ day, money, place, texts }: Building, text: string): void {
    if (money.length > 0) {
      throw unreadablePdfRow(place, text, 'it shows a balance, and no amount that was paid in or out.');
    }
    if (texts.length === 0) return;
    if (/\d\.\d{2}\b/.test(text) && day !== null) {
      throw unreadablePdfRow(place, text, 'its amount stands below none of the headings.');
    }
    if (day !== null) this.#withoutAmount.push(place);
    else this.#addToLast(text);
  }

  #addToLast(text: string): void {
    const last = this.#rows.pop();
    if (last !== undefined) this.#rows.push({ ...last, text: `${last.text} ${text}` });
  }
}

const MOST_LINES_APART = 2.6;

function isYear({ words, money }: TableLine): boolean {
  const [word, ...others] = words;
  return others.length === 0 && money.length === 0 && /^(?:19|20)\d\d$/.test(word?.text ?? '');
}

function wordsOf({ words }: TableLine): string {
  return words.map(({ text }) => text).join(' ');
}
