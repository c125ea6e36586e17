import { addPence, formatPounds, pence, sumPence, type Pence } from '../../../../domain/money.ts';
import { finding, type Finding } from '../../../../domain/records/finding.ts';
import { completeStatement } from '../../../../domain/statements/complete-statement.ts';
import type {
  BankStatement,
  StatementBalance,
  StatementTransaction,
} from '../../../../domain/statements/statement.ts';
import { refuseTooMany, StatementRefusal } from '../statement-refusal.ts';
import { amountsOf, isPaidOutNegative, penceOf } from './pdf-amounts.ts';
import type { Furniture } from './pdf-furniture.ts';
import type { PdfWord } from './pdf-lines.ts';
import type { BalanceRow, PdfRow, PdfRows, SumsRow } from './pdf-rows.ts';
import { DayResolver } from './resolve-days.ts';

type Assembled = { statement: BankStatement; notes: readonly Finding[] };
type Read = PdfRows & { furniture: Furniture; currency: string };

/** Makes a statement of the rows that were read, and says what its own sums and balances have to say of them. */
export function assemblePdfStatement(read: Read): Assembled {
  const { rows, balances, furniture } = read;
  refuseTooMany(rows.length);
  const days = new DayResolver([...rows, ...balances].toSorted(inFileOrder), furniture);
  const { transactions, stated } = datedInOrder(read, days);
  const { opening, closing, between } = endsOf(stated, transactions);
  const statement: BankStatement = {
    account: furniture.account,
    currency: read.currency,
    period: furniture.period === null ? null : { ...furniture.period, isStated: true },
    opening: opening?.balance ?? printedEnd(furniture.opening, 'from', furniture, transactions),
    closing: closing?.balance ?? printedEnd(furniture.closing, 'to', furniture, transactions),
    transactions,
  };
  refuseWithoutSign(statement, rows);
  const notes = [
    ...days.notes,
    ...withoutAmountNotes(read),
    ...betweenNotes(between, transactions, statement.opening),
    ...sumsNotes(read.sums, rows, transactions),
    ...summaryNotes(furniture, { opening, closing }, transactions),
  ];
  return { statement: completeStatement(statement), notes };
}

type Placed = { place: { page: number; line: number } };

function inFileOrder(left: Placed, right: Placed): number {
  return left.place.page - right.place.page || left.place.line - right.place.line;
}

/** A balance as it is printed between transactions, and how many stand before it. */
type Stated = BalanceRow & { balance: StatementBalance };

function datedInOrder(
  { rows, balances, furniture }: Read,
  days: DayResolver,
): { transactions: StatementTransaction[]; stated: Stated[] } {
  const isNegative = isPaidOutNegative(rows);
  const transactions: StatementTransaction[] = [];
  const undated: (BalanceRow & { amountPence: Pence; date: StatementBalance['date'] | null })[] = [];
  for (const each of [...rows.map(asRow), ...balances.map(asBalance)].toSorted((left, right) =>
    inFileOrder(left.of, right.of),
  )) {
    if (each.is === 'row') transactions.push(transactionOf(each.of, days, isNegative));
    else {
      const { day, year, place } = each.of;
      const date = day === null ? null : days.dateOf({ day, year, place });
      undated.push({
        ...each.of,
        amountPence: penceOf(each.of.word, { place, text: each.of.word.text }),
        date,
      });
    }
  }
  const stated = undated.flatMap(({ amountPence, date, ...row }) => {
    const own = date ?? dayAround(row, transactions, furniture);
    return own === null ? [] : [{ ...row, balance: { date: own, amountPence, isStated: true } }];
  });
  return { transactions, stated };
}

const asRow = (of: PdfRow) => ({ is: 'row', of }) as const;
const asBalance = (of: BalanceRow) => ({ is: 'balance', of }) as const;

/** The day of a balance that names none: that of the transaction before it, else of the one after it. */
function dayAround(
  { says, after }: BalanceRow,
  transactions: readonly StatementTransaction[],
  { period, madeOn }: Furniture,
): StatementBalance['date'] | null {
  if (after === 0 && period !== null) return says === 'closing' ? period.to : period.from;
  if (after === transactions.length && says === 'closing' && period !== null) return period.to;
  return (transactions[after - 1] ?? transactions[after])?.date ?? period?.from ?? madeOn;
}

function transactionOf(row: PdfRow, days: DayResolver, isNegative: boolean): StatementTransaction {
  const { text, kind, reference, place } = row;
  return { date: days.dateOf(row), text, ...amountsOf(row, isNegative), kind, reference, place };
}

type Ends = { opening: Stated | undefined; closing: Stated | undefined; between: readonly Stated[] };

/** The first balance opens and the last one closes; where the newest transaction comes first, it is the other way round. */
function endsOf(stated: readonly Stated[], transactions: readonly StatementTransaction[]): Ends {
  const atTop = stated.filter(({ after }) => after === 0);
  const atEnd = stated.filter(({ after }) => after === transactions.length);
  const opening =
    atTop.find(({ says }) => says !== 'closing') ?? atEnd.find(({ says }) => says === 'opening');
  const closing =
    atEnd.findLast((each) => each.says !== 'opening' && each !== opening) ??
    atTop.find(({ says }) => says === 'closing');
  return { opening, closing, between: stated.filter((each) => each !== opening && each !== closing) };
}

function printedEnd(
  word: PdfWord | null,
  end: 'from' | 'to',
  { period }: Furniture,
  transactions: readonly StatementTransaction[],
): StatementBalance | null {
  const date = period?.[end] ?? (end === 'from' ? transactions[0] : transactions.at(-1))?.date;
  if (word === null || date === undefined) return null;
  return {
    date,
    amountPence: penceOf(word, { place: { page: 1, line: 1 }, text: word.text }),
    isStated: true,
  };
}

/** One column of amounts without any sign says nothing of which way they went, unless balances prove it. */
function refuseWithoutSign({ opening, closing, transactions }: BankStatement, rows: readonly PdfRow[]): void {
  if (transactions.some(({ amountPence, balancePence }) => amountPence < 0 || balancePence !== null)) return;
  const first = rows.find(({ money }) => money.some(({ column }) => column === 'amount'));
  if (first === undefined || (opening !== null && closing !== null)) return;
  const { page, line } = first.place;
  const message = `No amount of the PDF has a sign, from line ${line} on page ${page} on, and there are no balances, so it is not certain what was paid in and what was paid out. Ask for the statement as CSV or OFX.`;
  throw new StatementRefusal('amounts-without-sign', message, { page, line });
}

function withoutAmountNotes({ withoutAmount: [first, ...others] }: PdfRows): Finding[] {
  if (first === undefined) return [];
  const count = others.length + 1;
  const what =
    count === 1 ? '1 dated row without an amount was' : `${count} dated rows without an amount were`;
  const message = `${what} left out, the first on page ${first.page}, line ${first.line}. Check that it is no payment.`;
  return [finding('warning', 'rows-left-out', message, { line: first.line, value: String(count) })];
}

/** What is carried from page to page is what the rows before it leave, else a page or a row is missing. */
function betweenNotes(
  between: readonly Stated[],
  transactions: readonly StatementTransaction[],
  opening: StatementBalance | null,
): Finding[] {
  const wrong = between.flatMap((row) => {
    const expected = balanceAfter(row.after, transactions, opening?.amountPence ?? null);
    return expected === null || expected === row.balance.amountPence ? [] : [{ row, expected }];
  });
  const [first] = wrong;
  if (first === undefined) return [];
  const { place, balance } = first.row;
  const message = `On page ${place.page}, line ${place.line}, ${formatPounds(balance.amountPence)} is carried over, but the transactions before it leave ${formatPounds(first.expected)}. A page or a transaction may be missing. Ask for every page of the statement.`;
  return [
    finding('error', 'carried-balance-differs', message, {
      line: place.line,
      value: formatPounds(balance.amountPence),
    }),
  ];
}

function balanceAfter(
  count: number,
  transactions: readonly StatementTransaction[],
  opening: Pence | null,
): Pence | null {
  let known = opening;
  for (const { amountPence, balancePence } of transactions.slice(0, count)) {
    known = balancePence ?? (known === null ? null : addPence(known, amountPence));
  }
  return known;
}

/** Sums below a table are of all rows before them, or of those of their page. */
function sumsNotes(
  sums: readonly SumsRow[],
  rows: readonly PdfRow[],
  transactions: readonly StatementTransaction[],
): Finding[] {
  return sums.flatMap(({ money, place, after }) => {
    const before = transactions.slice(0, after);
    const onPage = before.filter((_each, index) => rows[index]?.place.page === place.page);
    const said = money.filter(({ column }) => column === 'paid-in' || column === 'paid-out');
    const isWrong = said.some(({ column, word }) => {
      const amount = Math.abs(penceOf(word, { place, text: word.text }));
      return amount !== movedIn(before, column) && amount !== movedIn(onPage, column);
    });
    if (!isWrong) return [];
    const message = `The sums on page ${place.page}, line ${place.line}, are not those of the transactions above them. A transaction may be missing or changed.`;
    return [finding('error', 'sums-differ', message, { line: place.line })];
  });
}

function movedIn(transactions: readonly StatementTransaction[], column: string): number {
  const amounts = transactions.map(({ amountPence }) => amountPence);
  const ofColumn = amounts.filter((amount) => (column === 'paid-in' ? amount > 0 : amount < 0));
  return Math.abs(sumPence(ofColumn));
}

/** What the box at the top of a statement says, against the table below it. */
function summaryNotes(
  { opening, closing, paidIn, paidOut }: Furniture,
  rows: Pick<Ends, 'opening' | 'closing'>,
  transactions: readonly StatementTransaction[],
): Finding[] {
  const pairs = [
    { what: 'an opening balance', said: opening, found: rows.opening?.balance.amountPence },
    { what: 'a closing balance', said: closing, found: rows.closing?.balance.amountPence },
    { what: 'a sum paid in', said: paidIn, found: movedIn(transactions, 'paid-in') },
    { what: 'a sum paid out', said: paidOut, found: movedIn(transactions, 'paid-out') },
  ];
  return pairs.flatMap(({ what, said, found }) => {
    if (said === null || found === undefined) return [];
    const amount = penceOf(said, { place: { page: 1, line: 1 }, text: said.text });
    const isSum = what.includes('sum');
    if ((isSum ? Math.abs(amount) : amount) === found) return [];
    const message = `The summary of the statement says ${what} of ${formatPounds(amount)}, and its table has ${formatPounds(pence(found))}. A page or a transaction may be missing or changed.`;
    return [finding('error', 'summary-differs', message, { value: formatPounds(amount) })];
  });
}
