import { maxDate, minDate } from '../calendar.ts';
import { invariant } from '../outcome.ts';
import type { BankStatement } from './statement.ts';

/**
 * Statements of an account that follow from each other are one, as where a bank sends a month day by day: each opens
 * with what the one before closes with.
 */
export function joinStatements(statements: readonly BankStatement[]): BankStatement[] {
  const runs: BankStatement[][] = [];
  const lastRuns = new Map<string, BankStatement[]>();
  for (const statement of statements) {
    const key = accountKey(statement);
    const run = lastRuns.get(key) ?? [];
    if (follows(run.at(-1), statement)) {
      run.push(statement);
    } else {
      const begun = [statement];
      lastRuns.set(key, begun);
      runs.push(begun);
    }
  }
  return runs.map(oneOf);
}

/** What tells the accounts of a file apart. */
export function accountKey({ account, currency }: BankStatement): string {
  const { iban, sortCode, accountNumber, name } = account;
  return JSON.stringify([iban, sortCode, accountNumber, name, currency]);
}

function follows(before: BankStatement | undefined, { opening }: BankStatement): boolean {
  const closing = before?.closing ?? null;
  if (closing === null || opening === null || !closing.isStated || !opening.isStated) return false;
  return closing.amountPence === opening.amountPence && closing.date <= opening.date;
}

function oneOf(run: readonly BankStatement[]): BankStatement {
  const [first, last] = [run[0], run.at(-1)];
  invariant(first !== undefined && last !== undefined, 'a run has a statement');
  return {
    ...first,
    period: run.map(({ period }) => period).reduce(wholePeriod),
    closing: last.closing,
    transactions: run.flatMap(({ transactions }) => transactions),
  };
}

type Period = BankStatement['period'];

function wholePeriod(first: Period, second: Period): Period {
  if (first === null || second === null) return first ?? second;
  return {
    from: minDate(first.from, second.from),
    to: maxDate(first.to, second.to),
    isStated: first.isStated && second.isStated,
  };
}
