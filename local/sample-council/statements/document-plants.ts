import { type BankAccount } from '../bank-accounts.ts';
import { lloyds, nationwide, santander, starling } from './bank-csv.ts';
import { camt053, mt940, ofx } from './bank-standards.ts';
import { statementOf, type Statement, type StatementFormat, type StatementMark } from './statement.ts';

type Page = {
  statement: Statement;
  marks: readonly StatementMark[];
  /** Bytes that are not what the statement would be written as. */ bytes?: Buffer;
};
/** One account's quarter made into one or two files of which the document itself is wrong, or right at the edge. */
export type DocumentPlant = (
  whole: Statement,
  otherAccount: BankAccount,
) => { format: StatementFormat; pages: readonly Page[] };

const SPLIT_DAY = 46;

/** Periods are planted in formats that state them, balances in formats that carry them, accounts in formats that name them. */
export const documentPlants: readonly DocumentPlant[] = [
  (whole) => ({
    format: camt053,
    pages: split(whole, 1, {
      rule: 'statement-period-gap',
      expected: 'flag',
      distance: 'above',
      note: 'one day is in neither file',
    }),
  }),
  (whole) => ({
    format: ofx,
    pages: split(whole, 0, {
      rule: 'statement-period-gap',
      expected: 'silent',
      distance: 'at',
      note: 'begins the day after the last ended',
    }),
  }),
  (whole) => ({
    format: mt940,
    pages: split(whole, -1, {
      rule: 'statement-period-overlap',
      expected: 'flag',
      distance: 'above',
      note: 'one day is in both files',
      also: ['transaction-repeated', 'opening-differs-from-last-closing'],
    }),
  }),
  (whole) => ({ format: camt053, pages: shifted(whole, 1) }),
  (whole) => ({ format: camt053, pages: shifted(whole, 0) }),
  (whole) => altered(whole, lloyds),
  (whole) => altered(whole, nationwide),
  (whole) => altered(whole, santander),
  (whole) => altered(whole, starling),
  (whole, other) => stranger(whole, other, lloyds),
  (whole, other) => stranger(whole, other, mt940),
  (whole) => ({
    format: lloyds,
    pages: [
      { statement: whole, marks: [] },
      {
        statement: whole,
        // The same rows with other line ends: not the same bytes, yet the same statement.
        bytes: Buffer.from(lloyds.write(whole).toString().replaceAll('\n', '\r\n')),
        marks: [
          {
            rule: 'statement-repeated',
            expected: 'flag',
            note: 'the same quarter sent again',
            also: ['transaction-repeated', 'statement-period-overlap', 'opening-differs-from-last-closing'],
          },
        ],
      },
    ],
  }),
];

function split(whole: Statement, gapDays: number, mark: StatementMark): Page[] {
  const splitTo = whole.from + SPLIT_DAY;
  // A day on which nothing moved is in both files of many banks, and nothing is wrong with it.
  const moved = whole.movements.findLast(({ day }) => day <= splitTo)?.day ?? splitTo;
  const firstTo = gapDays < 0 ? moved : splitTo;
  const first = part(whole, whole.from, firstTo);
  const second = part(whole, firstTo + 1 + gapDays, whole.to);
  return [
    { statement: first, marks: [] },
    { statement: second, marks: [mark] },
  ];
}

/** The second file opens a penny off where the first closed. */
function shifted(whole: Statement, byPence: number): Page[] {
  const [first, second] = split(whole, 0, {
    rule: 'opening-differs-from-last-closing',
    expected: byPence === 0 ? 'silent' : 'flag',
    distance: byPence === 0 ? 'at' : 'above',
    note: `opens ${byPence} pence off the last closing`,
  });
  if (first === undefined || second === undefined) return [];
  const { statement } = second;
  return [
    first,
    { ...second, statement: statementOf({ ...statement, openingPence: statement.openingPence + byPence }) },
  ];
}

/** Part of a statement, with its opening carried forward from what lies before, so that only the planted day is in doubt. */
function part(whole: Statement, from: number, to: number): Statement {
  const before = whole.movements.filter(({ day }) => day < from).reduce((sum, { pence }) => sum + pence, 0);
  return statementOf({ ...whole, from, to, openingPence: whole.openingPence + before });
}

/** One payment made to look ten pounds smaller, its running balance left as it was. */
function altered(whole: Statement, format: StatementFormat): ReturnType<DocumentPlant> {
  const place = whole.movements.findIndex(({ pence }, at) => pence < -2000 && at > 2);
  const original = whole.movements[place];
  if (original === undefined) return { format, pages: [{ statement: whole, marks: [] }] };
  const changed = { ...original, pence: original.pence + 1000 };
  const movements = whole.movements.with(place, changed);
  const mark: StatementMark = {
    rule: 'running-balance-broken',
    expected: 'flag',
    note: 'an amount ten pounds smaller than the balances say',
    on: changed,
    also: ['payee-not-in-plan', 'above-planned-rate'],
  };
  return { format, pages: [{ statement: { ...whole, movements }, marks: [mark] }] };
}

function stranger(whole: Statement, other: BankAccount, format: StatementFormat): ReturnType<DocumentPlant> {
  const statement = { ...whole, account: { ...whole.account, ...other } };
  return {
    format,
    pages: [
      {
        statement,
        marks: [
          {
            rule: 'account-not-the-agreements',
            expected: 'flag',
            note: 'another account than the agreement names',
          },
        ],
      },
    ],
  };
}
