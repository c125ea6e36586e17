import { type TruthEntry } from '../sample-file.ts';

/** One movement of an account, signed from the holder's side: money out is negative. */
export type Movement = {
  day: number;
  type: 'DD' | 'SO' | 'FPI' | 'FPO' | 'DEB' | 'CPT' | 'CHG' | 'INT';
  text: string;
  pence: number;
};

type Account = { sortCode: string; accountNumber: string; name: string };

/** A bank's view of a period: movements oldest first, each with the balance after it. */
export type Statement = {
  account: Account;
  from: number;
  to: number;
  openingPence: number;
  movements: readonly Movement[];
  balances: readonly number[];
};

export type StatementMark = Pick<
  TruthEntry,
  'rule' | 'expected' | 'note' | 'distance' | 'also' | 'subject'
> & { on?: Movement };

/** How one bank or standard writes a statement. */
export type StatementFormat = {
  name: string;
  extension: string;
  isNewestFirst: boolean;
  hasBalances: boolean;
  hasPeriod: boolean;
  hasAccount: boolean;
  write: (statement: Statement) => Buffer;
};

export function statementOf(draft: Omit<Statement, 'balances'>): Statement {
  const movements = draft.movements
    .filter(({ day }) => day >= draft.from && day <= draft.to)
    .toSorted((a, b) => a.day - b.day);
  let balance = draft.openingPence;
  return { ...draft, movements, balances: movements.map(({ pence }) => (balance += pence)) };
}

export function closingPence({ balances, openingPence }: Statement): number {
  return balances.at(-1) ?? openingPence;
}

/** Movements with their balances in the order a format writes them. */
export function inOrder(
  { movements, balances }: Statement,
  isNewestFirst: boolean,
): { movement: Movement; balance: number }[] {
  const rows = movements.map((movement, place) => ({ movement, balance: balances[place] ?? 0 }));
  return isNewestFirst ? rows.reverse() : rows;
}
