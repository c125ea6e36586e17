import { TableRefusal } from './table-events.ts';

export type TableRecord = {
  line: number;
  cells: string[];
  quotesMatch: boolean;
  /** The cells as the file has them, behind the separator that parts them; empty where there are quotation marks. */
  plain: string;
};

export type RecordSplitter = {
  /** The records that are complete with this text; `final` says that no more follows. */
  push: (text: string, final: boolean) => TableRecord[];
  delimiter: () => string;
  /** The line of a place in the text about to be pushed. */
  lineAt: (text: string, index: number) => number;
};

type Cut = Pick<TableRecord, 'cells' | 'quotesMatch'> & {
  plain?: string;
  next: number;
  spansLines?: boolean;
};
type Incomplete = { quoteAt: number };

const separators = [',', ';', '\t'];
const directive = /^"?#(?:EXTRACT|FILE|TOTAL)\b/i;
const onlySeparators = /^[\s,;"]*$/;
const excelSeparator = /^"?sep=([,;\t])"?\r?$/i;
const quote = 34;

/**
 * Cuts delimited text into records. Our own few lines rather than a library (docs/adr/0005): with papaparse one stray
 * quotation mark joins the lines after it into one record, and its streams either run ahead or lose its errors.
 *
 * Quotes as Excel reads them: they count only at the start of a cell, doubled inside; text after a closing quote
 * belongs to the cell, and the record says that its quotes do not match.
 *
 * A separator that is known already is taken; else the headings show it.
 */
export function splitRecords(lineCharacters: number, knownSeparator = ''): RecordSplitter {
  let rest = '';
  let line = 1;
  let delimiter = knownSeparator;
  let lineEnd = '';
  let headed = false;

  const openedOn = (quoteAt: number, start: number) =>
    line + countOf(lineEnd || '\n', rest.slice(start, quoteAt));

  /** Up to the headings, each line is looked at on its own to learn the separator and the kind of line end. */
  const cutPreamble = (start: number, final: boolean): Cut | Incomplete => {
    const scan = scanUndecided(rest, start, final);
    if (!('end' in scan)) return scan;
    lineEnd ||= scan.lineEnd;
    const raw = rest.slice(start, scan.end);
    const next = Math.min(rest.length, scan.end + scan.lineEndLength);
    if (onlySeparators.test(raw)) return { cells: [], next, quotesMatch: true };
    const told = line === 1 ? excelSeparator.exec(raw)?.[1] : undefined;
    if (told !== undefined) {
      delimiter = told;
      return { cells: [], next, quotesMatch: true };
    }
    if (directive.test(raw)) return cutLine(raw, scan.separator, next);
    headed = true;
    delimiter ||= scan.separator;
    return cutLine(raw, delimiter, next);
  };

  const cutNext = (start: number, final: boolean): Cut | Incomplete => {
    if (!headed) return cutPreamble(start, final);
    const end = rest.indexOf(lineEnd, start);
    if (end === -1 && !final) return { quoteAt: -1 };
    const stop = end === -1 ? rest.length : end;
    const text = rest.slice(start, stop);
    if (!text.includes('"')) {
      const own = lineEnd === '\n' && text.endsWith('\r') ? text.slice(0, -1) : text;
      const separator = own.startsWith('#') && directive.test(own) ? mostFrequent(own) : delimiter;
      const next = Math.min(rest.length, stop + 1);
      return { cells: own.split(separator), plain: separator + own, next, quotesMatch: true };
    }
    const separator = directive.test(text) ? mostFrequent(text) : delimiter;
    return cutQuoted(rest, start, separator, lineEnd, final);
  };

  return {
    push(text, final) {
      rest += text;
      const records: TableRecord[] = [];
      let start = 0;
      while (start < rest.length) {
        const cut = cutNext(start, final);
        if (!('next' in cut)) {
          if (final) throw quoteNotClosed(openedOn(cut.quoteAt, start));
          if (rest.length - start <= lineCharacters) break;
          if (cut.quoteAt === -1) throw lineTooLong(line, lineCharacters);
          throw quoteNotClosed(openedOn(cut.quoteAt, start), lineCharacters);
        }
        if (cut.next - start > lineCharacters + 2) throw lineTooLong(line, lineCharacters);
        const { cells, quotesMatch, plain = '' } = cut;
        if (cells.length > 0) records.push({ line, cells, quotesMatch, plain });
        line += cut.spansLines === true ? Math.max(1, countOf(lineEnd, rest.slice(start, cut.next))) : 1;
        start = cut.next;
      }
      rest = rest.slice(start);
      return records;
    },
    delimiter: () => delimiter || ',',
    lineAt: (text, index) =>
      line + countOf(lineEnd || '\n', rest) + countOf(lineEnd || '\n', text.slice(0, index)),
  };
}

type UndecidedLine = { end: number; lineEnd: string; lineEndLength: number; separator: string };

/** Finds the end of a line while separator and line end are still unknown. */
function scanUndecided(text: string, start: number, final: boolean): UndecidedLine | Incomplete {
  let quoteAt = -1;
  let cellStart = true;
  let justClosed = false;
  const counts = new Map(separators.map((separator) => [separator, 0]));
  const separator = () =>
    separators.reduce((best, next) => (tally(counts, next) > tally(counts, best) ? next : best));
  for (let index = start; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (quoteAt !== -1) {
      justClosed = character === '"';
      if (justClosed) quoteAt = -1;
      continue;
    }
    // A quote right behind a closing one is a doubled one: the cell goes on.
    if (character === '"' && (cellStart || justClosed)) quoteAt = index;
    justClosed = false;
    if (character === '\n') return { end: index, lineEnd: '\n', lineEndLength: 1, separator: separator() };
    if (character === '\r') {
      if (index + 1 === text.length && !final) return { quoteAt: -1 };
      if (text.charAt(index + 1) === '\n') {
        return { end: index, lineEnd: '\n', lineEndLength: 2, separator: separator() };
      }
      return { end: index, lineEnd: '\r', lineEndLength: 1, separator: separator() };
    }
    cellStart = counts.has(character);
    if (cellStart) counts.set(character, tally(counts, character) + 1);
  }
  if (!final || quoteAt !== -1) return { quoteAt };
  return { end: text.length, lineEnd: '\n', lineEndLength: 0, separator: separator() };
}

function tally(counts: Map<string, number>, separator: string): number {
  return counts.get(separator) ?? 0;
}

function mostFrequent(line: string): string {
  return separators.reduce((best, next) => (countOf(next, line) > countOf(best, line) ? next : best));
}

function cutLine(raw: string, separator: string, next: number): Cut {
  if (!raw.includes('"')) return { cells: raw.split(separator), next, quotesMatch: true };
  const cut = cutQuoted(raw, 0, separator, '', true);
  return 'next' in cut ? { ...cut, next } : { cells: [raw], next, quotesMatch: false };
}

/** Cuts one record that has quotation marks in it. An empty line end means that the text is one record. */
function cutQuoted(
  text: string,
  start: number,
  separator: string,
  lineEnd: string,
  final: boolean,
): Cut | Incomplete {
  const separatorCode = separator.charCodeAt(0);
  const lineEndCode = lineEnd.charCodeAt(0);
  const cells: string[] = [];
  let quotesMatch = true;
  let index = start;
  for (;;) {
    let value = '';
    let quoted = false;
    if (text.charCodeAt(index) === quote) {
      const close = closingQuote(text, index + 1);
      if (close === -1) return { quoteAt: index };
      value = text.slice(index + 1, close);
      if (value.includes('"')) value = value.replaceAll('""', '"');
      quoted = true;
      index = close + 1;
    }
    let stop = index;
    while (
      stop < text.length &&
      text.charCodeAt(stop) !== separatorCode &&
      text.charCodeAt(stop) !== lineEndCode
    ) {
      stop += 1;
    }
    if (stop === text.length && !final) return { quoteAt: -1 };
    const ends = stop === text.length || text.charCodeAt(stop) === lineEndCode;
    const tail = text.slice(
      index,
      ends && lineEnd !== '\r' && text.charAt(stop - 1) === '\r' ? stop - 1 : stop,
    );
    if (!quoted) value = tail;
    else if (tail.trim() !== '') {
      value += tail;
      quotesMatch = false;
    }
    cells.push(value);
    index = stop + 1;
    if (ends) return { cells, next: Math.min(text.length, index), quotesMatch, spansLines: true };
  }
}

function closingQuote(text: string, from: number): number {
  let close = text.indexOf('"', from);
  while (close !== -1 && text.charCodeAt(close + 1) === quote) close = text.indexOf('"', close + 2);
  return close;
}

function countOf(part: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) count += 1;
  return count;
}

function lineTooLong(line: number, limit: number): TableRefusal {
  return new TableRefusal(
    'line-too-long',
    `Line ${line} is longer than ${limit.toLocaleString('en-GB')} characters, so this is not a table with one record a line. Check the export and send it again.`,
    { line },
  );
}

function quoteNotClosed(line: number, limit?: number): TableRefusal {
  const where = limit === undefined ? '' : ` within ${limit.toLocaleString('en-GB')} characters`;
  return new TableRefusal(
    'quote-not-closed',
    `A quotation mark opened on line ${line} is not closed${where}, so everything after it would be read as one cell. Correct that line and send the file again.`,
    { line },
  );
}
