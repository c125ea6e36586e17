import { daysBetween } from '../../calendar.ts';
import { formatPounds, pence, type Pence } from '../../money.ts';
import type { AuditCheck } from '../audited.ts';
import { auditFinding, totalOf } from '../found.ts';
import type { Found } from '../classified.ts';
import { daysOfStatement } from '../statement-days.ts';

/** Spending a week that is not what it was in earlier statements. There are many reasons, so it only adds weight. */
export const suddenChangeFromOwnPattern: AuditCheck = (facts) => {
  const own = daysOfStatement(facts.sent.statement);
  const { history } = facts;
  if (own === null || history === null) return [];
  const daysBefore = daysBetween(history.days.from, own.from);
  if (daysBefore < facts.terms.suddenChangeFewestDays) return [];
  const before = weeklySpent(
    history.movements.filter(({ transaction }) => transaction.date < own.from),
    daysBefore,
  );
  const now = weeklySpent(
    history.movements.filter(({ transaction }) => transaction.date >= own.from),
    daysBetween(own.from, own.to) + 1,
  );
  if (Math.abs(now - before) * 100 <= before * facts.terms.suddenChangePercent) return [];
  return [
    auditFinding('sudden-change-from-own-pattern', {
      severity: 'information',
      amountPence: pence(Math.abs(now - before)),
      sentence: `Spending is ${formatPounds(now)} a week in this statement; in the ${daysBefore} days before it was ${formatPounds(before)}.`,
      evidence: [`A change of more than ${facts.terms.suddenChangePercent}% is remarked on.`],
    }),
  ];
};

function weeklySpent(movements: readonly Found[], days: number): Pence {
  const spent = totalOf(movements.filter(({ transaction }) => transaction.amountPence < 0));
  return pence(Math.round((spent * 7) / days));
}
