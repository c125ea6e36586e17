import { daysBetween } from '../calendar.ts';
import type { ClosedRange } from '../date-range.ts';
import type { StatementTransaction } from '../statements/statement.ts';
import type { ClassifiedFacts } from './audited.ts';
import type { Classified } from './classify.ts';
import { daysOfStatement } from './statement-days.ts';

/** A movement with what it was for. */
export type KnownMovement = StatementTransaction &
  Pick<Classified, 'category' | 'by' | 'payeeKey' | 'planItem'>;

/** Movements of statements that follow each other without a gap, up to the end of the one that is checked. */
export type History = { days: ClosedRange; movements: readonly KnownMovement[] };

/** As many days may lie between statements that state no period: no movement need fall on them. */
const DAYS_APART = 10;
const LONGEST_DAYS = 400;

/** This statement and those before it that reach it, none of their days twice and no longer ago than thirteen months. */
export function historyOf(
  facts: Pick<ClassifiedFacts, 'sent' | 'earlier' | 'classified' | 'earlierClassified'>,
): History | null {
  const own = daysOfStatement(facts.sent.statement);
  if (own === null) return null;
  const movements = known(facts.sent.statement.transactions, facts.classified);
  let from = own.from;
  for (const [place, { statement }] of [...facts.earlier.entries()].toReversed()) {
    const days = daysOfStatement(statement);
    if (days === null || days.from >= from || daysBetween(days.to, from) > DAYS_APART) continue;
    if (daysBetween(days.from, own.to) > LONGEST_DAYS) break;
    const before = known(statement.transactions, facts.earlierClassified[place] ?? []);
    movements.unshift(...before.filter(({ date }) => date < from));
    from = days.from;
  }
  return { days: { from, to: own.to }, movements };
}

function known(
  transactions: readonly StatementTransaction[],
  classified: readonly Classified[],
): KnownMovement[] {
  return transactions.flatMap((transaction, place) => {
    const told = classified[place];
    return told === undefined ? [] : [{ ...transaction, ...told }];
  });
}
