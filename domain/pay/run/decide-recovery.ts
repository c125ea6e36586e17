import { formatPounds, type Pence } from '../../money.ts';
import type { Reading } from '../../outcome.ts';
import { withInstalments, type AgreedInstalments } from './instalments.ts';
import { leftToRecover, mayBeTakenOff, withRepayment, type Recovery, type Repayment } from './recovery.ts';
import {
  withoutWriteOff,
  withWriteOffAuthorised,
  withWriteOffProposed,
  type Authorisation,
  type ProposedWriteOff,
} from './write-off.ts';

/** What a person may do about a recovery. */
export type RecoveryAct =
  | { act: 'approve'; limitPence: Pence | null; madeBy: string; lastChangedBy: string }
  /** The payee was told what is owed and why. `offsetAgreed`: it agreed that later payments are reduced. */
  | { act: 'notify'; offsetAgreed: boolean }
  | { act: 'dispute' }
  /** The payee paid something back. */
  | { act: 'repay'; repayment: Repayment }
  /** The payee agreed by when how much comes back. */
  | ({ act: 'agree-instalments' } & AgreedInstalments)
  | ({ act: 'propose-write-off' } & Omit<ProposedWriteOff, 'by'>)
  | ({ act: 'authorise-write-off' } & Omit<Authorisation, 'by'>)
  | { act: 'refuse-write-off' };

export type RecoveryDecision =
  { outcome: 'moved'; recovery: Recovery } | { outcome: 'refused'; rule: string; message: string };

const POSSIBLE: Readonly<Record<RecoveryAct['act'], readonly Recovery['state'][]>> = {
  approve: ['proposed', 'disputed'],
  notify: ['approved'],
  dispute: ['proposed', 'approved', 'notified', 'recovering'],
  repay: ['approved', 'notified', 'recovering', 'disputed'],
  'agree-instalments': ['approved', 'notified', 'recovering'],
  'propose-write-off': ['approved', 'notified', 'recovering'],
  'authorise-write-off': ['approved', 'notified', 'recovering'],
  'refuse-write-off': ['approved', 'notified', 'recovering', 'disputed', 'recovered'],
};

const inWords: Readonly<Record<RecoveryAct['act'], string>> = {
  approve: 'approve it',
  notify: 'tell the payee',
  dispute: 'record a dispute',
  repay: 'record a repayment',
  'agree-instalments': 'agree instalments',
  'propose-write-off': 'write it off',
  'authorise-write-off': 'write it off',
  'refuse-write-off': 'refuse a write-off',
};

/**
 * A recovery after an act, or why the act is refused. Nothing is taken before somebody other than its maker approved it
 * and the payee was told; what is disputed is taken no further until it is approved again, and never by its maker,
 * whoever wrote to it in between (contract: no one approves what they made or last changed).
 */
export function decideRecovery(recovery: Recovery, act: RecoveryAct, userId: string): RecoveryDecision {
  const possible = POSSIBLE[act.act];
  if (!possible.includes(recovery.state)) {
    const message = `The recovery is ${recovery.state}; to ${inWords[act.act]}, it has to be ${possible.join(' or ')}.`;
    return { outcome: 'refused', rule: 'wrong-state', message };
  }
  switch (act.act) {
    case 'approve':
      return refuseApproval(recovery, act, userId) ?? moved({ ...recovery, state: 'approved' });
    case 'notify': {
      const offsetAgreed = recovery.offsetAgreed || act.offsetAgreed;
      return (
        refuseNotice(recovery, act.offsetAgreed) ?? moved({ ...recovery, state: 'notified', offsetAgreed })
      );
    }
    case 'dispute':
      return moved({ ...recovery, state: 'disputed' });
    case 'repay':
      return refuseRepayment(recovery, act) ?? moved(withRepayment(recovery, act.repayment));
    case 'agree-instalments':
      return decided(withInstalments(recovery, act));
    case 'propose-write-off':
      return decided(withWriteOffProposed(recovery, { ...act, by: userId }));
    case 'authorise-write-off':
      return decided(withWriteOffAuthorised(recovery, { ...act, by: userId }));
    case 'refuse-write-off':
      return decided(withoutWriteOff(recovery));
  }
}

function moved(recovery: Recovery): RecoveryDecision {
  return { outcome: 'moved', recovery };
}

function decided(after: Reading<Recovery>): RecoveryDecision {
  if (after.ok) return moved(after.value);
  const { rule, message } = after;
  return { outcome: 'refused', rule, message };
}

type Refused = Extract<RecoveryDecision, { outcome: 'refused' }>;

/** What later payments are reduced by is not taken twice; nobody pays back more than is left. */
function refuseRepayment(
  recovery: Recovery,
  { repayment }: Extract<RecoveryAct, { act: 'repay' }>,
): Refused | null {
  if (mayBeTakenOff(recovery)) {
    const message =
      'Later payments are reduced until this is made good. If the payee pays it back instead, record first that they dispute it, so that nothing is taken twice.';
    return { outcome: 'refused', rule: 'taken-off-payments', message };
  }
  const left = leftToRecover(recovery);
  if (repayment.amountPence <= left) return null;
  const message = `${formatPounds(left)} is left of this recovery, and ${formatPounds(repayment.amountPence)} was paid. Keep only what belongs to it, and give the rest back.`;
  return { outcome: 'refused', rule: 'more-than-left', message };
}

/** What an audit asks back comes off later payments only where the payee agreed; else it is invoiced (practice.md 1). */
function refuseNotice(
  { caseId, method }: Pick<Recovery, 'caseId' | 'method'>,
  offsetAgreed: boolean,
): Refused | null {
  if (caseId === null || method === 'invoice' || offsetAgreed) return null;
  const message =
    'Later payments are reduced only where the payee agreed and care goes on. Record that they agreed, or propose an invoice.';
  return { outcome: 'refused', rule: 'netting-not-agreed', message };
}

function refuseApproval(
  recovery: Recovery,
  { limitPence, madeBy, lastChangedBy }: Extract<RecoveryAct, { act: 'approve' }>,
  userId: string,
): Refused | null {
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
