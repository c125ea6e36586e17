import { isMoney, linesOfPage, textOfLine, type PdfLine, type PdfWord } from './pdf-lines.ts';
import { findColumns, type PdfColumns } from './pdf-columns.ts';
import { writtenDay } from './pdf-days.ts';
import { furnitureOf, printedPage, type Furniture, type PrintedPage } from './pdf-furniture.ts';
import type { PdfPage } from './pdf-text.ts';

/** A page, or a part of one, from its headings on, with what stands above them. */
type PagePart = {
  page: number;
  printed: PrintedPage | null;
  above: readonly PdfLine[];
  lines: readonly PdfLine[];
  columns: PdfColumns | null;
  hasHeadings: boolean;
};

/** The parts of pages that are one statement: of one account, over one period. */
export type PartGroup = { parts: readonly PagePart[]; furniture: Furniture };

/** Parts the pages into statements: another account, another period or a page 1 begins a new one. */
export function groupPages(pages: readonly PdfPage[]): PartGroup[] {
  const groups: { parts: PagePart[]; furniture: Furniture }[] = [];
  for (const part of partsOf(pages)) {
    const furniture = furnitureOf(part.above);
    const group = groups.at(-1);
    if (group === undefined || isOther(group, part, furniture)) groups.push({ parts: [part], furniture });
    else {
      group.parts.push(part);
      group.furniture = merged(group.furniture, furniture);
    }
  }
  return groups;
}

function partsOf(pages: readonly PdfPage[]): PagePart[] {
  const parts: PagePart[] = [];
  for (const page of pages) {
    const lines = linesOfPage(page);
    const of = { page: page.page, printed: printedPage(lines) };
    const found = headingsOf(lines);
    const columns = parts.at(-1)?.columns ?? null;
    const [first] = found;
    if (first === undefined) {
      const from = columns === null ? lines.length : firstRow(lines, columns);
      parts.push({
        ...of,
        above: lines.slice(0, from),
        lines: lines.slice(from),
        columns,
        hasHeadings: false,
      });
    }
    for (const [index, { at, from, columns: under }] of found.entries()) {
      const above = index === 0 ? lines.slice(0, at) : tailOf(lines, at);
      const to = found[index + 1]?.at ?? lines.length;
      parts.push({ ...of, above, lines: lines.slice(from, to), columns: under, hasHeadings: true });
    }
  }
  return parts;
}

type HeadingsAt = { at: number; from: number; columns: PdfColumns };

function headingsOf(lines: readonly PdfLine[]): HeadingsAt[] {
  const found: HeadingsAt[] = [];
  for (const [at, line] of lines.entries()) {
    const heading = at < (found.at(-1)?.from ?? 0) ? null : findColumns(line, lines[at + 1]);
    if (heading !== null) found.push({ at, from: at + heading.lines, columns: heading.columns });
  }
  return found;
}

/**
 * A page that goes on without headings begins with what a page has at its top. Its table begins with the first amount
 * below one of the columns, and with the text close above it, since an amount may stand in the last line of a row.
 */
function firstRow(lines: readonly PdfLine[], columns: PdfColumns): number {
  const textFrom = columns.texts.find(({ x }) => x > columns.date.x)?.x ?? columns.date.right;
  const isText = ({ words }: PdfLine) => beginsWithDay(words) || (words[0]?.x ?? 0) >= textFrom - INDENT;
  const withMoney = lines.findIndex((line) =>
    beginsWithDay(line.words)
      ? line.words.some(isMoney)
      : isText(line) && line.words.some((word) => isUnder(word, columns)),
  );
  if (withMoney === -1) return lines.length;
  let from = withMoney;
  for (let before = lines[from - 1]; before !== undefined; before = lines[from - 1]) {
    const size = before.words[0]?.size ?? 0;
    if (!isText(before) || (lines[from]?.y ?? 0) - before.y > LINES_APART * size) break;
    from -= 1;
  }
  return from;
}

const [INDENT, LINES_APART, FARTHEST_POINTS] = [4, 2, 14];

function isUnder(word: PdfWord, { money }: PdfColumns): boolean {
  if (!isMoney(word)) return false;
  return money.some(
    ({ x, right }) => Math.min(Math.abs(word.right - right), Math.abs(word.x - x)) < FARTHEST_POINTS,
  );
}

function beginsWithDay(words: readonly PdfWord[]): boolean {
  return [1, 2, 3].some((count) => writtenDay(textOfLine({ words: words.slice(0, count) })) !== null);
}

/** What stands between the last amount of one table and the headings of the next. */
function tailOf(lines: readonly PdfLine[], end: number): PdfLine[] {
  const before = lines.slice(0, end);
  return before.slice(before.findLastIndex(({ words }) => words.some(isMoney)) + 1);
}

function isOther({ parts, furniture }: PartGroup, part: PagePart, { account, period }: Furniture): boolean {
  const { account: known, period: before } = furniture;
  if (account.accountNumber !== null && known.accountNumber !== null) {
    if (account.accountNumber !== known.accountNumber) return true;
  }
  if (period !== null && before !== null && (period.from !== before.from || period.to !== before.to))
    return true;
  const last = parts.at(-1);
  return (
    part.printed?.number === 1 && last?.page !== part.page && parts.some(({ printed }) => printed !== null)
  );
}

function merged(first: Furniture, second: Furniture): Furniture {
  return {
    account:
      first.account.accountNumber === null
        ? { ...second.account, name: first.account.name ?? second.account.name }
        : first.account,
    period: first.period ?? second.period,
    madeOn: first.madeOn ?? second.madeOn,
    opening: first.opening ?? second.opening,
    closing: first.closing ?? second.closing,
    paidIn: first.paidIn ?? second.paidIn,
    paidOut: first.paidOut ?? second.paidOut,
  };
}
