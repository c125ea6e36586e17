import { headingKey, headingWords } from '../records/heading-key.ts';
import { readStatementAmount } from './statement-amount.ts';
import { decideDateOrder, readStatementDate, type DateOrder } from './statement-date.ts';
import { markKey } from './statement-mapping.ts';

/** What a column of a statement can be said to hold. */
export const statementFields = [
  ...['date', 'text', 'amount', 'paidIn', 'paidOut', 'mark'],
  ...['balance', 'reference', 'kind', 'currency'],
] as const;
type StatementField = (typeof statementFields)[number];

type GuessedMapping = {
  /** What each column most likely holds, in the order of the headings; null where neither words nor values say. */
  fields: (StatementField | null)[];
  dateOrder: DateOrder;
  /** By which date the order was told, or that nothing tells it; null where it needs no word. */
  dateNote: string | null;
  isPaidOutPositive: boolean;
  isPaidOutNegative: boolean;
  /** The words that say which way the money went; empty where no column has such. */
  marks: { paidIn: string; paidOut: string };
};

type Column = { place: number; words: string; isNamed: boolean; values: readonly string[] };
type Hint = { field: StatementField; words: RegExp; fits: (column: Column) => boolean };

/** Pairs of words by which banks say whether money came in or went out. */
const MARKS = [
  ['CR', 'DR'],
  ['C', 'D'],
  ['CREDIT', 'DEBIT'],
  ['CRDT', 'DBIT'],
  ['IN', 'OUT'],
] as const;

/**
 * Words by which headings give away what they hold, the more telling first: each takes the first column that nothing before it
 * took and whose values fit, so that `Credit or debit` is not taken for an amount.
 */
const HINTS: readonly Hint[] = [
  { field: 'date', words: /^(?:transaction )?date\b/, fits: hasDates },
  { field: 'date', words: /\b(?:date|day|when|booked|posted)\b/, fits: hasDates },
  { field: 'date', words: /(?:)/, fits: hasDates },
  { field: 'mark', words: /(?:)/, fits: hasMarks },
  { field: 'balance', words: /\bbalance\b|^(?:left|owed|owing|outstanding|remaining)\b/, fits: hasAmounts },
  { field: 'paidIn', words: /\b(?:in|credits?|deposits?|received|receipts?)\b/, fits: hasAmounts },
  { field: 'paidOut', words: /\b(?:out|debits?|withdrawals?|withdrawn|payments?|spent)\b/, fits: hasAmounts },
  { field: 'amount', words: /\b(?:amount|value|sum|total)\b/, fits: hasAmounts },
  { field: 'currency', words: /\b(?:currency|ccy)\b/, fits: hasTexts },
  { field: 'text', words: /\b(?:description|details|narrative|payee|memo|particulars)\b/, fits: hasTexts },
  { field: 'reference', words: /\b(?:reference|ref|id|number|no)\b/, fits: hasValues },
  { field: 'kind', words: /\b(?:type|kind|code)\b/, fits: hasTexts },
  { field: 'text', words: /^(?!account\b).*\b(?:transaction|merchant|name|notes?|text)\b/, fits: hasTexts },
];

/** Guesses a mapping from the headings of a table and the rows under them; a person looks at it before it is kept. */
export function guessMapping(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): GuessedMapping {
  const keys = headings.map(headingKey);
  const columns = headings.map((heading, place) => ({
    place,
    words: headingWords(heading),
    // Of two columns with one heading, or of one without, a mapping cannot say which it means.
    isNamed: keys.filter((key) => key === keys[place]).length === 1 && keys[place] !== '',
    values: rows.map((cells) => (cells[place] ?? '').trim()),
  }));
  const fields = fieldsOf(columns);
  const valuesOf = (field: StatementField) => columns[fields.indexOf(field)]?.values ?? [];
  const dates = decideDateOrder(valuesOf('date'));
  const [paidIn, paidOut] = marksIn(valuesOf('mark')) ?? ['', ''];
  return {
    fields,
    dateOrder: dates.order,
    dateNote: dates.note?.message ?? null,
    isPaidOutPositive: isTurnedRound(valuesOf('amount'), valuesOf('balance')),
    isPaidOutNegative: valuesOf('paidOut').some((value) => (penceOf(value) ?? 0) < 0),
    marks: { paidIn, paidOut },
  };
}

function fieldsOf(columns: readonly Column[]): (StatementField | null)[] {
  const fields = columns.map((): StatementField | null => null);
  const take = (field: StatementField, fits: (column: Column) => boolean): void => {
    if (field !== 'text' && fields.includes(field)) return;
    const free = columns.filter((column) => fields[column.place] === null && column.isNamed && fits(column));
    // A text may be read from several columns, all else stands in one.
    for (const { place } of field === 'text' ? free : free.slice(0, 1)) fields[place] = field;
  };
  for (const { field, words, fits } of HINTS) take(field, (each) => words.test(each.words) && fits(each));
  const isInTwo = fields.includes('paidIn') && fields.includes('paidOut');
  const others: readonly StatementField[] = isInTwo ? ['amount', 'mark'] : ['paidIn', 'paidOut'];
  for (const [place, field] of fields.entries())
    if (field !== null && others.includes(field)) fields[place] = null;
  if (!isInTwo) take('amount', hasAmounts);
  if (!fields.includes('text')) take('text', hasTexts);
  return fields;
}

function hasDates({ values }: Column): boolean {
  return most(values, (value) => readStatementDate(value, 'dmy').ok || readStatementDate(value, 'mdy').ok);
}

function hasAmounts({ values }: Column): boolean {
  return most(values, (value) => penceOf(value) !== null);
}

function hasMarks({ values }: Column): boolean {
  return marksIn(values) !== null;
}

function hasValues({ values }: Column): boolean {
  return most(values, () => true);
}

function hasTexts(column: Column): boolean {
  return hasValues(column) && !hasDates(column) && !hasAmounts(column);
}

/** A sum or a remark may stand under the rows of a table. */
const MOST = 0.9;

/** Of a column that holds anything at all. */
function most(values: readonly string[], fits: (value: string) => boolean): boolean {
  const written = values.filter((value) => value !== '');
  return written.length > 0 && written.filter(fits).length >= MOST * written.length;
}

function marksIn(values: readonly string[]): readonly [string, string] | null {
  const fits = MARKS.find((pair) =>
    most(values, (value) => pair.some((mark) => markKey(mark) === markKey(value))),
  );
  return fits ?? null;
}

/** Whether balances follow from the amounts only where what is spent is written without a sign, as on cards. */
function isTurnedRound(amounts: readonly string[], balances: readonly string[]): boolean {
  const rows = amounts.map((text, place) => ({
    amount: penceOf(text) ?? 0,
    balance: penceOf(balances[place] ?? ''),
  }));
  const follow = (sign: 1 | -1): number =>
    Math.max(stepsThatFollow(rows, sign), stepsThatFollow(rows.toReversed(), sign));
  return follow(-1) > follow(1);
}

function stepsThatFollow(rows: readonly { amount: number; balance: number | null }[], sign: 1 | -1): number {
  return rows.filter(({ amount, balance }, place) => {
    const before = rows[place - 1]?.balance ?? null;
    return before !== null && balance !== null && before + sign * amount === balance;
  }).length;
}

function penceOf(text: string): number | null {
  const read = readStatementAmount(text);
  return read.ok ? read.value : null;
}
