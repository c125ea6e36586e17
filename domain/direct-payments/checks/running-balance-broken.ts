import { formatPounds } from '../../money.ts';
import type { Finding } from '../../records/finding.ts';
import type { AuditCheck } from '../audited.ts';
import type { Found } from '../classified.ts';
import { auditFinding } from '../found.ts';
import { notesFor } from '../reading-notes.ts';

/** Balances, sums or a summary that do not follow from the movements: a row is missing or was changed. The reading has said where. */
export const runningBalanceBroken: AuditCheck = (facts) => {
  const notes = notesFor('running-balance-broken', facts.sent.notes);
  const [first] = notes;
  if (first === undefined) return [];
  const found = facts.movements.filter((each) => notes.some((note) => isAt(each, note)));
  return [
    auditFinding('running-balance-broken', {
      severity: 'error',
      found,
      amountPence: null,
      sentence: first.message,
      evidence: notes.filter((note) => note !== first).map(({ message }) => message),
    }),
  ];
};

/** Lines count anew on each page of a PDF, so the balance that is shown must be the one that was meant. */
function isAt({ transaction: { place, balancePence } }: Found, { line, value }: Finding): boolean {
  return line === place.line && balancePence !== null && value === formatPounds(balancePence);
}
