import { formatDate } from '../../calendar.ts';
import type { AuditCheck } from '../audited.ts';
import { auditFinding } from '../found.ts';
import { sameMovements } from '../sent-before.ts';
import { daysOfStatement } from '../statement-days.ts';

/** A statement whose every movement was sent in one file before, whatever form either has. */
export const statementRepeated: AuditCheck = (facts) => {
  const own = facts.movements;
  const same = facts.before.find(({ movements }) => sameMovements(own, movements).length === own.length);
  const days = same === undefined ? null : daysOfStatement(same.statement);
  if (own.length === 0 || days === null) return [];
  return [
    auditFinding('statement-repeated', {
      severity: 'error',
      amountPence: null,
      sentence: `All ${own.length} movements of this statement were sent before. Set it aside, and ask for the statement that was meant.`,
      evidence: [`The statement of ${formatDate(days.from)} to ${formatDate(days.to)} has the same.`],
    }),
  ];
};
