import type { TableRecord } from './split-records.ts';
import type { TableDirectives, TableEvent, TableLimits, TableRow, TableSource } from './table-events.ts';
import { TableRefusal } from './table-events.ts';

export type TableAssembly = {
  add: (record: Omit<TableRecord, 'plain'> & { plain?: string; fault?: string }) => void;
  /** What is ready to be handed on; with `all`, also a batch that is not full. */
  take: (all: boolean) => TableEvent[];
  end: () => { rows: number };
};

type Setting = {
  limits: Pick<TableLimits, 'columns' | 'rows'>;
  source: () => TableSource;
  /** A text line that lost cells is suspect; a spreadsheet never stores the empty cells at the end of a row. */
  shortRowsAreRagged: boolean;
};

const batchRows = 1000;
const notBlank = /\S/;
// One apostrophe before any of these is taken off: banks write '20-00-00 and '=, and our own exports guard formulas so (ASVS 1.2.10).
const guarded = /^'[=+\-@\d'"\t\r]/;

/** Makes a table of records: directives, headings, rows of equal width, total. */
export function assembleTable({ limits, source, shortRowsAreRagged }: Setting): TableAssembly {
  const directives: TableDirectives = {};
  let columns: string[] | undefined;
  let totalLine: number | undefined;
  let count = 0;
  let events: TableEvent[] = [];
  let rows: TableRow[] = [];

  const flush = () => {
    if (rows.length > 0) events.push({ kind: 'rows', rows });
    rows = [];
  };

  const takeDirective = (name: string, cells: string[], line: number) => {
    const [first = '', second = ''] = cells.slice(1).map((cell) => cell.trim());
    if (name === '#TOTAL' && columns !== undefined && totalLine === undefined) {
      flush();
      totalLine = line;
      events.push({ kind: 'total', line, lines: first, amount: second });
    } else if (columns !== undefined) {
      throw outOfPlace(line, name);
    } else if (name === '#EXTRACT') {
      directives.extract = { mode: extractMode(first, line), asAt: second };
    } else if (name === '#FILE') {
      directives.file = { reference: first, sequence: second };
    } else {
      throw headerMissing();
    }
  };

  const takeHeader = (cells: string[], line: number) => {
    columns = cells.map((cell) => cell.trim());
    while (columns.at(-1) === '') columns.pop();
    if (columns.length > limits.columns) throw tooManyColumns(columns.length, limits.columns, line);
    events.push({ kind: 'header', line, columns, directives, source: source() });
  };

  const takeRow = (
    { cells, line, plain }: { cells: string[]; line: number; plain: string },
    width: number,
  ) => {
    if (totalLine !== undefined) throw afterTotal(line, totalLine);
    if (count >= limits.rows) throw tooManyRows(limits.rows, line);
    let ragged = shortRowsAreRagged && cells.length < width;
    let isPlain = cells.length === width;
    while (cells.length > width && cells.at(-1)?.trim() === '') cells.pop();
    if (cells.length > limits.columns) throw tooManyColumns(cells.length, limits.columns, line);
    ragged ||= cells.length > width;
    while (cells.length < width) cells.push('');
    // A row in which no apostrophe stands is not looked through cell by cell.
    if (plain === '' || plain.includes("'")) {
      for (let index = 0; index < cells.length; index += 1) {
        const cell = cells[index] ?? '';
        if (!cell.startsWith("'") || !guarded.test(cell)) continue;
        cells[index] = cell.slice(1);
        isPlain = false;
      }
    }
    count += 1;
    rows.push({ line, cells, ragged, plain: isPlain ? plain : '' });
    if (rows.length === batchRows) flush();
  };

  return {
    add({ line, cells, quotesMatch, plain = '', fault }) {
      if (fault !== undefined)
        events.push({ kind: 'problem', rule: 'cell-not-readable', message: fault, line });
      if (isBlank(cells)) return;
      if (!quotesMatch) {
        const message = `The quotation marks on line ${line} do not match; check that each cell of it holds what it should.`;
        events.push({ kind: 'problem', rule: 'quotes-do-not-match', message, line });
      }
      const name = cells[0]?.startsWith('#') === true ? cells[0].trim().toUpperCase() : '';
      if (name === '#EXTRACT' || name === '#FILE' || name === '#TOTAL') takeDirective(name, cells, line);
      else if (columns === undefined) takeHeader(cells, line);
      else takeRow({ cells, line, plain }, columns.length);
    },
    take(all) {
      if (all) flush();
      const taken = events;
      events = [];
      return taken;
    },
    end() {
      if (columns === undefined) throw headerMissing();
      return { rows: count };
    },
  };
}

function isBlank(cells: readonly string[]): boolean {
  const [first = ''] = cells;
  // Nearly every row begins with a plain letter or digit.
  if (first.charCodeAt(0) > 32 && first.charCodeAt(0) < 127) return false;
  return !cells.some((cell) => notBlank.test(cell));
}

function extractMode(written: string, line: number): 'full' | 'delta' {
  const mode = written.toLowerCase();
  if (mode === 'full' || mode === 'delta') return mode;
  throw new TableRefusal(
    'directive-wrong',
    `The #EXTRACT line says "${written.slice(0, 40)}", so it is not clear whether records left out have ended. Write #EXTRACT,full or #EXTRACT,delta and send the file again.`,
    { line },
  );
}

function headerMissing(): TableRefusal {
  return new TableRefusal(
    'header-missing',
    'The file has no row of column headings. Add the headings as the first row and send it again.',
  );
}

function outOfPlace(line: number, name: string): TableRefusal {
  return new TableRefusal(
    'directive-out-of-place',
    `Line ${line} is a ${name} line in the middle of the file, so two files seem to have been joined. Send them one by one.`,
    { line },
  );
}

function afterTotal(line: number, totalLine: number): TableRefusal {
  return new TableRefusal(
    'directive-out-of-place',
    `Line ${line} comes after the #TOTAL line (line ${totalLine}), which must be the last. Check that the file is whole and not two files joined.`,
    { line },
  );
}

export function tooManyColumns(found: number, limit: number, line: number): TableRefusal {
  return new TableRefusal(
    'too-many-columns',
    `Line ${line} has ${found} columns and the limit is ${limit}. Check that the right file and separator were used, and send only the columns asked for.`,
    { line },
  );
}

export function tooManyRows(limit: number, line: number): TableRefusal {
  return new TableRefusal(
    'too-many-rows',
    `The file has more than ${limit.toLocaleString('en-GB')} rows (line ${line} is beyond that). Split it into smaller files and send each.`,
    { line },
  );
}
