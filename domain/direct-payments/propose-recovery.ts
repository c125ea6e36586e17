import { formatPounds, pence, sumPence, type Pence } from '../money.ts';
import { refuse, type Refusal } from '../outcome.ts';
import { keyText } from '../pay/component.ts';
import type { Coding } from '../pay/payment.ts';
import { nothingDone, type Recovery } from '../pay/run/recovery.ts';
import type { KeptCase } from './kept-case.ts';
import { mayRecover, type RecoveryFacts } from './surplus-recovery.ts';

type Proposal = {
  kept: KeptCase;
  recoveryId: string;
  amountPence: Pence;
  method: Recovery['method'];
  /** Where what comes back is booked: as the agreement’s payments are. */
  coding: Coding;
  /** What was proposed from the case before. */
  before: readonly Recovery[];
  facts: RecoveryFacts;
};

/**
 * Money to be asked back by what a case was concluded with, as it is proposed; somebody else authorises it. All that
 * stands against it is said at once.
 */
export function proposeRecovery(proposal: Proposal): { ok: true; value: Recovery } | Refusal {
  const { kept, recoveryId, amountPence, method, coding } = proposal;
  const { auditCase, personId } = kept;
  const [first, ...others] = refusalsOf(proposal);
  if (first !== undefined)
    return refuse(first.rule, [first, ...others].map(({ message }) => message).join(' '));
  const { agreementId, caseId, period } = auditCase;
  const payeeId = `agreement:${agreementId}`;
  return {
    ok: true,
    value: {
      ...{ recoveryId, payRunId: null, caseId, method, runKind: 'direct-payments', payeeId },
      ...{ packageId: agreementId, personId, lineId: null, ...period, amountPence },
      // A strand of its own, which no run ever pays: nothing but its own repayments makes it good.
      key: keyText({ packageId: agreementId, kind: 'one-off', sourceId: recoveryId, payeeId, coding }),
      ...nothingDone,
      ...{ cause: [], state: 'proposed', offsetAgreed: false },
    },
  };
}

function refusalsOf({ kept: { auditCase }, amountPence, before, facts }: Proposal): Refusal[] {
  const { conclusion } = auditCase;
  if (conclusion?.outcome !== 'recovery-proposed' || conclusion.recoveryPence === null) {
    const message = 'Conclude the case with a recovery first: the outcome says how much may be asked back.';
    return [refuse('recovery-not-concluded', message)];
  }
  // What was written off was given up: the same conclusion does not ask for it again.
  const proposed = sumPence(before.map((each) => each.amountPence));
  const left = pence(conclusion.recoveryPence - proposed);
  const gate = mayRecover(facts, 'decided');
  return [
    ...(amountPence > left
      ? [
          refuse(
            'recovery-over-conclusion',
            `The case was concluded with ${formatPounds(conclusion.recoveryPence)} to recover, of which ${formatPounds(pence(Math.max(0, left)))} is not proposed yet.`,
          ),
        ]
      : []),
    ...(gate.ok ? [] : gate.blocks.map(({ rule, why, next }) => refuse(rule, `${why} ${next}`))),
  ];
}
