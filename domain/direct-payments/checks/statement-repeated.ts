import { formatDate } from '../../calendar.ts';
import type { AuditCheck } from '../audited.ts';
import { auditFinding } from '../found.ts';
import { movementKeys, sameMovements } from '../sent-before.ts';
import { daysOfStatement } from '../statement-days.ts';

/** A statement whose every movement was sent in one file before, whatever form either has. */
export const statementRepeated: AuditCheck = (facts) => {
  const own = movementKeys(facts.sent.statement.transactions, facts.classified);
  if (own.length === 0) return [];
  const place = facts.earlier.findIndex(({ statement }, at) => {
    const before = movementKeys(statement.transactions, facts.earlierClassified[at] ?? []);
    return sameMovements(own, before).length === own.length;
  });
  const days = place === -1 ? null : daysOfStatement(facts.earlier[place]?.statement ?? facts.sent.statement);
  if (days === null) return [];
  return [
    auditFinding('statement-repeated', {
      severity: 'error',
      amountPence: null,
      sentence: `All ${own.length} movements of this statement were sent before. Set it aside, and ask for the statement that was meant.`,
      evidence: [`The statement of ${formatDate(days.from)} to ${formatDate(days.to)} has the same.`],
    }),
  ];
};
