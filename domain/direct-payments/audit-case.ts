import { addDays, type CalendarDate } from '../calendar.ts';
import type { ClosedRange } from '../date-range.ts';
import { invariant, refuse, type Refusal } from '../outcome.ts';
import type { ActOf, AuditTarget, CaseAct, CaseFinding } from './audit-case-acts.ts';
import { refuseConclusion, type CaseTerms } from './audit-case-conclude.ts';
import type { AskedItem, AuditCase, Said } from './audit-case-state.ts';

/** A case as it is opened, before anybody did anything about it. */
export function openCase(opening: {
  caseId: string;
  agreementId: string;
  period: ClosedRange;
  openedOn: CalendarDate;
  findings: readonly CaseFinding[];
  target: AuditTarget;
}): AuditCase {
  const { caseId, agreementId, period, openedOn, findings, target } = opening;
  const { concludeWithinDays } = target;
  return {
    ...{ caseId, agreementId, period, openedOn, concludeWithinDays, state: 'open', assignee: null },
    dueOn: addDays(openedOn, concludeWithinDays),
    findings: findings.map((finding) => ({ ...finding, decided: null })),
    ...{ asked: [], socialWorker: null, money: null, referrals: [] },
    ...{ conclusion: null, earlierConclusions: [] },
    isRestricted: findings.some(({ isSensitive }) => isSensitive),
  };
}

/** The case after an act with what has to be said of it, or why the act is refused. */
export type CaseAfter = { ok: true; value: AuditCase; notes: readonly string[] } | Refusal;

/**
 * A case after one more act. A concluded case takes none until it is opened again, but for the answer to a referral.
 * Whoever is not assigned may act, and it is said.
 */
export function caseAfter(auditCase: AuditCase, act: CaseAct, terms: CaseTerms): CaseAfter {
  if (act.act === 'reopen') return reopen(auditCase, act);
  if (act.act === 'answer-referral') return answerReferral(auditCase, act);
  if (auditCase.state === 'concluded')
    return refuse('case-concluded', 'The case is concluded. Open it again before anything else is done.');
  switch (act.act) {
    case 'assign':
      return moved({ ...auditCase, assignee: act.to });
    case 'add-findings':
      return addFindings(auditCase, act);
    case 'decide-findings':
      return decideFindings(auditCase, act);
    case 'request-information':
      return requestInformation(auditCase, act);
    case 'receive-information':
      return settleItems(auditCase, act, 'received');
    case 'drop-request':
      return settleItems(auditCase, act, 'dropped');
    case 'social-worker-view': {
      const { needsCheckedOn, areNeedsMet, agreesToRecovery } = act;
      const socialWorker = { ...said(act), needsCheckedOn, areNeedsMet, agreesToRecovery };
      return moved(reviewed({ ...auditCase, socialWorker }));
    }
    case 'look-at-money':
      return moved({ ...auditCase, money: { ...said(act), ...act.money } });
    case 'refer':
      return refer(auditCase, act);
    case 'conclude':
      return conclude(auditCase, act, terms);
  }
}

/** The case that some acts come to. They were taken one by one, so that none of them can be refused now. */
export function caseOf(opened: AuditCase, acts: readonly CaseAct[], terms: CaseTerms): AuditCase {
  return acts.reduce((auditCase, act) => {
    const after = caseAfter(auditCase, act, terms);
    invariant(after.ok, `The act ${act.act} of ${act.on} was taken, and is refused now`);
    return after.value;
  }, opened);
}

function moved(value: AuditCase, ...notes: string[]): CaseAfter {
  return { ok: true, value, notes };
}

function said({ by, on, reason }: CaseAct): Said {
  return { by, on, reason };
}

/** Somebody looked at it: it waits for what was asked for, or is in review. */
function reviewed(auditCase: AuditCase): AuditCase {
  const isWaiting = auditCase.asked.some(({ settled }) => settled === null);
  return { ...auditCase, state: isWaiting ? 'awaiting-information' : 'in-review' };
}

/** Who is not assigned may act, since cases do not wait for holidays to end; it is said. */
function notesOnWho({ assignee }: AuditCase, { by }: CaseAct): string[] {
  if (assignee === by) return [];
  return [
    assignee === null
      ? `Nobody is assigned to this case; ${by} acted on it.`
      : `This case is assigned to ${assignee}; ${by} acted on it.`,
  ];
}

function addFindings(auditCase: AuditCase, { findings }: ActOf<'add-findings'>): CaseAfter {
  const known = new Set(auditCase.findings.map(({ findingId }) => findingId));
  const added = findings.filter(({ findingId }) => !known.has(findingId));
  if (added.length === 0) return refuse('findings-known', 'The case has these findings already.');
  return moved({
    ...auditCase,
    findings: [...auditCase.findings, ...added.map((finding) => ({ ...finding, decided: null }))],
    isRestricted: auditCase.isRestricted || added.some(({ isSensitive }) => isSensitive),
  });
}

function decideFindings(auditCase: AuditCase, act: ActOf<'decide-findings'>): CaseAfter {
  const { findingIds, decision } = act;
  const known = new Set(auditCase.findings.map(({ findingId }) => findingId));
  const unknown = findingIds.filter((findingId) => !known.has(findingId));
  if (unknown.length > 0)
    return refuse('finding-unknown', `The case has no finding ${unknown.join(', ')}. Look at it again.`);
  const decided = { ...said(act), decision };
  const findings = auditCase.findings.map((finding) =>
    findingIds.includes(finding.findingId) ? { ...finding, decided } : finding,
  );
  return moved(reviewed({ ...auditCase, findings }), ...notesOnWho(auditCase, act));
}

function requestInformation(
  auditCase: AuditCase,
  { items, dueOn, on }: ActOf<'request-information'>,
): CaseAfter {
  const waiting = new Set(auditCase.asked.filter(({ settled }) => settled === null).map(({ what }) => what));
  const again = items.filter((what) => waiting.has(what));
  if (again.length > 0)
    return refuse('already-asked', `This was asked for already and has not come: ${again.join(', ')}.`);
  if (dueOn < on) return refuse('due-before-asked', 'The day by which it is to be here lies before today.');
  const asked = [...new Set(items)].map((what) => ({ what, askedOn: on, dueOn, settled: null }));
  return moved(reviewed({ ...auditCase, asked: [...auditCase.asked, ...asked] }));
}

function settleItems(
  auditCase: AuditCase,
  { items, on }: ActOf<'receive-information' | 'drop-request'>,
  how: 'received' | 'dropped',
): CaseAfter {
  const isMeant = ({ what, settled }: AskedItem): boolean => settled === null && items.includes(what);
  const meant = new Set(auditCase.asked.filter(isMeant).map(({ what }) => what));
  const unknown = items.filter((what) => !meant.has(what));
  if (unknown.length > 0) return refuse('not-asked', `Nobody waits for this: ${unknown.join(', ')}.`);
  const asked = auditCase.asked.map((item) => (isMeant(item) ? { ...item, settled: { how, on } } : item));
  return moved(reviewed({ ...auditCase, asked }));
}

function refer(auditCase: AuditCase, act: ActOf<'refer'>): CaseAfter {
  const { to } = act;
  if (auditCase.referrals.some((each) => each.to === to && each.answeredOn === null))
    return refuse('already-referred', `The case was referred for ${to}, and the answer has not come.`);
  const value = {
    ...auditCase,
    referrals: [...auditCase.referrals, { ...said(act), to, answeredOn: null }],
  };
  return moved(
    { ...value, isRestricted: true },
    `The case is restricted: only named people see it, and ${asksWhom[to]} today.`,
  );
}

const asksWhom = {
  safeguarding: 'adult social care is told',
  fraud: 'somebody is asked to take it to counter-fraud',
} as const satisfies Record<ActOf<'refer'>['to'], string>;

function answerReferral(auditCase: AuditCase, { to, on }: ActOf<'answer-referral'>): CaseAfter {
  const isMeant = (each: AuditCase['referrals'][number]): boolean =>
    each.to === to && each.answeredOn === null;
  if (!auditCase.referrals.some(isMeant))
    return refuse('not-referred', `No referral for ${to} waits for an answer.`);
  const referrals = auditCase.referrals.map((each) => (isMeant(each) ? { ...each, answeredOn: on } : each));
  return moved({ ...auditCase, referrals });
}

function conclude(auditCase: AuditCase, act: ActOf<'conclude'>, terms: CaseTerms): CaseAfter {
  const [first, ...others] = refuseConclusion(auditCase, act, terms);
  if (first !== undefined)
    return refuse(first.rule, [first, ...others].map(({ message }) => message).join(' '));
  const { outcome, rootCause, recoveryPence } = act;
  const conclusion = { ...said(act), outcome, rootCause, recoveryPence };
  return moved({ ...auditCase, state: 'concluded', conclusion }, ...notesOnWho(auditCase, act));
}

/** What the social worker said, and what was in the account, held for then: both are asked again. */
function reopen(auditCase: AuditCase, { on }: ActOf<'reopen'>): CaseAfter {
  const { conclusion, earlierConclusions, concludeWithinDays } = auditCase;
  if (conclusion === null)
    return refuse('case-open', 'The case is open, so that it need not be opened again.');
  return moved({
    ...auditCase,
    ...{ state: 'reopened', conclusion: null, socialWorker: null, money: null },
    dueOn: addDays(on, concludeWithinDays),
    earlierConclusions: [...earlierConclusions, conclusion],
  });
}
