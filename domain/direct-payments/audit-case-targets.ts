import { contains, type ClosedRange } from '../date-range.ts';
import { inOrderOf } from '../in-order-of.ts';
import { addPence, pence, type Pence } from '../money.ts';
import type { AuditCase } from './audit-case-state.ts';

/** What an officer concluded in a month. */
export type OfficerMonth = {
  officer: string;
  /** `2026-10`. */
  month: string;
  concluded: number;
  /** Of these, concluded by their due day. */
  onTime: number;
  /** What they proposed to recover, and what of it has come in so far. */
  proposedPence: Pence;
  recoveredPence: Pence;
};

/** What audits came to, by who concluded them and the month in which they did; a case that was opened again counts anew. */
export function targetsOf(
  cases: readonly { auditCase: Pick<AuditCase, 'conclusion' | 'dueOn'>; recoveredPence: Pence }[],
  days: ClosedRange,
): OfficerMonth[] {
  const months = new Map<string, OfficerMonth>();
  for (const { auditCase, recoveredPence } of cases) {
    const { conclusion, dueOn } = auditCase;
    if (conclusion === null || !contains(days, conclusion.on)) continue;
    const { by: officer, on } = conclusion;
    const month = on.slice(0, '2026-10'.length);
    const key = `${officer} ${month}`;
    const before = months.get(key) ?? { officer, month, ...noneYet };
    months.set(key, {
      ...before,
      concluded: before.concluded + 1,
      onTime: before.onTime + (on <= dueOn ? 1 : 0),
      proposedPence: addPence(before.proposedPence, conclusion.recoveryPence ?? pence(0)),
      recoveredPence: addPence(before.recoveredPence, recoveredPence),
    });
  }
  return inOrderOf([...months.values()], ({ officer, month }) => `${month} ${officer}`);
}

const noneYet = { concluded: 0, onTime: 0, proposedPence: pence(0), recoveredPence: pence(0) };
