import type { PayRunDetail } from '../../../events/api/pay-runs.ts';
import type { Me } from '../../../events/api/settings.ts';
import { may } from '../session/permissions.ts';
import { counted, formatMoney } from '../words/format.ts';
import { payeesInWords } from './run-effects.tsx';
import { isIssuing } from './use-pay-run.ts';

export type Act = 'submit' | 'approve' | 'return' | 'issue' | 'cancel';
type State = PayRunDetail['state'];

/** From which states each act is offered; the API decides. */
const POSSIBLE: Readonly<Record<Act, readonly State[]>> = {
  submit: ['ready'],
  approve: ['submitted'],
  return: ['submitted'],
  issue: ['approved'],
  cancel: ['computing', 'ready', 'submitted', 'approved', 'failed'],
};
const ACTS = ['submit', 'approve', 'return', 'issue', 'cancel'] as const satisfies Act[];

/** What someone is offered to do to a run. */
export function actsFor(run: PayRunDetail, me: Me): Act[] {
  if (isIssuing(run)) return [];
  return ACTS.filter((act) => {
    if (!POSSIBLE[act].includes(run.state)) return false;
    if (act === 'approve') return may(me, 'approvePayRuns') && !run.changedBy.includes(me.userId);
    return may(me, act === 'return' ? 'approvePayRuns' : 'makePayRuns');
  });
}

/** Whether an approver may not approve a run because it is their own. */
export function isApprovalBarred(run: PayRunDetail, me: Me): boolean {
  return run.state === 'submitted' && may(me, 'approvePayRuns') && run.changedBy.includes(me.userId);
}

type ActWords = {
  choice: string;
  /** What will be different afterwards, in numbers. */
  changes: (run: PayRunDetail) => string;
  button: (run: PayRunDetail) => string;
};

export const actWords: Readonly<Record<Act, ActWords>> = {
  submit: {
    choice: 'Submit it for approval',
    changes: (run) =>
      `${paid(run)} to ${payeesInWords(run)} goes before an approver. You vouch for it, so you may not approve it yourself.`,
    button: (run) => `Submit ${paid(run)} for approval`,
  },
  approve: {
    choice: 'Approve it',
    changes: (run) =>
      `${paid(run)} to ${payeesInWords(run)} may be paid, and ${counted(run.lineCount ?? 0, 'line')} count as paid from now on. ${formatMoney(run.heldPence ?? 0)} stays held; ${formatMoney(run.proposedPence ?? 0)} is proposed for recovery.`,
    button: (run) => `Approve ${paid(run)}`,
  },
  return: {
    choice: 'Return it',
    changes: () => 'It goes back to the payments officers with your reason. Nothing is paid.',
    button: () => 'Return this run',
  },
  issue: {
    choice: 'Issue it',
    changes: (run) =>
      `The payments over ${paid(run)} to ${payeesInWords(run)}, the files for the bank and the ledger and the journal are made. This cannot be undone: what is wrong is then put right by the next run.`,
    button: (run) => `Issue ${paid(run)}`,
  },
  cancel: {
    choice: 'Cancel it',
    changes: (run) =>
      run.paymentPence === undefined
        ? 'Nothing of it is paid. What is due comes into the next run.'
        : `${paid(run)} is not paid by this run. What is due comes into the next run.`,
    button: () => 'Cancel this run',
  },
};

/** What leaves with the run: what it pays, and what came back and is sent again. */
function paid({ paymentPence, resendPence }: PayRunDetail): string {
  const own = formatMoney(paymentPence ?? 0);
  return (resendPence ?? 0) === 0 ? own : `${own} and ${formatMoney(resendPence ?? 0)} sent again`;
}
