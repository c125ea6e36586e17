import type { Finding } from '../../records/finding.ts';
import type { AuditFinding } from '../audited.ts';
import { auditFinding } from '../found.ts';

/** What the reading noted of one thing, as one finding: the first note says it, and the others are its evidence. */
export function ofNotes(
  rule: string,
  notes: readonly Finding[],
  severity?: AuditFinding['severity'],
): AuditFinding[] {
  const [first, ...others] = notes;
  if (first === undefined) return [];
  const gravest = notes.some((note) => note.severity === 'error') ? 'error' : 'warning';
  return [
    auditFinding(rule, {
      severity: severity ?? gravest,
      amountPence: null,
      sentence: first.message,
      evidence: others.map(({ message }) => message),
    }),
  ];
}
