import { addDays, daysBetween, formatDate } from '../../calendar.ts';
import type { AuditCheck } from '../audited.ts';
import { auditFinding } from '../found.ts';
import { closingOf, dayAfter, daysOfStatement, openingOf, statementBefore } from '../statement-days.ts';

/**
 * Days that neither this statement nor the one before it tells of. Where a bank states no period, days without movements
 * are no gap as long as the balance goes on, or as they are few.
 */
export const statementPeriodGap: AuditCheck = (facts) => {
  const days = daysOfStatement(facts.sent.statement);
  const found = statementBefore(facts);
  if (days === null || found === null) return [];
  const missing = daysBetween(found.days.to, days.from) - 1;
  if (missing < 1) return [];
  const [before, own] = [found.before.statement, facts.sent.statement];
  const areStated = before.period?.isStated === true && own.period?.isStated === true;
  if (!areStated) {
    const opening = openingOf(own);
    const goesOn = opening !== null && opening === closingOf(before);
    if (goesOn || missing <= facts.terms.unstatedGapDays) return [];
  }
  const [from, to] = [dayAfter(found.days), addDays(days.from, -1)];
  const span = from === to ? formatDate(from) : `${formatDate(from)} to ${formatDate(to)}`;
  return [
    auditFinding('statement-period-gap', {
      severity: 'error',
      amountPence: null,
      sentence: `No statement was sent for ${span}. Ask for the statement of ${missing === 1 ? 'that day' : `those ${missing} days`}.`,
      evidence: [
        `The statement before ends on ${formatDate(found.days.to)}.`,
        `This one begins on ${formatDate(days.from)}.`,
      ],
    }),
  ];
};
