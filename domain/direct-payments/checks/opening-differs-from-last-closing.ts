import { daysBetween, formatDate } from '../../calendar.ts';
import { formatPounds, pence } from '../../money.ts';
import type { AuditCheck } from '../audited.ts';
import { auditFinding } from '../found.ts';
import { closingOf, daysOfStatement, statementBefore } from '../statement-days.ts';

/** A statement that does not begin with what the one before it ended with, although no day lies between them. */
export const openingDiffersFromLastClosing: AuditCheck = (facts) => {
  const { opening, period } = facts.sent.statement;
  const days = daysOfStatement(facts.sent.statement);
  const found = statementBefore(facts);
  if (opening === null || days === null || found === null) return [];
  const closing = closingOf(found.before.statement);
  if (closing === null || closing === opening.amountPence) return [];
  const apart = daysBetween(found.days.to, days.from);
  const areStated = period?.isStated === true && found.before.statement.period?.isStated === true;
  // Days that are missing or twice there change a balance, and are said by themselves.
  if (apart < 0 || apart > (areStated ? 1 : facts.terms.unstatedGapDays + 1)) return [];
  const difference = pence(Math.abs(opening.amountPence - closing));
  return [
    auditFinding('opening-differs-from-last-closing', {
      severity: 'error',
      amountPence: difference,
      sentence: `The statement opens with ${formatPounds(opening.amountPence)}, but the one before it closed with ${formatPounds(closing)}: ${formatPounds(difference)} ${opening.amountPence < closing ? 'less' : 'more'}. Ask for both statements as the bank sends them.`,
      evidence: [
        `Closing balance on ${formatDate(found.days.to)}: ${formatPounds(closing)}.`,
        `Opening balance on ${formatDate(days.from)}: ${formatPounds(opening.amountPence)}.`,
      ],
    }),
  ];
};
