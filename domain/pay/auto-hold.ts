import type { Pence } from '../money.ts';

/** Which changes of what a payee was paid wait for a person; both are off unless a council turns them on. */
export type AutoHolds = { topUps: boolean; recoveries: boolean };

/**
 * Why a change of what was paid before is kept back by itself, after DEFRA's payment hub (ffc-pay-processing,
 * apply-auto-hold). The first payment of anything is no change.
 */
export function autoHoldOf(
  change: { totalPence: Pence; isFirst: boolean },
  switches: AutoHolds = { topUps: false, recoveries: false },
): 'top-up' | 'recovery' | null {
  if (change.isFirst) return null;
  if (change.totalPence < 0) return switches.recoveries ? 'recovery' : null;
  return switches.topUps ? 'top-up' : null;
}
