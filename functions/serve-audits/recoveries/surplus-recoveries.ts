import { recoverableEntry } from '../../../domain/ledger/entries-of-payments.ts';
import type { Entry } from '../../../domain/ledger/journal-entry.ts';
import type { KeptCase } from '../../../domain/direct-payments/kept-case.ts';
import { mayRecover, type Asking } from '../../../domain/direct-payments/surplus-recovery.ts';
import { negatePence } from '../../../domain/money.ts';
import { readKey } from '../../../domain/pay/component.ts';
import { leftToRecover, type Recovery } from '../../../domain/pay/run/recovery.ts';
import type { Role } from '../../../events/api/roles.ts';
import type { WorkItem } from '../../../events/api/settings.ts';
import { answerBy } from '../../platform/audits/case-letter.ts';
import type { Viewer } from '../../platform/identity.ts';
import { Conflict, Forbidden } from '../../platform/problem-responses.ts';
import type { RecoveryDeps } from './recovery-deps.ts';

/** Who may decide about what a run found, and about what an audit found. */
const deciders = {
  approve: { ofRun: ['payments-approver'], ofCase: ['payments-approver', 'audit-lead'] },
  carryOut: {
    ofRun: ['payments-officer'],
    ofCase: ['payments-officer', 'audit-officer', 'audit-lead'],
  },
  /** Who may approve may refuse as well. */
  refuse: {
    ofRun: ['payments-officer', 'payments-approver'],
    ofCase: ['payments-officer', 'payments-approver', 'audit-officer', 'audit-lead'],
  },
} as const satisfies Record<string, Record<'ofRun' | 'ofCase', readonly Role[]>>;

/** What audits ask back is theirs to decide as well; what runs found is not. */
export function mayDecide({ roles }: Viewer, { caseId }: Recovery, what: keyof typeof deciders): void {
  const wanted: readonly Role[] = deciders[what][caseId === null ? 'ofRun' : 'ofCase'];
  if (roles.some((role) => wanted.includes(role))) return;
  throw new Forbidden(`This needs one of the roles ${wanted.join(', ')}.`);
}

/**
 * The case that a recovery comes from, once nothing stands against asking the money back today: people die, lose capacity or come into
 * a Breathing Space while it waits. Null for what a run found.
 */
export async function recoverableCase(
  { caseId, recoveryId }: Recovery,
  asking: Asking,
  { facts, recoveryFacts }: Pick<RecoveryDeps, 'facts' | 'recoveryFacts'>,
): Promise<KeptCase | null> {
  if (caseId === null) return null;
  const kept = (await facts.currentFacts('audit-case', [caseId])).get(caseId)?.body;
  if (kept === undefined) throw new Conflict('The audit case of this recovery is not there.');
  const gate = mayRecover(await recoveryFacts(kept), asking);
  if (gate.ok) return kept;
  const errors = gate.blocks.map(({ rule, why, next }) => ({
    field: null,
    rule,
    message: `${why} ${next}`,
  }));
  throw new Conflict(errors.map(({ message }) => message).join(' '), { errors, ids: { recoveryId } });
}

/** What is approved to come back costs the council nothing, and the payee owes it. What runs found they booked themselves. */
export function approvalEntry(
  { recoveryId, payeeId, amountPence, key, payRunId }: Recovery,
  on: Entry['date'],
): Entry | null {
  if (payRunId !== null) return null;
  const { coding } = readKey(key);
  const lines = [{ lineId: recoveryId, amountPence: negatePence(amountPence), coding }];
  return recoverableEntry({ recoveryId, payeeId, on, lines });
}

type Telling = Pick<RecoveryDeps, 'toldOf' | 'writeAbout' | 'today'>;

/** Tells the payee what is asked back, how and for which payments, before any money moves; whoever may not be written to stops it. */
export async function giveNotice(recovery: Recovery, kept: KeptCase, deps: Telling): Promise<void> {
  const { recoveryId } = recovery;
  const sent = await writeOf(recovery, { kept, letterId: `${recoveryId}:notice` }, deps);
  if (sent.outcome === 'not-sent')
    throw new Conflict(`No notice can be given, so no money moves. ${sent.why}`, { ids: { recoveryId } });
}

/**
 * Tells a payee who was told to pay of the instalments that were agreed since, once for each plan. Where nobody may be written
 * to, as in a Breathing Space, an officer is asked to see that they hear of it.
 */
export async function tellOfInstalments(
  recovery: Recovery,
  deps: Telling & Pick<RecoveryDeps, 'facts' | 'recoveryFacts' | 'work' | 'clock'>,
): Promise<void> {
  const { caseId, recoveryId, state, instalments } = recovery;
  if (caseId === null || instalments === null || (state !== 'notified' && state !== 'recovering')) return;
  const kept = (await deps.facts.currentFacts('audit-case', [caseId])).get(caseId)?.body;
  if (kept === undefined) return;
  const letterId = `${recoveryId}:instalments:${instalments.version}`;
  const sent = mayRecover(await deps.recoveryFacts(kept), 'decided').ok
    ? await writeOf(recovery, { kept, letterId }, deps)
    : null;
  const workId = `instalments-to-tell:${recoveryId}`;
  if (sent?.outcome === 'sent') await deps.work.finish(workId, 'They were written to.');
  else await deps.work.open({ workId, ...untold(caseId), openedAt: deps.clock() });
}

/** What an officer is asked where a plan could not be told. Why not is about the person, and stands with the audit. */
function untold(caseId: string): Omit<WorkItem, 'workId' | 'openedAt' | 'state' | 'assignee'> {
  return {
    area: 'audits',
    title: `Instalments of what audit ${caseId} asks back were agreed, and no letter says so: nobody may be written to now. See in the audit what stands against it, and write once it is over.`,
    link: `/audits/${encodeURIComponent(caseId)}`,
    ...{ risk: 'medium', dueOn: null },
  };
}

async function writeOf(
  recovery: Recovery,
  { kept, letterId }: { kept: KeptCase; letterId: string },
  { toldOf, writeAbout, today }: Telling,
): ReturnType<RecoveryDeps['writeAbout']> {
  const { recoveryId, method } = recovery;
  const { auditCase, personId } = kept;
  const instalments = recovery.instalments?.items ?? [];
  return writeAbout({
    letterId,
    text: method === 'invoice' ? 'invoice-of-surplus' : 'recovery-notice',
    ...{ auditCase, personId, reference: recoveryId },
    dueOn: instalments.at(-1)?.dueOn ?? answerBy(today()),
    ...{ amountPence: leftToRecover(recovery), items: [], instalments },
    ...(await toldOf(kept, recovery)),
  });
}
