import { formatPounds, type Pence } from '../../money.ts';
import { leftToRecover, type Recovery } from './recovery.ts';

/** What a person may do about a recovery. */
export type RecoveryAct =
  | { act: 'approve'; limitPence: Pence | null; madeBy: string; lastChangedBy: string }
  /** The payee was told what is owed and why. `offsetAgreed`: it agreed that later payments are reduced. */
  | { act: 'notify'; offsetAgreed: boolean }
  | { act: 'dispute' };

export type RecoveryDecision =
  { outcome: 'moved'; recovery: Recovery } | { outcome: 'refused'; rule: string; message: string };

const POSSIBLE: Readonly<Record<RecoveryAct['act'], readonly Recovery['state'][]>> = {
  approve: ['proposed', 'disputed'],
  notify: ['approved'],
  dispute: ['proposed', 'approved', 'notified', 'recovering'],
};

const BECOMES = { approve: 'approved', notify: 'notified', dispute: 'disputed' } as const;

/**
 * A recovery after an act, or why the act is refused. Nothing is taken before somebody other than its maker approved it
 * and the payee was told; what is disputed is taken no further until it is approved again, and never by its maker,
 * whoever wrote to it in between (contract: no one approves what they made or last changed).
 */
export function decideRecovery(recovery: Recovery, act: RecoveryAct, userId: string): RecoveryDecision {
  const possible = POSSIBLE[act.act];
  if (!possible.includes(recovery.state)) {
    const message = `The recovery is ${recovery.state}; to ${act.act} it, it has to be ${possible.join(' or ')}.`;
    return { outcome: 'refused', rule: 'wrong-state', message };
  }
  const refusal = act.act === 'approve' ? refuseApproval(recovery, act, userId) : null;
  if (refusal !== null) return refusal;
  const offsetAgreed =
    act.act === 'notify' ? recovery.offsetAgreed || act.offsetAgreed : recovery.offsetAgreed;
  return { outcome: 'moved', recovery: { ...recovery, state: BECOMES[act.act], offsetAgreed } };
}

function refuseApproval(
  recovery: Recovery,
  { limitPence, madeBy, lastChangedBy }: Extract<RecoveryAct, { act: 'approve' }>,
  userId: string,
): RecoveryDecision | null {
  if (madeBy === userId || lastChangedBy === userId) {
    const message = 'You made or last changed this recovery. Somebody else has to approve it.';
    return { outcome: 'refused', rule: 'maker-is-checker', message };
  }
  const left = leftToRecover(recovery);
  if (limitPence !== null && left <= limitPence) return null;
  const may =
    limitPence === null
      ? 'You may not approve recoveries'
      : `You may approve up to ${formatPounds(limitPence)}`;
  const message = `${may}, and ${formatPounds(left)} is left of this one.`;
  return { outcome: 'refused', rule: 'over-limit', message };
}
