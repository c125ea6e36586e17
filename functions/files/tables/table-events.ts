/** What a reader of tabular files says, in order: one header, rows in batches, an optional total, one end; or a refusal at any point, which is the last word. */
export type TableEvent = TableHeader | TableRows | TableTotal | TableProblem | TableRefused | TableEnd;

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export type TableSource =
  | { format: 'csv'; encoding: TextEncoding; delimiter: string }
  | { format: 'xlsx'; sheet: string; otherSheets: string[] };

export type TableDirectives = {
  extract?: { mode: 'full' | 'delta'; asAt: string };
  file?: { reference: string; sequence: string };
};

type TableHeader = {
  kind: 'header';
  line: number;
  /** As written, trimmed; nameless columns at the end are dropped (Lloyds ends its headings with a comma). */
  columns: string[];
  directives: TableDirectives;
  source: TableSource;
};

/**
 * `cells` has one text per column. A ragged row has lost cells or has more than there are headings: too few are filled
 * with '', too many are kept, and the check of rows decides.
 */
export type TableRow = {
  line: number;
  cells: string[];
  ragged: boolean;
  /** The cells as the file has them, behind the character that parts them; empty where they had to be made from it. */
  plain: string;
};

type TableRows = { kind: 'rows'; rows: TableRow[] };

/** `#TOTAL,<lines>,<amount>` as written. */
type TableTotal = { kind: 'total'; line: number; lines: string; amount: string };

/** Something is wrong with one line; the table goes on. It comes before the batch that holds its line. */
type TableProblem = { kind: 'problem'; rule: ProblemRule; message: string; line?: number };

/** The file cannot be read (on); nothing follows. */
type TableRefused = { kind: 'refused'; rule: RefusalRule; message: string; line?: number };

/** The file was read to its end. Only now is its encoding certain: the first odd byte may come late. */
type TableEnd = { kind: 'end'; rows: number; encoding?: TextEncoding };

type ProblemRule = 'quotes-do-not-match' | 'two-encodings' | 'cell-not-readable';

export type RefusalRule =
  | 'file-empty'
  | 'file-too-large'
  | 'file-not-a-table'
  | 'file-binary'
  | 'file-cut-short'
  | 'header-missing'
  | 'directive-wrong'
  | 'directive-out-of-place'
  | 'too-many-columns'
  | 'too-many-rows'
  | 'line-too-long'
  | 'quote-not-closed'
  | 'workbook-protected'
  | 'workbook-damaged'
  | 'workbook-unsafe'
  | 'workbook-empty';

export type TableLimits = {
  /** Of a text file. */
  fileBytes: number;
  /** Of a workbook as sent: its zip directory stands at its end, so it is held in memory. */
  workbookBytes: number;
  /** Of all parts of a workbook together. */
  inflatedBytes: number;
  rows: number;
  /** The last row of a sheet that may hold anything. */
  workbookRows: number;
  columns: number;
  /** Of one line, or of one record whose quoted cells run over several lines. */
  lineCharacters: number;
};

/** Real workbooks of 100,000 rows inflate to 44 MB at a ratio of 9. */
export const defaultTableLimits: TableLimits = {
  fileBytes: 500 * 1024 * 1024,
  workbookBytes: 20 * 1024 * 1024,
  inflatedBytes: 100 * 1024 * 1024,
  rows: 2_000_000,
  workbookRows: 1_000_000,
  columns: 100,
  lineCharacters: 100_000,
};

/** Carries a refusal out of the depth of a parser; `readTable` turns it into the last event. */
export class TableRefusal extends Error {
  readonly rule: RefusalRule;
  readonly line: number | undefined;

  constructor(rule: RefusalRule, message: string, options: { line?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'TableRefusal';
    this.rule = rule;
    this.line = options.line;
  }
}
