import { londonDate } from '../../domain/calendar.ts';
import { decideRun, type RunAct } from '../../domain/pay/run/decide-run.ts';
import { nearEnough } from '../../domain/pay/run/pay-day.ts';
import type { PayRun } from '../../domain/pay/run/pay-run.ts';
import { settings } from '../../domain/settings/settings.ts';
import type { Viewer } from '../platform/identity.ts';
import { limitOf } from '../platform/pay/approval-limit.ts';
import { payDayOfRun } from '../platform/pay/pay-day-of-run.ts';
import { Conflict, Forbidden } from '../platform/problem-responses.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import type { StoredFact } from '../store/items.ts';
import type { PayDeps } from './deps.ts';
import { runSeenBy } from './show-runs.ts';
import { staleSince } from './stale.ts';

type Asking = { viewer: Viewer; id: string; reason: string };
type Acted = { payRunId: string; state: PayRun['state'] };

/** Hands a run on, sends it back or cancels it. */
export async function actOnRun(
  act: 'submit' | 'return' | 'cancel',
  asking: Asking,
  deps: PayDeps,
): Promise<Acted> {
  const seen = await runSeenBy(asking.viewer, asking.id, deps);
  const moved = await move(seen, decided(seen.body, { act }, asking), asking, deps);
  return answer(moved);
}

/** Other runs of the kind begin and end at the same moment; an approval looks again this often. */
const APPROVAL_TRIES = 3;

/**
 * Approves the lines that were seen; facts that changed since make the run ready again and computed anew. The open runs are read
 * before that is asked, so that no write-off crosses with the approval: where they were written meanwhile, it is asked again.
 */
export async function approveRun(
  { linesHash, ...asking }: Asking & { linesHash: string },
  deps: PayDeps,
): Promise<Acted> {
  const seen = await runSeenBy(asking.viewer, asking.id, deps);
  const limitPence = await limitOf(asking.viewer, deps);
  const run = decided(seen.body, { act: 'approve', linesHash, limitPence }, asking);
  for (let attempt = 1; attempt <= APPROVAL_TRIES; attempt += 1) {
    const open = await deps.runs.openRuns(seen.body.kind);
    const stale = await staleSince(seen.body, deps);
    if (stale !== null) {
      await computeAnew(seen, stale, asking, deps);
      throw new Conflict(`${stale} The run is being computed anew: look at it again, then approve it.`, {
        ids: { payRunId: asking.id },
      });
    }
    const moved = await deps.runs.moveRun(seen, run, recordedBy(asking, deps), open);
    if (moved.outcome === 'moved') return answer(moved.run);
    if ((await deps.runs.readRun(asking.id))?.version !== seen.version) break;
  }
  throw actedMeanwhile(asking);
}

/** Asks for the payments of an approved run to be made. */
export async function issueRun(asking: Asking, deps: PayDeps): Promise<Acted> {
  const seen = await runSeenBy(asking.viewer, asking.id, deps);
  decided(seen.body, { act: 'issue' }, asking);
  await refuseTooEarly(seen.body, deps);
  const asked =
    seen.body.issueBy === null
      ? await move(seen, { ...seen.body, issueBy: asking.viewer.userId, note: asking.reason }, asking, deps)
      : seen;
  await deps.send({ act: 'issue', payRunId: asking.id, attempt: asked.body.attempt });
  return answer(asked);
}

/** A run whose pay day is months ahead would be kept back by every file: it is issued nearer its day. */
async function refuseTooEarly(run: PayRun, { facts, clock }: PayDeps): Promise<void> {
  if (run.issueBy !== null) return;
  const today = londonDate(clock());
  const stored = await facts.currentFacts('setting', [settings.calendars.name]);
  const near = nearEnough(payDayOfRun(run, { settings: stored, today }), today);
  if (near.ok) return;
  const { rule, message } = near;
  throw new Conflict(message, {
    errors: [{ field: null, rule, message }],
    ids: { payRunId: run.payRunId },
  });
}

async function computeAnew(
  seen: StoredFact<'pay-run'>,
  because: string,
  { viewer }: Asking,
  deps: PayDeps,
): Promise<void> {
  const attempt = seen.body.attempt + 1;
  const body: PayRun = {
    ...seen.body,
    state: 'computing',
    attempt,
    computedFrom: null,
    linesHash: null,
    note: because,
  };
  const moved = await deps.runs.moveRun(seen, body, recordedByHand(viewer, because, deps.clock));
  if (moved.outcome === 'moved') await deps.send({ act: 'plan', payRunId: seen.body.payRunId, attempt });
}

function decided(run: PayRun, act: RunAct, { viewer, reason }: Asking): PayRun {
  const decision = decideRun(run, act, { userId: viewer.userId, reason });
  if (decision.outcome === 'moved') return decision.run;
  const { rule, message } = decision;
  const circumstances = {
    errors: [{ field: null, rule, message }],
    ids: { payRunId: run.payRunId, state: run.state },
  };
  if (rule === 'wrong-state' || rule === 'lines-changed' || rule === 'issuing')
    throw new Conflict(message, circumstances);
  throw new Forbidden(message, circumstances);
}

async function move(seen: StoredFact<'pay-run'>, body: PayRun, asking: Asking, deps: PayDeps) {
  const moved = await deps.runs.moveRun(seen, body, recordedBy(asking, deps));
  if (moved.outcome === 'moved') return moved.run;
  throw actedMeanwhile(asking);
}

function recordedBy({ viewer, reason }: Asking, { clock }: PayDeps): ReturnType<typeof recordedByHand> {
  return recordedByHand(viewer, reason, clock);
}

function actedMeanwhile({ id }: Asking): Conflict {
  return new Conflict('Somebody else acted on this run at the same moment. Look at it again.', {
    ids: { payRunId: id },
  });
}

function answer({ body }: StoredFact<'pay-run'>): Acted {
  return { payRunId: body.payRunId, state: body.state };
}
