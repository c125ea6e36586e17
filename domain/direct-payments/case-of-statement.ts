import { rangeDays, type ClosedRange } from '../date-range.ts';
import type { CalendarDate } from '../calendar.ts';
import { Decimal, exactPenceToPence, type Pence } from '../money.ts';
import { invariant } from '../outcome.ts';
import type { AuditTarget, CaseAct, CaseFinding, CaseOutcome } from './audit-case-acts.ts';
import type { CaseTerms } from './audit-case-conclude.ts';
import type { AuditCase } from './audit-case-state.ts';
import { caseAfter, openCase } from './audit-case.ts';
import type { KeptCase } from './kept-case.ts';
import { isProportionate } from './risk-score-sample.ts';
import type { RiskTerms } from './risk-score-terms.ts';
import { riskOf, type Risk } from './risk-score.ts';
import type { DirectPaymentAgreement } from '../records/direct-payment-agreement.ts';

/** What is known of an agreement beside its statements when a case is weighed. */
export type CaseSurroundings = CaseTerms & {
  agreement: Pick<DirectPaymentAgreement, 'weeklyBudgetPence' | 'frequency' | 'accountType'>;
  papersLateDays: number;
  /** How the agreement’s other cases ended. */
  earlier: readonly CaseOutcome[];
  isWithoutAuthority: boolean;
  riskTerms: RiskTerms;
  target: AuditTarget;
};

/** How urgent a case is now: what was explained or needs nothing weighs no more. */
export function weighCase(auditCase: AuditCase, about: CaseSurroundings): Risk {
  const { findings, period, isRestricted } = auditCase;
  const { agreement, earlier, papersLateDays, isWithoutAuthority } = about;
  const { accountType } = agreement;
  return riskOf(
    {
      findings: findings.filter(({ decided }) => decided === null || decided.decision === 'upheld'),
      budgetPence: budgetOf(agreement, period),
      isFirstReview: earlier.length === 0,
      ...{ earlier, accountType, papersLateDays, isWithoutAuthority, isRestricted },
    },
    about.riskTerms,
  );
}

/**
 * What an agreement is worth over some days: £250.00 a week over 28 days are £1,000.00. A single sum is spent by no week, so that it
 * is all of its worth whichever days are looked at.
 */
function budgetOf(
  { weeklyBudgetPence, frequency }: CaseSurroundings['agreement'],
  period: ClosedRange,
): Pence {
  if (frequency === 'once') return weeklyBudgetPence;
  const days = rangeDays(period);
  return exactPenceToPence(new Decimal(weeklyBudgetPence).times(days).dividedBy(7), 'half-up');
}

/** A statement that came, with what was found in it. */
export type ArrivedStatement = {
  caseId: string;
  agreementId: string;
  personId: string;
  period: ClosedRange;
  uploadId: string;
  findings: readonly CaseFinding[];
  today: CalendarDate;
};

/** What nobody did: careledger itself. */
const BY = 'careledger';

/**
 * The case of a period after a statement for it came: opened where there was none, and closed at once where the risk is low
 * and nothing is to be looked at, unless it is one of the sample (rules.md 3.4). A case that was concluded is opened
 * again by what asks to be looked at. A statement that comes twice changes nothing: null.
 */
export function withStatement(
  kept: KeptCase | null,
  arrived: ArrivedStatement,
  about: CaseSurroundings,
): KeptCase | null {
  const { caseId, agreementId, personId, period, uploadId, today: openedOn } = arrived;
  const findings = [...arrived.findings];
  if (kept === null) {
    const opened = openCase({
      ...{ caseId, agreementId, period, openedOn, findings, target: about.target },
    });
    const lastAct = 'Opened by a statement';
    return closedWhereClean(
      { auditCase: opened, personId, uploadIds: [uploadId], lastAct, sampleWhy: null, recoveryIds: [] },
      arrived,
      about,
    );
  }
  if (kept.uploadIds.includes(uploadId)) return null;
  const acts: CaseAct[] = [
    ...(kept.auditCase.state === 'concluded' && findings.some(isToLookAt) ? [reopening(openedOn)] : []),
    ...(findings.length === 0 ? [] : [adding(findings, openedOn)]),
  ];
  const auditCase = acts.reduce((before, act) => {
    const after = caseAfter(before, act, about);
    return after.ok ? after.value : before;
  }, kept.auditCase);
  const uploadIds = [...kept.uploadIds, uploadId];
  const risk = weighCase(auditCase, about);
  const sampleWhy = findings.some(isToLookAt) ? null : kept.sampleWhy;
  return { ...kept, auditCase, uploadIds, risk, sampleWhy, lastAct: 'Another statement came' };
}

function isToLookAt({ severity, isSensitive }: CaseFinding): boolean {
  return severity !== 'information' || isSensitive;
}

function reopening(on: CalendarDate): CaseAct {
  const reason = 'A statement came after the case was concluded, and something in it is to be looked at.';
  return { act: 'reopen', by: BY, on, reason };
}

function adding(findings: CaseFinding[], on: CalendarDate): CaseAct {
  return { act: 'add-findings', by: BY, on, reason: 'Found in a statement that came.', findings };
}

/** A case that was just opened, with its risk; closed where nothing speaks against it, or said to be of the sample. */
function closedWhereClean(
  kept: Omit<KeptCase, 'risk'>,
  { agreementId, period, today }: ArrivedStatement,
  about: CaseSurroundings,
): KeptCase {
  const risk = weighCase(kept.auditCase, about);
  const { findings } = kept.auditCase;
  const weighed = { ...kept, risk };
  const { samplePercent } = about.riskTerms;
  const proportionate = isProportionate({ risk, findings, samplePercent, agreementId, period });
  const [cause] = about.rootCauses.filter(({ name }) => name === NOTHING_WRONG);
  if (!proportionate.closes && proportionate.isSampled) {
    const { why } = proportionate;
    return { ...weighed, sampleWhy: why, lastAct: `${kept.lastAct}. ${why}` };
  }
  if (!proportionate.closes || cause === undefined) return weighed;
  const closed = caseAfter(
    kept.auditCase,
    {
      ...{ act: 'conclude', by: BY, on: today, reason: proportionate.why },
      ...{ outcome: 'satisfactory', rootCause: cause.name, recoveryPence: null },
    },
    about,
  );
  invariant(closed.ok, 'a case with nothing to look at may be concluded');
  return { ...weighed, auditCase: closed.value, lastAct: `${kept.lastAct}, and concluded` };
}

/** Without this cause among the council’s own a clean return waits for a person. */
const NOTHING_WRONG = 'nothing-wrong';
