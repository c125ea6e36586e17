import type { Commissioned } from '../commissioned.ts';
import type { ReturnTerms } from '../return-terms.ts';

/** Minutes that a week may be off: the greater of some minutes and some percent of what was commissioned (practice.md 4). */
export function toleratedMinutes(
  pack: Commissioned,
  commissionedMinutes: number,
  terms: ReturnTerms,
): number {
  const { toleranceMinutes, tolerancePercent } = pack.serviceType;
  const percent = tolerancePercent === null ? terms.tolerancePercent : Number(tolerancePercent);
  const minutes = toleranceMinutes ?? terms.toleranceMinutes;
  return Math.max(minutes, Math.floor((commissionedMinutes * percent) / 100));
}
