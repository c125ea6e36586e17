import { compareDates, maxDate, minDate } from '../calendar.ts';
import { inOrderOf } from '../in-order-of.ts';
import { subtractPence } from '../money.ts';
import type { BankStatement, StatementBalance, StatementTransaction } from './statement.ts';

/**
 * Puts a statement as it was read into its normal form: transactions from the oldest on, and the period and balances
 * that follow from them where the bank states none. A balance of £90 after £10 paid out means that £100 was there before.
 */
export function completeStatement(statement: BankStatement): BankStatement {
  const transactions = oldestFirst(statement.transactions);
  return {
    ...statement,
    transactions,
    period: statement.period ?? periodOf(transactions),
    opening: statement.opening ?? openingOf(transactions),
    closing: statement.closing ?? closingOf(transactions),
  };
}

function periodOf([first, ...others]: readonly StatementTransaction[]): BankStatement['period'] {
  if (first === undefined) return null;
  let [from, to] = [first.date, first.date];
  for (const { date } of others) [from, to] = [minDate(from, date), maxDate(to, date)];
  return { from, to, isStated: false };
}

function openingOf([first]: readonly StatementTransaction[]): StatementBalance | null {
  if (first?.balancePence == null) return null;
  const { date, amountPence, balancePence } = first;
  return { date, amountPence: subtractPence(balancePence, amountPence), isStated: false };
}

function closingOf(transactions: readonly StatementTransaction[]): StatementBalance | null {
  const last = transactions.at(-1);
  if (last?.balancePence == null) return null;
  return { date: last.date, amountPence: last.balancePence, isStated: false };
}

/**
 * The order in which the money moved. Running balances prove it even within a day, and where a bank shows interest
 * before the days it is for; without them the dates decide, and the bank’s own order holds within a day.
 */
function oldestFirst(transactions: readonly StatementTransaction[]): readonly StatementTransaction[] {
  const turned = transactions.toReversed();
  const asWritten = balancesThatFollow(transactions);
  const turnedRound = balancesThatFollow(turned);
  if (asWritten !== turnedRound) return asWritten > turnedRound ? transactions : turned;
  return inOrderOf(isNewestFirst(transactions) ? turned : transactions, ({ date }) => date);
}

function balancesThatFollow(transactions: readonly StatementTransaction[]): number {
  let count = 0;
  let before: number | null = null;
  for (const { amountPence, balancePence } of transactions) {
    if (before !== null && balancePence !== null && before + amountPence === balancePence) count += 1;
    before = balancePence;
  }
  return count;
}

function isNewestFirst(transactions: readonly StatementTransaction[]): boolean {
  let direction = 0;
  for (const [index, { date }] of transactions.entries()) {
    direction += compareDates(date, transactions[index - 1]?.date ?? date);
  }
  return direction < 0;
}
