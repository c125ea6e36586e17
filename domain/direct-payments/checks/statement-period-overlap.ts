import { daysBetween, formatDate, minDate } from '../../calendar.ts';
import type { AuditCheck } from '../audited.ts';
import { auditFinding } from '../found.ts';
import { alreadySent } from '../sent-before.ts';
import { closingOf, daysOfStatement, openingOf, statementBefore } from '../statement-days.ts';

/**
 * Days that two statements tell of. Banks often begin a statement on the day the last one ended: where the balance goes
 * on and no movement is in both, that is no overlap.
 */
export const statementPeriodOverlap: AuditCheck = (facts) => {
  const days = daysOfStatement(facts.sent.statement);
  const found = statementBefore(facts);
  if (days === null || found === null || found.days.to < days.from) return [];
  const last = minDate(found.days.to, days.to);
  const shared = daysBetween(days.from, last) + 1;
  const opening = openingOf(facts.sent.statement);
  const goesOn = opening === null || opening === closingOf(found.before.statement);
  if (shared === 1 && goesOn && alreadySent(facts).length === 0) return [];
  const span = shared === 1 ? formatDate(last) : `${formatDate(days.from)} to ${formatDate(last)}`;
  return [
    auditFinding('statement-period-overlap', {
      severity: 'warning',
      amountPence: null,
      sentence: `${span} is in this statement and in the one before it. Check that both are of the same account, and count what is in both once.`,
      evidence: [
        `The statement before tells of ${formatDate(found.days.from)} to ${formatDate(found.days.to)}.`,
        `This one tells of ${formatDate(days.from)} to ${formatDate(days.to)}.`,
      ],
    }),
  ];
};
