import { addDays } from '../../domain/calendar.ts';
import { accruedTotals, yearEndAccrual } from '../../domain/ledger/accruals.ts';
import { invariant, type Reading, type Refusal } from '../../domain/outcome.ts';
import {
  accruable,
  decideAccrual,
  proposeAccrual as proposal,
  type Accrual,
  type AccrualAct,
} from '../../domain/pay/run/accrual.ts';
import type { AccrualDetail, AccrualSummary, accrualRoutes } from '../../events/api/accruals.ts';
import type { Viewer } from '../platform/identity.ts';
import { Conflict, Forbidden, NotFound, Unacceptable } from '../platform/problem-responses.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import type { Asked } from '../platform/route-area.ts';
import type { StoredFact } from '../store/items.ts';
import { limitOf } from '../platform/pay/approval-limit.ts';
import type { PayDeps } from './deps.ts';
import { runOf } from './show-runs.ts';
import { unbookedCare } from './unbooked-care.ts';

type Asking = { viewer: Viewer; id: string; reason: string };
type Acted = Pick<Accrual, 'accrualId' | 'state'>;

/** Keeps what a preview through 31 March shows unpaid, and what was paid of the year since its end, for somebody else to approve. */
export async function proposeAccrual(
  { viewer, body: { payRunId, reason } }: Asked<typeof accrualRoutes.proposeAccrual>,
  deps: PayDeps,
): Promise<Acted> {
  const { body: run } = await runOf(payRunId, deps);
  const about = accepted(accruable(run), { payRunId });
  const { amounts, issuedSince } = await unbookedCare(run, about, deps);
  const totals = accruedTotals(amounts);
  const body = accepted(proposal(run, { ...about, totals, issuedSince, by: viewer.userId }), { payRunId });
  const accruals = await everyAccrual(deps);
  const other = accruals.find(
    ({ body: { kind, year, state } }) => kind === body.kind && year === body.year && state !== 'cancelled',
  );
  if (other !== undefined) throw taken(other.body);
  const seen = accruals.find(({ subject }) => subject.id === body.accrualId) ?? null;
  const subject = { kind: 'accrual' as const, id: body.accrualId };
  const recording = recordedByHand(viewer, reason, deps.clock);
  const [recorded] = await deps.facts.recordVersions([{ subject, body, handFields: [], recording, seen }]);
  if (recorded?.outcome !== 'recorded') throw meanwhile(body);
  return answer(recorded.fact);
}

/** Books what was proposed on 31 March and takes it back on 1 April. */
export async function approveAccrual(asking: Asking, deps: PayDeps): Promise<Acted> {
  const seen = await accrualOf(asking.id, deps);
  const limitPence = await limitOf(asking.viewer, deps);
  const body = decided(seen, { act: 'approve', limitPence }, asking);
  const booked = yearEndAccrual({ of: body.kind, yearOf: body.yearEnd, totals: body.totals });
  invariant(booked !== null, 'an accrual that was proposed is about something');
  const done = await deps.accruals.bookAccrual(seen, body, {
    entries: [booked.accrual, booked.reversal],
    recording: recordedByHand(asking.viewer, asking.reason, deps.clock),
  });
  if (done.outcome === 'booked') return answer(done.fact);
  throw done.outcome === 'accrued-before' ? taken({ ...body, state: 'approved' }) : meanwhile(body);
}

/** Lets go of what was proposed: nothing was booked. */
export async function cancelAccrual(asking: Asking, deps: PayDeps): Promise<Acted> {
  const seen = await accrualOf(asking.id, deps);
  const body = decided(seen, { act: 'cancel' }, asking);
  const recording = recordedByHand(asking.viewer, asking.reason, deps.clock);
  const subject = { kind: 'accrual' as const, id: body.accrualId };
  const [recorded] = await deps.facts.recordVersions([{ subject, body, handFields: [], recording, seen }]);
  if (recorded?.outcome !== 'recorded') throw meanwhile(body);
  return answer(recorded.fact);
}

/** There are at most a few a year: the cursor is a place in all of them. */
export async function listAccruals({ query }: Asked<typeof accrualRoutes.listAccruals>, deps: PayDeps) {
  const all = (await everyAccrual(deps)).toSorted((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1));
  const start = Number(query.cursor ?? '0');
  const end = start + query.limit;
  const items = await Promise.all(
    all
      .slice(start, end)
      .map(async (fact) => summaryOf(fact, await deps.facts.versionsOf('accrual', fact.subject.id))),
  );
  return { items, nextCursor: end < all.length ? String(end) : null };
}

export async function showAccrual(id: string, deps: PayDeps): Promise<AccrualDetail> {
  const fact = await accrualOf(id, deps);
  const versions = await deps.facts.versionsOf('accrual', id);
  const { totals, madeBy, issuedSince } = fact.body;
  return {
    ...summaryOf(fact, versions),
    totals,
    madeBy,
    issuedSince,
    lineCount: totals.reduce((sum, { lineCount }) => sum + lineCount, 0),
    history: versions.toReversed().map(({ body, recordedAt, recordedBy, reason }) => ({
      state: body.state,
      at: recordedAt,
      by: recordedBy,
      reason,
    })),
  };
}

/** The last time it was proposed: what was cancelled may be proposed again. */
function summaryOf(
  { body }: StoredFact<'accrual'>,
  versions: readonly StoredFact<'accrual'>[],
): AccrualSummary {
  const { totals: _totals, madeBy: _madeBy, linesHash: _linesHash, issuedSince: _issued, ...shown } = body;
  const proposed = versions.find(({ body }) => body.state === 'proposed');
  invariant(proposed !== undefined, 'an accrual was proposed before anything else');
  const { recordedAt: proposedAt, recordedBy: proposedBy } = proposed;
  return { ...shown, reversedOn: addDays(shown.yearEnd, 1), proposedAt, proposedBy };
}

async function everyAccrual({ lists, facts }: PayDeps): Promise<StoredFact<'accrual'>[]> {
  return [...(await facts.currentFacts('accrual', await lists.everyId('accrual'))).values()];
}

async function accrualOf(id: string, { facts }: PayDeps): Promise<StoredFact<'accrual'>> {
  const fact = (await facts.currentFacts('accrual', [id])).get(id);
  if (fact === undefined) throw new NotFound(`There is no accrual ${id}.`);
  return fact;
}

function placeOf({ body: { year, kind, payRunId } }: StoredFact<'accrual'>): string {
  return `${year} ${payRunId} ${kind}`;
}

function decided({ body }: StoredFact<'accrual'>, act: AccrualAct, { viewer }: Asking): Accrual {
  const decision = decideAccrual(body, act, viewer.userId);
  if (decision.ok) return decision.value;
  const { rule, message } = decision;
  const circumstances = { errors: [{ field: null, rule, message }], ids: { accrualId: body.accrualId } };
  if (rule === 'wrong-state') throw new Conflict(message, circumstances);
  throw new Forbidden(message, circumstances);
}

/** A run in another state may become right; a run of another kind of question never does. */
const CONFLICTS: readonly string[] = ['not-a-preview', 'not-complete', 'nothing-unpaid'];

function accepted<T>(reading: Reading<T>, ids: { payRunId: string }): T {
  if (reading.ok) return reading.value;
  const { rule, message }: Refusal = reading;
  const errors = [{ field: 'payRunId', rule, message }];
  if (CONFLICTS.includes(rule)) throw new Conflict(message, { errors, ids });
  throw new Unacceptable(message, { errors, ids });
}

function taken({ accrualId, kind, year, state }: Accrual): Conflict {
  const message =
    state === 'approved'
      ? `The care of ${year} (${kind}) is accrued already, and only once.`
      : `Accrual ${accrualId} of the care of ${year} (${kind}) waits to be approved. Cancel it first.`;
  return new Conflict(message, {
    errors: [{ field: null, rule: 'accrued-once', message }],
    ids: { accrualId },
  });
}

function meanwhile({ accrualId }: Accrual): Conflict {
  return new Conflict('Somebody else acted on this accrual at the same moment. Look at it again.', {
    ids: { accrualId },
  });
}

function answer({ body: { accrualId, state } }: StoredFact<'accrual'>): Acted {
  return { accrualId, state };
}
