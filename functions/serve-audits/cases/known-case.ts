import type { DirectPaymentAgreement } from '../../../domain/records/direct-payment-agreement.ts';
import type { AuditCase } from '../../../domain/direct-payments/audit-case-state.ts';
import type { KeptCase } from '../../../domain/direct-payments/kept-case.ts';
import { londonDate } from '../../../domain/calendar.ts';
import { valueOn } from '../../../domain/settings/setting-definition.ts';
import { settings } from '../../../domain/settings/settings.ts';
import type { Viewer } from '../../platform/identity.ts';
import { NotFound } from '../../platform/problem-responses.ts';
import { factStore } from '../../store/fact-store.ts';
import type { StoredFact } from '../../store/items.ts';
import { listStore } from '../../store/list-store.ts';
import type { AuditsDeps } from '../deps.ts';
import { openAgreement } from '../../platform/statements/open-agreement.ts';

/** A case with the agreement it is about, as far as the reader may see it. */
export type KnownCase = { seen: StoredFact<'audit-case'>; agreement: DirectPaymentAgreement };

/** A case; one that is closed to the reader is not there. */
export async function knownCase(
  id: string,
  viewer: Pick<Viewer, 'userId' | 'roles'>,
  deps: AuditsDeps,
): Promise<KnownCase> {
  const seen = (await factStore(deps.table).currentFacts('audit-case', [id])).get(id);
  const agreement =
    seen === undefined ? null : await openAgreement(seen.body.auditCase.agreementId, viewer, deps);
  const maySee = seen === undefined ? null : await mayReadCases(viewer, deps);
  if (seen === undefined || agreement === null || maySee?.(seen.body) !== true)
    throw new NotFound('There is no audit case of this number.', { ids: { caseId: id } });
  return { seen, agreement };
}

/**
 * Which cases somebody may read. What may show abuse is for named people alone (practice.md 5): whom the case is given to, whom the
 * council named as readers of restricted records, and the leads, who give cases out.
 */
export async function mayReadCases(
  { userId, roles }: Pick<Viewer, 'userId' | 'roles'>,
  { table, clock }: Pick<AuditsDeps, 'table' | 'clock'>,
): Promise<(kept: { auditCase: Pick<AuditCase, 'isRestricted' | 'assignee'> }) => boolean> {
  const { restrictedReaders } = settings;
  const stored = await factStore(table).currentFacts('setting', [restrictedReaders.name]);
  const entries = stored.get(restrictedReaders.name)?.body.entries ?? [];
  const named = valueOn(restrictedReaders, entries, londonDate(clock()));
  const isNamed =
    roles.includes('audit-lead') || named.some((each) => each.toLowerCase() === userId.toLowerCase());
  return ({ auditCase: { isRestricted, assignee } }) => !isRestricted || isNamed || assignee === userId;
}

/**
 * Whether somebody may see what may show abuse in a statement or a letter of an agreement: whoever may read the case that it
 * belongs to, which is restricted for it. Auditing alone does not name them.
 */
export async function mayReadRestricted(
  agreementId: string,
  viewer: Pick<Viewer, 'userId' | 'roles'>,
  deps: Pick<AuditsDeps, 'table' | 'clock'>,
): Promise<(belongsTo: (kept: KeptCase) => boolean) => boolean> {
  const [may, cases] = await Promise.all([
    mayReadCases(viewer, deps),
    listStore(deps.table).casesOf(agreementId),
  ]);
  return (belongsTo) => {
    const assignee = cases.find(({ body }) => belongsTo(body))?.body.auditCase.assignee ?? null;
    return may({ auditCase: { isRestricted: true, assignee } });
  };
}
