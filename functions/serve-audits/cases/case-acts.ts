import { londonDate, type CalendarDate } from '../../../domain/calendar.ts';
import { caseIdOf } from '../../../domain/direct-payments/audit-period.ts';
import { openCase } from '../../../domain/direct-payments/audit-case.ts';
import { weighCase } from '../../../domain/direct-payments/case-of-statement.ts';
import { formatPounds } from '../../../domain/money.ts';
import { tooLate } from '../../../domain/records/too-late.ts';
import type { auditCaseRoutes } from '../../../events/api/audit-cases.ts';
import { type CaseActed } from '../../../events/api/audit-cases.ts';
import { askForCounterFraud, askSocialCare } from '../../platform/audits/ask-to-look.ts';
import { caseSurroundings } from '../../platform/audits/case-surroundings.ts';
import { settleReturns } from '../../platform/direct-payments/settle-returns.ts';
import { Conflict } from '../../platform/problem-responses.ts';
import { refuseErrors } from '../../platform/refuse-errors.ts';
import { recordedByHand } from '../../platform/recorded-by-hand.ts';
import type { Asked, Handlers } from '../../platform/route-area.ts';
import { factStore } from '../../store/fact-store.ts';
import { workStore } from '../../store/work-store.ts';
import type { AuditsDeps } from '../deps.ts';
import { knownAgreement } from '../../platform/statements/open-agreement.ts';
import { actOnCase, type AskedAct } from './act-on-case.ts';
import { askPayee, tellFindings } from './letters-of-acts.ts';
import { listCases, listTargets } from './list-cases.ts';
import { proposeSurplusRecovery } from './propose-recovery.ts';
import { reportOfCase } from './report-of-case.ts';
import { showCase } from './show-case.ts';

type Routes = typeof auditCaseRoutes;

/** Audits of direct payments: the queue, one case, and what is done about it. */
export function caseHandlers(deps: AuditsDeps): Handlers<Routes> {
  const act = async (
    { viewer, id, body }: Pick<Asked<Routes['reopenAuditCase']>, 'viewer' | 'id' | 'body'>,
    asked: AskedAct,
    what: string,
  ): Promise<CaseActed> => {
    const { caseId, state, notes } = await actOnCase(
      { viewer, id, reason: body.reason, act: asked, what },
      deps,
    );
    return { caseId, state, notes };
  };
  return {
    listAuditCases: (asked) => listCases(asked, deps),
    listAuditTargets: (asked) => listTargets(asked, deps),
    readAuditCase: (asked) => showCase(asked, deps),
    readAuditReport: (asked) => reportOfCase(asked, deps),
    openAuditCase: (asked) => openByHand(asked, deps),
    proposeSurplusRecovery: (asked) => proposeSurplusRecovery(asked, deps),
    assignAuditCase: (asked) => {
      const { to } = asked.body;
      return act(asked, { act: 'assign', to }, to === null ? 'Given to nobody' : `Given to ${to}`);
    },
    decideAuditFinding: (asked) => {
      const { findingIds, decision } = asked.body;
      const count = findingIds.length === 1 ? 'One finding' : `${findingIds.length} findings`;
      const words = decision === 'no-action' ? 'nothing to do' : decision;
      return act(asked, { act: 'decide-findings', findingIds, decision }, `${count} decided: ${words}`);
    },
    requestInformation: (asked) => ask(asked, deps),
    settleInformation: (asked) => {
      const { items, how } = asked.body;
      return how === 'received'
        ? act(asked, { act: 'receive-information', items }, `Came: ${items.join(', ')}`)
        : act(asked, { act: 'drop-request', items }, `Needed no more: ${items.join(', ')}`);
    },
    recordSocialWorkerView: async (asked) => {
      const { needsCheckedOn, areNeedsMet, agreesToRecovery } = asked.body;
      refuseDaysToCome({ needsCheckedOn }, deps);
      const view = { needsCheckedOn, areNeedsMet, agreesToRecovery };
      return act(asked, { act: 'social-worker-view', ...view }, 'What the social worker says was recorded');
    },
    recordMoneyInAccount: async (asked) => {
      const { reason: _reason, ...money } = asked.body;
      refuseDaysToCome({ 'affordability.checkedOn': money.affordability?.checkedOn ?? null }, deps);
      return act(asked, { act: 'look-at-money', money }, 'What is in the account was recorded');
    },
    referAuditCase: (asked) => refer(asked, deps),
    answerReferral: (asked) => {
      const { to } = asked.body;
      return act(asked, { act: 'answer-referral', to }, `The referral for ${to} was answered`);
    },
    concludeAuditCase: (asked) => conclude(asked, deps),
    reopenAuditCase: (asked) => reopen(asked, deps),
  };
}

/** Asks the payee for something, by a letter. Asked again for the same by the same day, the letter goes out once. */
async function ask(
  { viewer, id, body }: Asked<Routes['requestInformation']>,
  deps: AuditsDeps,
): Promise<CaseActed> {
  const { items, dueOn, reason } = body;
  const { kept, caseId, state, notes } = await actOnCase(
    {
      ...{ viewer, id, reason, what: `Asked for: ${items.join(', ')}` },
      act: { act: 'request-information', items, dueOn },
      isDone: ({ auditCase: { asked } }) =>
        items.every((what) =>
          asked.some((each) => each.what === what && each.dueOn === dueOn && each.settled === null),
        ),
    },
    deps,
  );
  return { caseId, state, notes: [...notes, ...(await askPayee(kept, items, deps))] };
}

/** Concludes a case, accepts the papers it was about, and tells the payee what was found. */
async function conclude(
  { viewer, id, body }: Asked<Routes['concludeAuditCase']>,
  deps: AuditsDeps,
): Promise<CaseActed> {
  const { outcome, rootCause, recoveryPence, reason } = body;
  const amount = recoveryPence === null ? '' : `, ${formatPounds(recoveryPence)}`;
  const { kept, caseId, state, notes } = await actOnCase(
    {
      ...{ viewer, id, reason, what: `Concluded: ${outcome.replaceAll('-', ' ')}${amount}` },
      act: { act: 'conclude', outcome, rootCause, recoveryPence },
      isDone: ({ auditCase: { conclusion } }) =>
        conclusion?.by === viewer.userId &&
        conclusion.outcome === outcome &&
        conclusion.rootCause === rootCause &&
        conclusion.recoveryPence === recoveryPence,
    },
    deps,
  );
  await settleReturns(kept.auditCase, recordedByHand(viewer, reason, deps.clock), factStore(deps.table));
  return { caseId, state, notes: [...notes, ...(await tellFindings(kept, deps))] };
}

const OPENED_AGAIN = 'Opened again';

/** Opens a concluded case again, with the papers it was about. Asked again after a death half way, it goes on. */
async function reopen(
  { viewer, id, body: { reason } }: Asked<Routes['reopenAuditCase']>,
  deps: AuditsDeps,
): Promise<CaseActed> {
  const { kept, caseId, state, notes } = await actOnCase(
    {
      ...{ viewer, id, reason, what: OPENED_AGAIN, act: { act: 'reopen' } },
      isDone: ({ lastAct }) => lastAct === OPENED_AGAIN,
    },
    deps,
  );
  await settleReturns(kept.auditCase, recordedByHand(viewer, reason, deps.clock), factStore(deps.table));
  return { caseId, state, notes };
}

/** What somebody found out they found out by today. */
function refuseDaysToCome(days: Record<string, CalendarDate | null>, { clock }: AuditsDeps): void {
  const today = londonDate(clock());
  refuseErrors(
    Object.entries(days).flatMap(([field, day]) => (day === null ? [] : tooLate(field, day, today))),
  );
}

/**
 * Refers a case: of safeguarding adult social care is told the same day, and to counter-fraud somebody takes it. Asked again
 * for the same they are told once.
 */
async function refer(
  { viewer, id, body }: Asked<Routes['referAuditCase']>,
  deps: AuditsDeps,
): Promise<CaseActed> {
  const { to, reason } = body;
  const { kept, caseId, state, notes } = await actOnCase(
    {
      ...{ viewer, id, reason, what: `Referred for ${to}` },
      act: { act: 'refer', to },
      isDone: ({ auditCase: { referrals } }) =>
        referrals.some((each) => each.to === to && each.by === viewer.userId && each.answeredOn === null),
    },
    deps,
  );
  const because = `referral-${kept.auditCase.referrals.length}`;
  const tell = { safeguarding: askSocialCare, fraud: askForCounterFraud }[to];
  await tell({ caseId, because }, { work: workStore(deps.table), clock: deps.clock });
  return { caseId, state, notes };
}

/** Opens an audit of some days for which no statement came, or which somebody wants to be looked at. */
async function openByHand(
  { viewer, body }: Asked<Routes['openAuditCase']>,
  deps: AuditsDeps,
): Promise<CaseActed> {
  const { agreementId, from, to, reason } = body;
  const agreement = await knownAgreement(agreementId, viewer, deps);
  const caseId = caseIdOf(agreementId, from);
  const now = deps.clock();
  const period = { from, to };
  const about = await caseSurroundings(agreement, { caseId, period, now }, deps.table);
  const auditCase = openCase({
    ...{ caseId, agreementId, period, findings: [], target: about.target },
    openedOn: londonDate(now),
  });
  const [recorded] = await factStore(deps.table).recordVersions([
    {
      subject: { kind: 'audit-case', id: caseId },
      body: {
        ...{ auditCase, personId: agreement.personId, uploadIds: [], recoveryIds: [], sampleWhy: null },
        ...{ risk: weighCase(auditCase, about), lastAct: 'Opened by hand' },
      },
      ...{ handFields: [], seen: null },
      recording: recordedByHand(viewer, reason, deps.clock),
    },
  ]);
  if (recorded?.outcome === 'recorded') return { caseId, state: auditCase.state, notes: [] };
  throw new Conflict('There is a case that begins on this day already. Look at it instead.', {
    ids: { caseId },
  });
}
