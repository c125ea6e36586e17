import { daysBetween, londonDate, type CalendarDate } from '../../../domain/calendar.ts';
import { caseFindingsOf, inQuestion } from '../../../domain/direct-payments/case-findings.ts';
import type { AuditFinding } from '../../../domain/direct-payments/audited.ts';
import type { KeptCase } from '../../../domain/direct-payments/kept-case.ts';
import { planBesideSpending } from '../../../domain/direct-payments/plan-beside-spending.ts';
import { daysOfStatement } from '../../../domain/direct-payments/statement-days.ts';
import { contingencyOf } from '../../../domain/direct-payments/surplus.ts';
import { mayRecover } from '../../../domain/direct-payments/surplus-recovery.ts';
import { inOrderOf } from '../../../domain/in-order-of.ts';
import { valueOn } from '../../../domain/settings/setting-definition.ts';
import { settings } from '../../../domain/settings/settings.ts';
import type { auditCaseRoutes, ShownCase } from '../../../events/api/audit-cases.ts';
import type { Role } from '../../../events/api/roles.ts';
import { caseTermsOn } from '../../platform/audits/case-surroundings.ts';
import { recoveryFactsOf, surplusNow } from '../../platform/audits/surplus-facts.ts';
import type { Asked } from '../../platform/route-area.ts';
import {
  auditUpload,
  knownOf,
  type AuditedFile,
  type KnownOfAgreement,
} from '../../platform/statements/audit-upload.ts';
import { factStore } from '../../store/fact-store.ts';
import type { TakenStatement } from '../../store/statement-store.ts';
import { inTurns } from '../../store/table.ts';
import type { AuditsDeps } from '../deps.ts';
import { knownCase } from './known-case.ts';

const auditors: readonly Role[] = ['audit-officer', 'audit-lead'];

/** A statement file of a case as it is audited now. */
export type FileOfCase = { taken: TakenStatement; audited: AuditedFile };

/** One audit with all that is to be looked at about it, by what is known now. */
export async function showCase(
  asked: Asked<typeof auditCaseRoutes.readAuditCase>,
  deps: AuditsDeps,
): Promise<ShownCase> {
  return (await lookAtCase(asked, deps)).shown;
}

/** The same with the statement files it was shown by. */
export async function lookAtCase(
  { viewer, id }: Pick<Asked<typeof auditCaseRoutes.readAuditCase>, 'viewer' | 'id'>,
  deps: AuditsDeps,
): Promise<{ shown: ShownCase; files: FileOfCase[] }> {
  const { seen, agreement } = await knownCase(id, viewer, deps);
  const { auditCase, personId, recoveryIds, risk, sampleWhy } = seen.body;
  const now = deps.clock();
  const today = londonDate(now);
  const facts = factStore(deps.table);
  const [files, known, terms, recoveries, versions, gateFacts] = await Promise.all([
    filesOf(seen.body, deps),
    knownOf({ agreementId: agreement.agreementId, receivedAt: now }, deps.table),
    caseTermsOn(today, deps.table),
    facts.currentFacts('recovery', recoveryIds),
    facts.versionsOf('audit-case', id),
    recoveryFactsOf(auditCase, { personId, now }, deps.table),
  ]);
  const gate = mayRecover(gateFacts, 'at-once');
  const maySeeAll = viewer.roles.some((role) => auditors.includes(role));
  const { conclusion } = auditCase;
  const shown: ShownCase = {
    ...auditCase,
    ...{ personId, personName: known?.person.name ?? '', risk, sampleWhy },
    daysLate: Math.max(0, daysBetween(auditCase.dueOn, conclusion?.on ?? today)),
    inQuestionPence: inQuestion(auditCase.findings),
    findings: shownFindings(auditCase.findings, files).filter(
      ({ isSensitive }) => maySeeAll || auditCase.assignee === viewer.userId || !isSensitive,
    ),
    agreement: {
      weeklyBudgetPence: agreement.weeklyBudgetPence,
      weeklyContributionPence: agreement.weeklyContributionPence,
      contingencyPence: contingencyOf(agreement, String(known?.terms.usualContingencyWeeks ?? 0)),
      ...{ frequency: agreement.frequency, accountType: agreement.accountType },
      payeeName: agreement.payeeName,
    },
    statements: statementsOf(files),
    plan: known === null ? [] : planOf(files, known),
    surplus: known === null ? null : await surplusOfCase(auditCase, { files, known, today }, deps),
    recoveries: recoveryIds.flatMap((recoveryId) => recoveries.get(recoveryId)?.body ?? []),
    recoveryBlocks: gate.ok ? [] : [...gate.blocks],
    rootCauses: terms.rootCauses,
    acts: versions.map(({ recordedAt: at, recordedBy: by, reason, body }) => ({
      ...{ at, by, reason, what: body.lastAct },
    })),
  };
  return { shown, files };
}

/** What reading the statements of a case needs of the outside. */
export type FilesDeps = Pick<AuditsDeps, 'table' | 'buckets' | 'evidenceBucket' | 'statements'>;

/** The statement files of a case as they are audited now, by their days. */
export async function filesOf(
  { auditCase: { agreementId }, uploadIds }: KeptCase,
  deps: FilesDeps,
): Promise<FileOfCase[]> {
  const taken = (await deps.statements.statementsOf(agreementId)).filter(({ uploadId }) =>
    uploadIds.includes(uploadId),
  );
  const files = await inTurns(taken, async (each) => {
    const audited = await auditUpload(each, deps);
    return audited === null ? [] : [{ taken: each, audited }];
  });
  return inOrderOf(files.flat(), ({ taken: { accounts, uploadId } }) => `${accounts[0]?.from} ${uploadId}`);
}

/** What is found in the statements of a case by what is known now, by the ids that its findings bear. */
export function foundNow(files: readonly FileOfCase[]): Map<string, AuditFinding | null> {
  const now = new Map<string, AuditFinding | null>();
  for (const { taken, audited } of files)
    audited.audits.forEach((audit, place) => {
      const statement = { uploadId: taken.uploadId, account: place + 1 };
      for (const each of caseFindingsOf(statement, audit.findings)) now.set(each.findingId, each.found);
    });
  return now;
}

function shownFindings(
  findings: KeptCase['auditCase']['findings'],
  files: readonly FileOfCase[],
): ShownCase['findings'] {
  const now = foundNow(files);
  return findings.map((finding) => {
    const found = now.get(finding.findingId) ?? null;
    return {
      ...finding,
      transactions: (found?.transactions ?? []).map((place) => place + 1),
      evidence: [...(found?.evidence ?? [])],
      isStillFound: now.has(finding.findingId),
    };
  });
}

function statementsOf(files: readonly FileOfCase[]): ShownCase['statements'] {
  return files.flatMap(({ taken: { uploadId, fileName, accounts } }) =>
    accounts.map(({ from, to, openingPence, closingPence, transactions }, place) => ({
      ...{ uploadId, fileName, account: place + 1 },
      ...{ from, to, openingPence, closingPence, transactions },
    })),
  );
}

function planOf(files: readonly FileOfCase[], known: KnownOfAgreement): ShownCase['plan'] {
  const sent = files.flatMap(({ audited }) =>
    audited.sent.map(({ statement }, place) => ({ statement, audit: audited.audits[place] })),
  );
  const days = sent.flatMap(({ statement }) => daysOfStatement(statement) ?? []);
  const froms = days.map(({ from }) => from).sort();
  const tos = days.map(({ to }) => to).sort();
  const [from, to] = [froms[0], tos.at(-1)];
  if (from === undefined || to === undefined) return [];
  const movements = sent.flatMap(({ statement, audit }) =>
    statement.transactions.flatMap((transaction, place) => {
      const told = audit?.classified[place];
      return told === undefined ? [] : [{ place, transaction, told }];
    }),
  );
  return planBesideSpending(known.plan, movements, { from, to });
}

/** What may be asked back at the last reliable balance of a case. */
export async function surplusOfCase(
  auditCase: KeptCase['auditCase'],
  { files, known, today }: { files: readonly FileOfCase[]; known: KnownOfAgreement; today: CalendarDate },
  { table }: Pick<AuditsDeps, 'table'>,
): Promise<ShownCase['surplus']> {
  const { daysInMonth } = settings;
  const stored = await factStore(table).currentFacts('setting', [daysInMonth.name]);
  const surplus = surplusNow(
    files.flatMap(({ audited }) => audited.sent),
    auditCase,
    {
      ...{ agreement: known.agreement, changes: known.changes, paid: known.paid },
      diedOn: known.person.diedOn,
      earmarked: known.plan.earmarked,
      usualContingencyWeeks: known.terms.usualContingencyWeeks,
      months: valueOn(daysInMonth, stored.get(daysInMonth.name)?.body.entries ?? [], today),
    },
  );
  return surplus === null ? null : { ...surplus, parts: [...surplus.parts] };
}
