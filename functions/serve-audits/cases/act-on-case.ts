import { londonDate } from '../../../domain/calendar.ts';
import type { CaseAct } from '../../../domain/direct-payments/audit-case-acts.ts';
import { caseAfter } from '../../../domain/direct-payments/audit-case.ts';
import { weighCase } from '../../../domain/direct-payments/case-of-statement.ts';
import type { KeptCase } from '../../../domain/direct-payments/kept-case.ts';
import type { CaseActed } from '../../../events/api/audit-cases.ts';
import { caseSurroundings } from '../../platform/audits/case-surroundings.ts';
import type { Viewer } from '../../platform/identity.ts';
import { Conflict } from '../../platform/problem-responses.ts';
import { recordedByHand } from '../../platform/recorded-by-hand.ts';
import { factStore } from '../../store/fact-store.ts';
import type { AuditsDeps } from '../deps.ts';
import { knownCase, type KnownCase } from './known-case.ts';

type By = 'by' | 'on' | 'reason';
/** An act without who did it and when: that is the viewer, today. */
export type AskedAct = CaseAct extends infer A ? (A extends CaseAct ? Omit<A, By> : never) : never;

type Asking = { viewer: Viewer; id: string; reason: string };

/** Does something about a case. What the case refuses is said; whoever was quicker goes before. */
export async function actOnCase(
  {
    viewer,
    id,
    reason,
    ...asked
  }: Asking & { act: AskedAct; what: string; isDone?: (kept: KeptCase) => boolean },
  deps: AuditsDeps,
): Promise<CaseActed & { kept: KeptCase; known: KnownCase }> {
  const known = await knownCase(id, viewer, deps);
  const { seen, agreement } = known;
  const now = deps.clock();
  const about = await caseSurroundings(
    agreement,
    { caseId: id, period: seen.body.auditCase.period, now },
    deps.table,
  );
  const act: CaseAct = { ...asked.act, by: viewer.userId, on: londonDate(now), reason };
  const after = caseAfter(seen.body.auditCase, act, about);
  if (!after.ok) {
    // Who asks again after a death half way finds it done: what follows from it is done once, or goes on.
    if (asked.isDone?.(seen.body) === true)
      return { caseId: id, state: seen.body.auditCase.state, notes: [], kept: seen.body, known };
    const { rule, message } = after;
    throw new Conflict(message, { errors: [{ field: null, rule, message }], ids: { caseId: id } });
  }
  const auditCase = after.value;
  const kept = { ...seen.body, auditCase, risk: weighCase(auditCase, about), lastAct: asked.what };
  await keepCase({ kept, seen, viewer, reason }, deps);
  return { caseId: id, state: auditCase.state, notes: [...after.notes], kept, known };
}

/** Keeps a case as the version that follows what was seen. */
export async function keepCase(
  {
    kept,
    seen,
    viewer,
    reason,
  }: Pick<KnownCase, 'seen'> & { kept: KeptCase; viewer: Viewer; reason: string },
  { table, clock }: Pick<AuditsDeps, 'table' | 'clock'>,
): Promise<void> {
  const { subject } = seen;
  const recording = recordedByHand(viewer, reason, clock);
  const [recorded] = await factStore(table).recordVersions([
    { subject, body: kept, handFields: [], recording, seen },
  ]);
  if (recorded?.outcome !== 'recorded')
    throw new Conflict('Somebody else acted on this case at the same moment. Look at it again.', {
      ids: { caseId: subject.id },
    });
}
