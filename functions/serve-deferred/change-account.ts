import { randomUUID } from 'node:crypto';
import { formatDate, londonDate } from '../../domain/calendar.ts';
import { accountFlags } from '../../domain/deferred/account-flags.ts';
import type { Changed, Changing } from '../../domain/deferred/changed-account.ts';
import { reckonedUntil } from '../../domain/deferred/reckoned.ts';
import { sameValue } from '../../domain/facts/canonical-json.ts';
import type { Finding } from '../../domain/records/finding.ts';
import type { Viewer } from '../platform/identity.ts';
import { Conflict } from '../platform/problem-responses.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import { refuseErrors } from '../platform/refuse-errors.ts';
import type { DeferredDeps } from './deps.ts';
import { openAccount } from './open-account.ts';

/** Who changes what, why, and on which version. */
type Acting = {
  viewer: Viewer;
  id: string;
  actId: string | null;
  body: { version?: number | null | undefined; reason: string };
};

type Answer = { version: number; unchanged: boolean; findings: Finding[] };

/** Long enough to be no other act’s. */
const ID_LENGTH = 16;

/**
 * Records what somebody did about an agreement, decided on the account as it is now, on condition that nobody changed it
 * meanwhile. What is to be looked at after it comes with the answer.
 */
export async function changeAccount(
  { viewer, id, actId, body: { version, reason } }: Acting,
  decide: (changing: Changing) => Changed,
  deps: DeferredDeps,
): Promise<Answer> {
  const known = await openAccount(id, viewer, deps);
  const today = londonDate(deps.clock());
  const newId = (actId ?? randomUUID()).slice(0, ID_LENGTH);
  const { record, findings } = decide({ known, today, newId });
  const seen = known.entered;
  const after = (): Finding[] => {
    const changed = { ...known, record };
    const { account, missing } = reckonedUntil(changed, today);
    return [...findings, ...accountFlags(changed, account, { missing, today })];
  };
  // A first try may have recorded it and its answer was lost.
  if (seen !== null && sameValue(record, seen.body) && findings.every(({ severity }) => severity !== 'error'))
    return { version: seen.version, unchanged: true, findings: after() };
  if (version !== undefined && (seen?.version ?? null) !== version) throw changedMeanwhile(id);
  refuseErrors(findings);
  const [recorded] = await deps.facts.recordVersions([
    {
      subject: { kind: 'deferred-account', id },
      body: record,
      handFields: [],
      recording: recordedByHand(viewer, reason, deps.clock),
      seen,
    },
  ]);
  if (recorded?.outcome !== 'recorded') throw changedMeanwhile(id);
  return { version: recorded.fact.version, unchanged: false, findings: after() };
}

/** The same of an account that is still open: nothing is added to one that was closed. */
export async function changeOpenAccount(
  acting: Acting,
  decide: (changing: Changing) => Changed,
  deps: DeferredDeps,
): Promise<Answer> {
  return changeAccount(
    acting,
    (changing) => {
      const { closedOn } = changing.known.record;
      if (closedOn === null) return decide(changing);
      throw new Conflict(
        `The account was closed on ${formatDate(closedOn)}. Only an open account is changed.`,
        { ids: { agreementId: acting.id } },
      );
    },
    deps,
  );
}

function changedMeanwhile(agreementId: string): Conflict {
  return new Conflict(
    'Somebody else changed this account since you read it. Read it again, see what they did, then send your change.',
    { ids: { agreementId } },
  );
}
