import { formatPounds, pence, type Pence } from '../../money.ts';
import type { PayRun, PayRunState } from './pay-run.ts';

/** What a person may do to a run. */
export type RunAct =
  | { act: 'submit' }
  | { act: 'return' }
  | { act: 'cancel' }
  | { act: 'approve'; linesHash: string; limitPence: Pence | null }
  | { act: 'issue' };

export type RunDecision =
  { outcome: 'moved'; run: PayRun } | { outcome: 'refused'; rule: string; message: string };

/** From which states each act is possible; a preview takes none. */
const POSSIBLE: Readonly<Record<RunAct['act'], readonly PayRunState[]>> = {
  submit: ['ready'],
  return: ['submitted'],
  cancel: ['computing', 'ready', 'submitted', 'approved', 'failed'],
  approve: ['submitted'],
  issue: ['approved'],
};

const BECOMES: Readonly<Record<RunAct['act'], PayRunState>> = {
  submit: 'submitted',
  return: 'ready',
  cancel: 'cancelled',
  approve: 'approved',
  issue: 'issued',
};

/**
 * A run after an act, or why the act is refused: not from this state, not once its payments are being made, not by
 * someone who made the run, not over the user’s limit, not on lines other than those that were seen.
 */
export function decideRun(
  run: PayRun,
  act: RunAct,
  { userId, reason }: { userId: string; reason: string },
): RunDecision {
  const possible = POSSIBLE[act.act];
  if (!possible.includes(run.state)) {
    const message = `The run is ${run.state}; to ${act.act} it, it has to be ${possible.join(' or ')}.`;
    return { outcome: 'refused', rule: 'wrong-state', message };
  }
  if (act.act === 'cancel' && run.issueBy !== null) {
    const message = `The payments of run ${run.payRunId} are being made: it can no longer be cancelled.`;
    return { outcome: 'refused', rule: 'issuing', message };
  }
  const refusal = act.act === 'approve' ? refuseApproval(run, act, userId) : null;
  if (refusal !== null) return refusal;
  // Who submits a run vouches for it; who returns it may still approve it once it is mended.
  const changedBy = act.act === 'submit' ? [...new Set([...run.changedBy, userId])] : run.changedBy;
  return { outcome: 'moved', run: { ...run, state: BECOMES[act.act], changedBy, note: reason } };
}

function refuseApproval(
  run: PayRun,
  { linesHash, limitPence }: Extract<RunAct, { act: 'approve' }>,
  userId: string,
): RunDecision | null {
  if (run.changedBy.includes(userId)) {
    const message = 'You made or submitted this run. Somebody else has to approve it.';
    return { outcome: 'refused', rule: 'maker-is-checker', message };
  }
  if (run.linesHash !== linesHash) {
    const message = 'The lines are no longer those you saw. Look at the run again, then approve it.';
    return { outcome: 'refused', rule: 'lines-changed', message };
  }
  const total = pence((run.totals?.paymentPence ?? 0) + (run.totals?.resendPence ?? 0));
  if (limitPence === null || total > limitPence) {
    const may =
      limitPence === null
        ? 'You may not approve payments'
        : `You may approve up to ${formatPounds(limitPence)}`;
    const message = `${may}, and this run pays ${formatPounds(total)}.`;
    return { outcome: 'refused', rule: 'over-limit', message };
  }
  return null;
}
