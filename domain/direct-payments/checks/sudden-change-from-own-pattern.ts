import { daysBetween } from '../../calendar.ts';
import { formatPounds, pence, type Pence } from '../../money.ts';
import type { AuditCheck } from '../audited.ts';
import { auditFinding } from '../found.ts';
import type { KnownMovement } from '../history.ts';
import { daysOfStatement } from '../statement-days.ts';

/** Spending a week that is not what it was in earlier statements. There are many reasons, so it only adds weight. */
export const suddenChangeFromOwnPattern: AuditCheck = (facts) => {
  const own = daysOfStatement(facts.sent.statement);
  const { history } = facts;
  if (own === null || history === null) return [];
  const daysBefore = daysBetween(history.days.from, own.from);
  if (daysBefore < facts.terms.suddenChangeFewestDays) return [];
  const before = weeklySpent(
    history.movements.filter(({ date }) => date < own.from),
    daysBefore,
  );
  const now = weeklySpent(
    history.movements.filter(({ date }) => date >= own.from),
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

function weeklySpent(movements: readonly KnownMovement[], days: number): Pence {
  const spent = movements.reduce((sum, { amountPence }) => sum + Math.max(0, 0 - amountPence), 0);
  return pence(Math.round((spent * 7) / days));
}
