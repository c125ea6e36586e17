import { calendarDate } from '../../domain/calendar.ts';
import { pence } from '../../domain/money.ts';
import type { BankStatement, StatementTransaction } from '../../domain/statements/statement.ts';

export const anAccount = { sortCode: '200000', accountNumber: '12345678', iban: null, name: null };

/** Day of June 2025, pence paid in, and the balance after it where one is shown; lines count from 1. */
export type ShortTransaction = [day: number, amount: number, balance?: number];

export function transactionsOf(shorts: readonly ShortTransaction[]): StatementTransaction[] {
  return shorts.map(([day, amount, balance], index) => ({
    date: calendarDate(`2025-06-${String(day).padStart(2, '0')}`),
    text: `Transaction ${index + 1}`,
    amountPence: pence(amount),
    balancePence: balance === undefined ? null : pence(balance),
    kind: null,
    reference: null,
    place: { line: index + 1 },
  }));
}

/** A statement in pounds that states no balances and no period, unless said otherwise. */
export function aStatement(
  shorts: readonly ShortTransaction[],
  fields: Partial<BankStatement> = {},
): BankStatement {
  return {
    ...{ account: anAccount, currency: 'GBP', period: null, opening: null, closing: null },
    transactions: transactionsOf(shorts),
    ...fields,
  };
}

export function aBalance(day: number, amount: number): BankStatement['opening'] {
  const date = calendarDate(`2025-06-${String(day).padStart(2, '0')}`);
  return { date, amountPence: pence(amount), isStated: true };
}
