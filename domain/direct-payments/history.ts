import { daysBetween } from '../calendar.ts';
import type { BankStatement } from '../statements/statement.ts';
import type { History, KnownStatement } from './audited.ts';
import type { Found } from './classified.ts';
import { daysOfStatement } from './statement-days.ts';

/** As many days may lie between statements that state no period: no movement need fall on them. */
const DAYS_APART = 10;
const LONGEST_DAYS = 400;

/** A statement and those before it that reach it, none of their days twice and no longer ago than thirteen months. */
export function historyOf(
  statement: BankStatement,
  movements: readonly Found[],
  before: readonly KnownStatement[],
): History | null {
  const own = daysOfStatement(statement);
  if (own === null) return null;
  const parts: (readonly Found[])[] = [movements];
  let { from } = own;
  for (const each of before.toReversed()) {
    const days = daysOfStatement(each.statement);
    if (days === null || days.from >= from || daysBetween(days.to, from) > DAYS_APART) continue;
    if (daysBetween(days.from, own.to) > LONGEST_DAYS) break;
    const until = from;
    parts.unshift(each.movements.filter(({ transaction }) => transaction.date < until));
    from = days.from;
  }
  return { days: { from, to: own.to }, movements: parts.flat() };
}
