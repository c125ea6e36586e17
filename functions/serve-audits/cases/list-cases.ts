import { daysBetween, londonDate, type CalendarDate } from '../../../domain/calendar.ts';
import { targetsOf } from '../../../domain/direct-payments/audit-case-targets.ts';
import { inQuestion } from '../../../domain/direct-payments/case-findings.ts';
import type { KeptCase } from '../../../domain/direct-payments/kept-case.ts';
import { inOrderOf } from '../../../domain/in-order-of.ts';
import { pence, sumPence } from '../../../domain/money.ts';
import { cameBack } from '../../../domain/pay/run/recovery.ts';
import type { auditCaseRoutes, CaseRow } from '../../../events/api/audit-cases.ts';
import { caseTermsOn } from '../../platform/audits/case-surroundings.ts';
import type { Viewer } from '../../platform/identity.ts';
import type { Asked } from '../../platform/route-area.ts';
import { factStore } from '../../store/fact-store.ts';
import { listStore } from '../../store/list-store.ts';
import type { AuditsDeps } from '../deps.ts';
import { mayReadCases } from './known-case.ts';

const NOT_CONCLUDED = ['open', 'awaiting-information', 'in-review', 'reopened'] as const;

/** The queue: of the cases that the reader may see the riskiest first, and of the same risk the one that is due first. */
export async function listCases(
  { viewer, query }: Asked<typeof auditCaseRoutes.listAuditCases>,
  deps: AuditsDeps,
): Promise<{ items: CaseRow[]; nextCursor: string | null }> {
  const { state, assignee, agreementId } = query;
  const states = state === 'not-concluded' ? NOT_CONCLUDED : [state];
  const lists = listStore(deps.table);
  const found =
    agreementId === undefined
      ? (await Promise.all(states.map((each) => lists.inState('audit-case', each)))).flat()
      : await lists.casesOf(agreementId);
  const asked = found
    .map(({ body }) => body)
    .filter(({ auditCase }) => states.some((each) => each === auditCase.state))
    .filter(
      ({ auditCase }) =>
        assignee === undefined || (auditCase.assignee ?? 'nobody').toLowerCase() === assignee.toLowerCase(),
    );
  const shown = inOrderOf(await readable(asked, viewer, deps), queueOrder);
  const start = Number(query.cursor ?? '0');
  const end = start + query.limit;
  const page = shown.slice(start, end);
  const people = await factStore(deps.table).currentFacts(
    'person',
    page.map(({ personId }) => personId),
  );
  const today = londonDate(deps.clock());
  const items = page.map((kept) => rowOf(kept, { today, name: people.get(kept.personId)?.body.name ?? '' }));
  return { items, nextCursor: end < shown.length ? String(end) : null };
}

const SCORE_DIGITS = 6;
const HIGHEST = 999_999;

function queueOrder({ risk, auditCase }: KeptCase): string {
  const urgency = String(Math.max(0, HIGHEST - risk.score)).padStart(SCORE_DIGITS, '0');
  return `${urgency} ${auditCase.dueOn} ${auditCase.caseId}`;
}

/** Of some cases those that a reader may see: neither restricted ones of others, nor those of people whose records are closed. */
async function readable(
  cases: readonly KeptCase[],
  viewer: Pick<Viewer, 'userId' | 'roles'>,
  deps: AuditsDeps,
): Promise<KeptCase[]> {
  const may = await mayReadCases(viewer, deps);
  const ids = [...new Set(cases.map(({ auditCase }) => auditCase.agreementId))];
  const hidden = await deps.restricted.hiddenIds(viewer.userId, ids, londonDate(deps.clock()));
  return cases.filter((kept) => may(kept) && !hidden.has(kept.auditCase.agreementId));
}

function rowOf(
  { auditCase, personId, risk, sampleWhy }: KeptCase,
  { today, name }: { today: CalendarDate; name: string },
): CaseRow {
  const { caseId, agreementId, period, openedOn, dueOn, state, assignee, findings, conclusion } = auditCase;
  const standing = conclusion === null ? today : conclusion.on;
  return {
    ...{ caseId, agreementId, personId, personName: name, period, openedOn, dueOn, state, assignee, risk },
    ageDays: daysBetween(openedOn, standing),
    daysLate: Math.max(0, daysBetween(dueOn, standing)),
    undecided: findings.filter(({ severity, decided }) => severity !== 'information' && decided === null)
      .length,
    inQuestionPence: inQuestion(findings),
    outcome: conclusion?.outcome ?? null,
    isRestricted: auditCase.isRestricted,
    sampleWhy,
  };
}

/** What officers concluded on some days, by month, with what of it came back, beside what the council aims at. */
export async function listTargets(
  { viewer, query }: Asked<typeof auditCaseRoutes.listAuditTargets>,
  deps: AuditsDeps,
) {
  const concluded = await listStore(deps.table).inState('audit-case', 'concluded');
  const cases = await readable(
    concluded.map(({ body }) => body),
    viewer,
    deps,
  );
  const recoveries = await factStore(deps.table).currentFacts(
    'recovery',
    cases.flatMap(({ recoveryIds }) => recoveryIds),
  );
  const cameBackOf = (id: string) => {
    const recovery = recoveries.get(id)?.body;
    return recovery === undefined ? pence(0) : cameBack(recovery);
  };
  const items = targetsOf(
    cases.map(({ auditCase, recoveryIds }) => ({
      auditCase,
      recoveredPence: sumPence(recoveryIds.map(cameBackOf)),
    })),
    query,
  );
  const { target } = await caseTermsOn(query.to, deps.table);
  return { items, target };
}
