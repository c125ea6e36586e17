import type { CalendarDate } from '../calendar.ts';
import { refuse, type Refusal } from '../outcome.ts';
import type { ActOf, RootCauses } from './audit-case-acts.ts';
import type { AuditCase } from './audit-case-state.ts';

/** What an end of a case is held against. */
export type CaseTerms = {
  rootCauses: RootCauses;
  /** When the person died; null while they live. */
  diedOn: CalendarDate | null;
};

/** All that stands against a conclusion; none where it may be. */
export function refuseConclusion(
  auditCase: AuditCase,
  act: ActOf<'conclude'>,
  { rootCauses, diedOn }: CaseTerms,
): Refusal[] {
  return [
    ...refuseUndecided(auditCase),
    ...refuseWaiting(auditCase),
    ...refuseUnreferredAbuse(auditCase),
    ...(rootCauses.some(({ name }) => name === act.rootCause)
      ? []
      : [refuse('root-cause-unknown', `“${act.rootCause}” is no root cause of the settings.`)]),
    ...refuseOutcome(auditCase, act, diedOn),
  ];
}

/** What only informs asks for no decision (practice.md 4). */
function refuseUndecided({ findings }: AuditCase): Refusal[] {
  const open = findings.filter(({ severity, decided }) => severity !== 'information' && decided === null);
  if (open.length === 0) return [];
  const message =
    open.length === 1
      ? 'One finding is undecided. Decide it first.'
      : `${open.length} findings are undecided. Decide each of them first.`;
  return [refuse('findings-undecided', message)];
}

function refuseWaiting({ asked }: AuditCase): Refusal[] {
  const waiting = asked.filter(({ settled }) => settled === null).map(({ what }) => what);
  if (waiting.length === 0) return [];
  const message = `This was asked for and has not come: ${waiting.join(', ')}. Record that it came, or that nobody needs it any more.`;
  return [refuse('information-awaited', message)];
}

function refuseUnreferredAbuse({ findings, referrals }: AuditCase): Refusal[] {
  const isUpheld = findings.some(({ isSensitive, decided }) => isSensitive && decided?.decision === 'upheld');
  if (!isUpheld || referrals.some(({ to }) => to === 'safeguarding')) return [];
  const message = 'A finding that may show abuse was upheld. Refer the case for safeguarding first.';
  return [refuse('abuse-not-referred', message)];
}

function refuseOutcome(
  auditCase: AuditCase,
  { outcome, recoveryPence }: ActOf<'conclude'>,
  diedOn: CalendarDate | null,
): Refusal[] {
  const recovery =
    outcome !== 'recovery-proposed' && recoveryPence !== null
      ? [refuse('amount-without-recovery', 'An amount to recover needs the outcome “recovery proposed”.')]
      : [];
  switch (outcome) {
    case 'satisfactory': {
      const message = 'A finding was upheld, so that the case is not satisfactory.';
      const isUpheld = auditCase.findings.some(({ decided }) => decided?.decision === 'upheld');
      return [...recovery, ...(isUpheld ? [refuse('finding-upheld', message)] : [])];
    }
    case 'advice-given':
      return recovery;
    case 'referred':
      return [
        ...recovery,
        ...(auditCase.referrals.length === 0
          ? [
              refuse(
                'not-referred',
                'The case was referred to nobody. Refer it first, or choose another outcome.',
              ),
            ]
          : []),
      ];
    case 'recovery-proposed':
      return refuseRecovery(auditCase, recoveryPence, diedOn);
  }
}

/**
 * Needs are checked before money is asked back of a person, not of an estate, and the social worker agrees; not while
 * safeguarding is open (practice.md 5).
 */
function refuseRecovery(
  { socialWorker, referrals }: AuditCase,
  recoveryPence: number | null,
  diedOn: CalendarDate | null,
): Refusal[] {
  const refusals: Refusal[] = [];
  if (recoveryPence === null)
    refusals.push(refuse('recovery-without-amount', 'Say how much is to be recovered.'));
  if (diedOn === null) refusals.push(...refuseNeeds(socialWorker));
  if (socialWorker !== null && !socialWorker.agreesToRecovery) {
    const message = 'The social worker does not agree to a recovery. Agree the outcome with them first.';
    refusals.push(refuse('social-worker-disagrees', message));
  }
  if (referrals.some(({ to, answeredOn }) => to === 'safeguarding' && answeredOn === null)) {
    const message = 'The case was referred for safeguarding, and nothing is asked back before the answer.';
    refusals.push(refuse('safeguarding-open', message));
  }
  return refusals;
}

function refuseNeeds(socialWorker: AuditCase['socialWorker']): Refusal[] {
  if (socialWorker?.needsCheckedOn == null) {
    const message = 'Nobody has checked whether the person’s needs are met. Ask the social worker first.';
    return [refuse('needs-not-checked', message)];
  }
  if (socialWorker.areNeedsMet) return [];
  return [refuse('needs-not-met', 'The social worker found that needs are not met: the money is for them.')];
}
