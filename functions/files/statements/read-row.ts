import type { CalendarDate } from '../../../domain/calendar.ts';
import { negatePence, pence, subtractPence, type Pence } from '../../../domain/money.ts';
import { quote } from '../../../domain/outcome.ts';
import type { DateOrder } from '../../../domain/statements/statement-date.ts';
import { markKey, type AmountColumns } from '../../../domain/statements/statement-mapping.ts';
import type { StatementAccount, StatementTransaction } from '../../../domain/statements/statement.ts';
import { accountAt, otherAccount } from './account-text.ts';
import { joinedText } from './plain-text.ts';
import { amountIn, dateIn } from './read-cell.ts';
import { cellUnder } from './sort-rows.ts';
import { unreadableRow } from './statement-refusal.ts';
import type { FoundLayout, StatementRow } from './table-layout.ts';

/** The transaction of one row; a row that cannot be read refuses the file. */
export function readRow(row: StatementRow, found: FoundLayout, order: DateOrder): StatementTransaction {
  const { text, kind, reference } = found.layout;
  const moved = movedIn(row, found);
  return {
    date: dayOf(row, found, order),
    text: joinedText(text.map((heading) => cellUnder(found, row, heading))),
    amountPence: isCardRow(row, found) ? negatePence(moved) : moved,
    balancePence: balanceIn(row, found),
    kind: orNull(cellUnder(found, row, kind)),
    reference: orNull(cellUnder(found, row, reference)),
    ...otherAccountIn(row, found),
    place: { line: row.line },
  };
}

export function dayOf(row: StatementRow, found: FoundLayout, order: DateOrder): CalendarDate {
  const text = cellUnder(found, row, found.layout.date);
  if (found.layout.hasTimes !== true && /\d:\d/.test(text)) {
    throw unreadableRow(row.line, `${quote(text)} has a time of day, which this bank does not write.`);
  }
  return dateIn(row.line, text, order);
}

/** What is owed on a card has no sign in its statement, but it is money that its holder does not have. */
function isCardRow(row: StatementRow, found: FoundLayout): boolean {
  const { card } = found.layout;
  return card?.begins.test(cellUnder(found, row, card.column)) === true;
}

export function balanceIn(row: StatementRow, found: FoundLayout): Pence | null {
  const text = cellUnder(found, row, found.layout.balance);
  if (text === '') return null;
  const balance = amountIn(row.line, text);
  return isCardRow(row, found) ? negatePence(balance) : balance;
}

/** What moved with its fee, which the bank takes from the same balance. */
function movedIn(row: StatementRow, found: FoundLayout): Pence {
  const { amount, total, fee } = found.layout;
  const totalText = cellUnder(found, row, total);
  if (totalText !== '') return amountIn(row.line, totalText);
  const moved = amountOf(row, found, amount);
  const feeText = cellUnder(found, row, fee);
  // A fee is written with a minus in some files and without in others.
  return feeText === '' ? moved : subtractPence(moved, pence(Math.abs(amountIn(row.line, feeText))));
}

function amountOf(row: StatementRow, found: FoundLayout, amount: AmountColumns): Pence {
  const under = (heading: string) => cellUnder(found, row, heading);
  switch (amount.kind) {
    case 'signed': {
      const moved = amountIn(row.line, under(amount.column));
      return amount.isPaidOutPositive ? negatePence(moved) : moved;
    }
    case 'two-columns':
      return inOrOut(row.line, under(amount.paidIn), under(amount.paidOut), amount.isPaidOutNegative);
    case 'marked':
      return marked(row.line, under(amount.column), under(amount.mark), amount);
  }
}

/** One of the two columns holds the amount, and the other nothing or 0.00. */
function inOrOut(line: number, inText: string, outText: string, isPaidOutNegative: boolean): Pence {
  if (inText === '' && outText === '') {
    throw unreadableRow(line, 'it has neither an amount paid in nor one paid out.');
  }
  const paidIn = amountIn(line, inText === '' ? '0' : inText);
  const written = amountIn(line, outText === '' ? '0' : outText);
  const paidOut = isPaidOutNegative ? negatePence(written) : written;
  if (paidIn !== 0 && paidOut !== 0) {
    throw unreadableRow(line, `it has both ${quote(inText)} paid in and ${quote(outText)} paid out.`);
  }
  if (paidIn < 0) throw unreadableRow(line, `${quote(inText)} has the wrong sign for an amount paid in.`);
  if (paidOut < 0) throw unreadableRow(line, `${quote(outText)} has the wrong sign for an amount paid out.`);
  return subtractPence(paidIn, paidOut);
}

type MarkedColumns = Extract<AmountColumns, { kind: 'marked' }>;

function marked(line: number, text: string, mark: string, { paidIn, paidOut }: MarkedColumns): Pence {
  const amount = amountIn(line, text);
  if (amount < 0) {
    throw unreadableRow(line, `${quote(text)} has a sign, although ${quote(mark)} says which way it went.`);
  }
  if (markKey(mark) === markKey(paidIn)) return amount;
  if (markKey(mark) === markKey(paidOut)) return negatePence(amount);
  throw unreadableRow(line, `${quote(mark)} is neither ${quote(paidIn)} nor ${quote(paidOut)}.`);
}

/** What a row writes of its account, to tell it from others before it is read. */
export function accountKey(row: StatementRow, found: FoundLayout): string {
  const { sortCode, number, name } = found.layout.account ?? {};
  return [sortCode, number, name].map((heading) => cellUnder(found, row, heading)).join('\n');
}

/** Whose account a row is of, as far as it says; NatWest joins both numbers by a hyphen. */
export function accountIn(row: StatementRow, found: FoundLayout): StatementAccount {
  const { account = {} } = found.layout;
  const number = cellUnder(found, row, account.number);
  const [, code, rest] = /^(\d{6}|\d{2}-\d{2}-\d{2})[ -](\d{6,10})$/.exec(number) ?? [];
  const sortCode = code ?? orNull(cellUnder(found, row, account.sortCode));
  return { ...accountAt(sortCode, rest ?? number), name: orNull(cellUnder(found, row, account.name)) };
}

function otherAccountIn(row: StatementRow, found: FoundLayout): ReturnType<typeof otherAccount> {
  const named = found.layout.otherAccount;
  if (named === undefined) return {};
  const number = cellUnder(found, row, named.number);
  const account = number === '' ? cellUnder(found, row, named.iban) : number;
  return otherAccount(accountAt(orNull(cellUnder(found, row, named.sortCode)), account));
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
