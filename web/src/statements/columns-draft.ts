import type { StatementTable } from '../../../events/api/statement-mappings.ts';
import { idOfColumn, STILL_MISSING } from '../parts/column-meanings.tsx';
import type { FieldError } from '../parts/error-summary.tsx';
import {
  statementFieldNames,
  type DateOrder,
  type SaidMapping,
  type StatementField,
} from './columns-words.ts';

/** What is said of the columns of a file so far. */
export type Draft = {
  bank: string;
  /** What each column holds; null where nothing is said. */
  fields: readonly (StatementField | null)[];
  dateOrder: DateOrder;
  isPaidOutPositive: boolean;
  isPaidOutNegative: boolean;
  markIn: string;
  markOut: string;
};

type Guess = NonNullable<StatementTable['guess']>;
type Saved = NonNullable<StatementTable['saved']>;

/** What was said of these headings before, else what they most likely hold. */
export function draftOf(headings: readonly string[], guess: Guess, saved: Saved | null): Draft {
  const { isPaidOutPositive, isPaidOutNegative, marks } = guess;
  const guessed: Draft = {
    ...{ bank: '', fields: guess.fields, dateOrder: guess.dateOrder, isPaidOutPositive, isPaidOutNegative },
    ...{ markIn: marks.paidIn, markOut: marks.paidOut },
  };
  if (saved === null) return guessed;
  const { bank, dateOrder, amount } = saved;
  const said = { ...guessed, bank, dateOrder, fields: headings.map((heading) => fieldIn(saved, heading)) };
  switch (amount.kind) {
    case 'signed':
      return { ...said, isPaidOutPositive: amount.isPaidOutPositive };
    case 'two-columns':
      return { ...said, isPaidOutNegative: amount.isPaidOutNegative };
    case 'marked':
      return { ...said, markIn: amount.paidIn, markOut: amount.paidOut };
  }
}

function fieldIn(saved: Saved, heading: string): StatementField | null {
  const { date, text, balance, reference, kind, currency } = saved;
  const columns = { date, ...columnsOf(saved.amount), balance, reference, kind, currency };
  const found = fieldsOf(columns).find(([, column]) => column !== null && isSame(column, heading));
  return found?.[0] ?? (text.some((each) => isSame(each, heading)) ? 'text' : null);
}

type Columns = Partial<Record<StatementField, string | null>>;

function columnsOf(amount: SaidMapping['amount']): Columns {
  if (amount.kind === 'two-columns') return { paidIn: amount.paidIn, paidOut: amount.paidOut };
  return { amount: amount.column, ...(amount.kind === 'marked' && { mark: amount.mark }) };
}

const names: readonly StatementField[] = [
  ...(['date', 'amount', 'paidIn', 'paidOut', 'mark', 'balance', 'reference', 'kind', 'currency'] as const),
];

function fieldsOf(columns: Columns): (readonly [StatementField, string | null])[] {
  return names.map((field) => [field, columns[field] ?? null]);
}

/** Headings are the same in any case, with or without spaces. */
function isSame(one: string, other: string): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf(heading: string): string {
  return heading.toLowerCase().replaceAll(/[\s_]/g, '');
}

/** Why nothing can be said of a column. */
export function unsayableIn(headings: readonly string[]): (place: number) => string | null {
  return (place) =>
    headings.filter((each) => isSame(each, headings[place] ?? '')).length > 1
      ? 'This heading is there twice, so nothing can be said of one of them.'
      : null;
}

/** What no column is said to hold yet, each as what to do. */
export function missingIn({ fields }: Draft): string[] {
  const has = (field: StatementField) => fields.includes(field);
  const isInTwo = has('paidIn') || has('paidOut');
  const gaps: [boolean, string][] = [
    [!has('date'), 'Choose the column with the date'],
    [!has('text'), 'Choose a column with the bank’s text'],
    [!has('amount') && !isInTwo, 'Choose the column with the amount, or two with what was paid in and out'],
    [
      has('amount') && isInTwo,
      'Choose either one column with the amount, or two with what was paid in and out',
    ],
    [!has('amount') && has('paidIn') && !has('paidOut'), 'Choose the column with what was paid out'],
    [!has('amount') && has('paidOut') && !has('paidIn'), 'Choose the column with what was paid in'],
    [has('mark') && !has('amount'), 'Choose the column with the amount that the word belongs to'],
  ];
  return gaps.flatMap(([isMissing, message]) => (isMissing ? [message] : []));
}

/** What keeps a draft from being read by, each at its field. */
export function gapsOf(draft: Draft): FieldError[] {
  const { fields, markIn, markOut } = draft;
  const isMarked = fields.includes('mark');
  return [
    ...missingIn(draft).map((message) => ({ id: STILL_MISSING, message })),
    ...fields.flatMap((field, place) =>
      field !== null && field !== 'text' && fields.indexOf(field) < place
        ? [{ id: idOfColumn(place), message: `Two columns are said to hold: ${statementFieldNames[field]}` }]
        : [],
    ),
    ...(isMarked && markIn.trim() === '' ? [{ id: 'mark-in', message: 'Enter the word for paid in' }] : []),
    ...(isMarked && markOut.trim() === ''
      ? [{ id: 'mark-out', message: 'Enter the word for paid out' }]
      : []),
  ];
}

/** The same as the API takes it; only of a draft without gaps. */
export function mappingOf(headings: readonly string[], draft: Draft): SaidMapping {
  const { bank, fields, dateOrder } = draft;
  const under = (field: StatementField) => headings[fields.indexOf(field)] ?? null;
  return {
    ...{ bank: bank.trim() === '' ? '–' : bank.trim(), headings: [...headings] },
    ...{ date: under('date') ?? '', dateOrder },
    text: headings.filter((_, place) => fields[place] === 'text'),
    amount: amountOf(draft, (field) => under(field) ?? ''),
    ...{ balance: under('balance'), reference: under('reference') },
    ...{ kind: under('kind'), currency: under('currency') },
  };
}

function amountOf(draft: Draft, under: (field: StatementField) => string): SaidMapping['amount'] {
  const { fields, isPaidOutPositive, isPaidOutNegative, markIn, markOut } = draft;
  if (fields.includes('mark'))
    return {
      ...{ kind: 'marked', column: under('amount'), mark: under('mark') },
      ...{ paidIn: markIn.trim(), paidOut: markOut.trim() },
    };
  if (fields.includes('amount')) return { kind: 'signed', column: under('amount'), isPaidOutPositive };
  return {
    ...{ kind: 'two-columns', paidIn: under('paidIn'), paidOut: under('paidOut') },
    isPaidOutNegative,
  };
}

/** The element of a field that the API refuses, by what the draft says. */
export function elementOf(field: string, { fields }: Draft): string | null {
  if (field === 'bank' || field === 'reason') return field;
  const [name = '', part] = field.split('.');
  if (fields.includes('mark') && (part === 'paidIn' || part === 'paidOut'))
    return part === 'paidIn' ? 'mark-in' : 'mark-out';
  const wanted = part === undefined || name === 'text' ? name : part === 'column' ? 'amount' : part;
  const texts = fields.flatMap((each, place) => (each === 'text' ? [place] : []));
  const place = name === 'text' ? texts[Number(part)] : fields.findIndex((each) => each === wanted);
  return place === undefined || place === -1 ? null : idOfColumn(place);
}
