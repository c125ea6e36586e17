import type { CalendarDate } from '../../domain/calendar.ts';
import { addDays, maxDate } from '../../domain/calendar.ts';
import {
  checkAgreementSuspensions,
  checkOneOffs,
  noChanges,
  suspendsMore,
  withOneOffs,
  withSuspensions,
  type AgreementChanges,
} from '../../domain/direct-payments/agreement-changes.ts';
import { sameValue } from '../../domain/facts/canonical-json.ts';
import { openingPositionId } from '../../domain/records/kinds.ts';
import type { DirectPaymentAgreement } from '../../domain/records/direct-payment-agreement.ts';
import type { Finding } from '../../domain/records/finding.ts';
import type { agreementChangeRoutes } from '../../events/api/agreement-changes.ts';
import type { Viewer } from '../platform/identity.ts';
import { whatSpares } from '../platform/direct-payments/what-spares.ts';
import { goLiveOn } from '../platform/go-live.ts';
import { Conflict } from '../platform/problem-responses.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import { refuseErrors } from '../platform/refuse-errors.ts';
import type { Asked } from '../platform/route-area.ts';
import type { StoredFact } from '../store/items.ts';
import { knownFact, notThere, todayOf, type ReadDeps } from './read-record.ts';
import type { Written } from './record-by-hand.ts';
import { recordKinds } from './record-kinds.ts';

type Wanted = { viewer: Viewer; id: string };

/** When a direct payment is suspended and what is paid beside it, with what its dates allow. */
export async function readAgreementChanges(
  asked: Asked<typeof agreementChangeRoutes.readAgreementChanges>,
  deps: ReadDeps,
) {
  const { agreement, fact, changes, paidFrom } = await knownChanges(asked, deps);
  const { startDate, endDate } = agreement;
  const { agreementId, suspensions, oneOffs } = changes;
  return {
    ...{ agreementId, suspensions, oneOffs, startDate, endDate, paidFrom },
    ...{ version: fact?.version ?? null, recordedAt: fact?.recordedAt ?? null },
    ...{ recordedBy: fact?.recordedBy ?? null, reason: fact?.reason ?? null },
  };
}

/** Replaces the suspensions of a direct payment. What was paid for their days comes back with the next run. */
export async function putAgreementSuspensions(
  { viewer, id, body }: Asked<typeof agreementChangeRoutes.putAgreementSuspensions>,
  deps: ReadDeps,
): Promise<Written> {
  const known = await knownChanges({ viewer, id }, deps);
  const next = withSuspensions(known.changes, body.items);
  const findings = checkAgreementSuspensions(known.agreement, next);
  if (suspendsMore(known.changes, next)) await refuseWhileUnanswered(known.agreement, deps);
  return recordChanges({ viewer, ...body }, { known, next, findings }, deps);
}

/** Nothing is suspended before adult social care has answered; what was asked is not for everybody to read (practice.md 5). */
async function refuseWhileUnanswered(
  { agreementId, personId }: DirectPaymentAgreement,
  deps: ReadDeps,
): Promise<void> {
  const { isSafeguardingOpen } = await whatSpares({ agreementId, personId }, todayOf(deps), deps);
  if (!isSafeguardingOpen) return;
  const message =
    'Adult social care was asked about this direct payment and has not answered. Nothing is suspended before. Ask the lead of audits.';
  const errors = [{ field: 'items', rule: 'social-care-asked', message }];
  throw new Conflict(message, { errors, ids: { agreementId } });
}

/** Replaces what is paid once beside a direct payment. */
export async function putOneOffs(
  { viewer, id, body }: Asked<typeof agreementChangeRoutes.putOneOffs>,
  deps: ReadDeps,
): Promise<Written> {
  const known = await knownChanges({ viewer, id }, deps);
  const { agreement, changes, paidFrom } = known;
  const findings = checkOneOffs(body.items, { agreement, before: changes, paidFrom });
  return recordChanges(
    { viewer, ...body },
    { known, next: withOneOffs(changes, body.items), findings },
    deps,
  );
}

type KnownChanges = {
  agreement: DirectPaymentAgreement;
  fact: StoredFact<'agreement-changes'> | null;
  changes: AgreementChanges;
  paidFrom: CalendarDate | null;
};

async function knownChanges({ viewer, id }: Wanted, deps: ReadDeps): Promise<KnownChanges> {
  const agreement = await knownFact(recordKinds.agreements, { viewer, id }, deps);
  if (agreement === null) throw notThere(recordKinds.agreements, id);
  const [found, paidFrom] = await Promise.all([
    deps.facts.currentFacts('agreement-changes', [id]),
    paidFromOf(id, deps),
  ]);
  const fact = found.get(id) ?? null;
  return { agreement: agreement.body, fact, changes: fact?.body ?? noChanges(id), paidFrom };
}

/** Go-live, or the day after the old system had paid to where that is later. */
async function paidFromOf(agreementId: string, deps: ReadDeps): Promise<CalendarDate | null> {
  const paidToId = openingPositionId({ kind: 'paid-to', id: agreementId });
  const [wentLive, positions] = await Promise.all([
    goLiveOn(todayOf(deps), deps.facts),
    deps.facts.currentFacts('opening-position', [paidToId]),
  ]);
  const paidTo = positions.get(paidToId)?.body.date;
  if (paidTo === undefined) return wentLive;
  return maxDate(addDays(paidTo, 1), ...(wentLive === null ? [] : [wentLive]));
}

/** Records the changes, as long as nobody changed them since they were read. */
async function recordChanges(
  { viewer, version, reason }: { viewer: Viewer; version: number | null; reason: string },
  { known, next, findings }: { known: KnownChanges; next: AgreementChanges; findings: Finding[] },
  deps: ReadDeps,
): Promise<Written> {
  const { fact: seen, changes } = known;
  refuseErrors(findings);
  // A first try may have recorded it and its answer was lost.
  if (seen !== null && sameValue(next, changes)) return { version: seen.version, unchanged: true, findings };
  if ((seen?.version ?? null) !== version) throw changedMeanwhile(next);
  const [recorded] = await deps.facts.recordVersions([
    {
      subject: { kind: 'agreement-changes', id: next.agreementId },
      body: next,
      handFields: [],
      recording: recordedByHand(viewer, reason, deps.clock),
      seen,
    },
  ]);
  if (recorded?.outcome !== 'recorded') throw changedMeanwhile(next);
  return { version: recorded.fact.version, unchanged: false, findings };
}

function changedMeanwhile({ agreementId }: AgreementChanges): Conflict {
  return new Conflict(
    'Somebody else suspended this direct payment, or added to it, since you read it. Read it again, see what they did, then send your change.',
    { ids: { agreementId } },
  );
}
