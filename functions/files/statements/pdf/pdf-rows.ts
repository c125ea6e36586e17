import type { MoneyCell, TableLine } from './pdf-cells.ts';
import type { WrittenDay } from './pdf-days.ts';
import type { PdfPlace, PdfWord } from './pdf-lines.ts';
import { unreadablePdfRow } from './pdf-refusals.ts';
import { balanceWords, isOnlyBalanceWords, isSumsRow, type BalanceWords } from './row-words.ts';

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

/** A balance stands alone, below its own heading; where it stands below another, the words must leave no doubt. */
function isBalanceRow({ text, money }: TableLine): boolean {
  const [cell, ...others] = money;
  if (cell === undefined || others.length > 0 || balanceWords(text) === null) return false;
  return cell.column === 'balance' || isOnlyBalanceWords(text);
}

type Building = {
  day: WrittenDay | null;
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
  #before: TableLine | null = null;
  /** Whether lines are of a table: beyond its headings and before the words that close it. */
  #state: 'above' | 'in' | 'below' = 'above';

  constructor(amountLine: AmountLine) {
    this.#amountLine = amountLine;
  }

  beginPage(hasHeadings: boolean): void {
    this.#state = hasHeadings ? 'in' : 'above';
    this.#before = null;
  }

  read(line: TableLine): void {
    if (isBalanceRow(line)) this.#readBalance(line);
    else if (isSumsRow(line.text) && line.day === null && line.money.length > 0) this.#readSums(line);
    else if (isYear(line)) this.#year = Number(line.words[0]?.text);
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
    this.#before = null;
  }

  #readRow(line: TableLine): void {
    if (!this.#isOfTable(line)) return;
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

  /** A page may go on without headings, and with a day that began on the page before. */
  #isOfTable({ day, money, oddDay }: TableLine): boolean {
    if (this.#state === 'in') return true;
    if (day !== null) return money.length > 0;
    return this.#state === 'above' && hasAmount({ money }) && oddDay === null && this.#rows.length > 0;
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
      ...{ day: line.day, texts: [], kind: null, reference: null, money: [] },
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
      this.#before = null;
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
    if (before === null) return this.#amountLine === 'last' && this.#rows.length > 0;
    const size = line.words[0]?.size ?? 0;
    return line.y - before.y < MOST_LINES_APART * size;
  }

  #finish(): void {
    const current = this.#current;
    this.#current = null;
    if (current === null) return;
    const { place, money, texts } = current;
    const text = texts.join(' ');
    if (!hasAmount(current)) {
      this.#finishWithoutAmount(current, text);
      return;
    }
    const day = current.day ?? this.#day;
    if (day === null) throw unreadablePdfRow(place, text, 'it has an amount, and no date stands before it.');
    const { kind, reference } = current;
    this.#rows.push({ day, year: this.#year, text, kind, reference, money, place });
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
