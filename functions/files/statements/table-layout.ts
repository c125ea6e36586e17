import type { AmountColumns, StatementMapping } from '../../../domain/statements/statement-mapping.ts';

/** A column by its heading, and what its cell begins with in rows of that sort. */
type CellRule = { column: string; begins: RegExp };

/** Rows that are no movement of money, and what one of them is called where they are counted. */
export type LeftOutRows = CellRule & { one: string; many: string };

/** How a bank writes its statements as a table: the columns by their headings, and the habits of that bank. */
export type TableLayout = {
  name: string;
  headings: readonly string[];
  /** Older files of the bank have fewer columns: how many there are at the least. */
  fewestHeadings?: number;
  /** Columns come and go with time, so that they are found by name, wherever they stand. */
  isAnyOrder?: true;
  /** Headings go on in brackets: `Amount (GBP)`, `Date completed (UTC)`. */
  hasBrackets?: true;
  separator?: ',' | ';';
  date: string;
  dateOrder: 'dmy' | 'mdy' | 'ymd' | 'as-the-file-shows';
  /** Dates come with the time of day. */
  hasTimes?: true;
  text: readonly string[];
  amount: AmountColumns;
  /** The total of a row with its fee, where newer files have it; else the fee is taken off. */
  total?: string;
  fee?: string;
  balance?: string;
  kind?: string;
  reference?: string;
  currency?: string;
  account?: { sortCode?: string; number?: string; name?: string };
  /** The account at the other side of a payment. */
  otherAccount?: { sortCode: string; number: string; iban: string };
  /** The account is a card where its number is masked so, and what is spent has no sign. */
  card?: CellRule;
  leftOut?: readonly LeftOutRows[];
  opening?: CellRule;
  closing?: CellRule;
  /** Every amount has a pound sign. One without in the midst of others was not written by the bank. */
  hasPoundSigns?: true;
  /** The bank forgets quotation marks round commas in this column. */
  textWithCommas?: string;
  /** What is not known for certain of this layout. */
  doubt?: string;
};

/** A row of a statement as it stands in its file; spreadsheets say what is wrong with a cell of theirs. */
export type StatementRow = { line: number; cells: readonly string[]; fault?: string | undefined };

/** A layout that a file was found to have, and where each heading of it stands. */
export type FoundLayout = {
  layout: TableLayout;
  /** Where the column with a heading stands; undefined where the file has none. */
  placeOf: (heading: string) => number | undefined;
  width: number;
  /** Where the headings name it: `Amount (EUR)`. */
  currency: string | null;
};

/** The layout that a saved mapping describes. */
export function layoutOfMapping(mapping: StatementMapping): TableLayout {
  const { mappingId, headings, date, dateOrder, text, amount, balance, reference, kind, currency } = mapping;
  return {
    name: `mapping:${mappingId}`,
    headings: headings.slice(0, headings.findLastIndex((each) => each.trim() !== '') + 1),
    date,
    dateOrder,
    hasTimes: true,
    text,
    amount,
    ...(balance === null ? {} : { balance }),
    ...(reference === null ? {} : { reference }),
    ...(kind === null ? {} : { kind }),
    ...(currency === null ? {} : { currency }),
  };
}
