import { londonDate } from '../../domain/calendar.ts';
import { readThought, type HypotheticalWrite } from '../../domain/pay/run/hypothetical.ts';
import { newRun } from '../../domain/pay/run/new-run.ts';
import type { PayRun, PayScope } from '../../domain/pay/run/pay-run.ts';
import type { Reach } from '../../domain/pay/run/scope.ts';
import type { payRunRoutes } from '../../events/api/pay-runs.ts';
import { addSeconds } from '../platform/clock.ts';
import type { Viewer } from '../platform/identity.ts';
import { findCalendar, runSettingNames } from '../platform/pay/council-rules.ts';
import { Conflict, Unacceptable } from '../platform/problem-responses.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import type { Asked } from '../platform/route-area.ts';
import type { PayDeps } from './deps.ts';
import { refusal } from './refusal.ts';
import { aboutRun } from './show-runs.ts';
import { isHidden } from '../platform/pay/without-hidden.ts';

const PREVIEW_SECONDS = 86_400;

/** Begins a run or a preview; the work is done by the workers of runs. */
export async function startRun(
  { viewer, body }: Asked<typeof payRunRoutes.startPayRun>,
  deps: PayDeps,
): Promise<{ payRunId: string; state: PayRun['state'] }> {
  const { kind, throughDate, calendar = null, scope = null, preview = false, hypothetical = [] } = body;
  if (hypothetical.length > 0 && !preview) {
    throw refusal('hypothetical', 'only-in-preview', 'Changes that are only thought belong to a preview.');
  }
  checkThoughts(hypothetical, deps);
  await checkCalendar(calendar, deps);
  const reach = await reachOf(scope, viewer, deps);
  const now = deps.clock();
  const payRunId = await deps.runs.nextPayRunId();
  const run = newRun({
    payRunId,
    kind,
    state: preview ? 'preview' : 'computing',
    throughDate,
    calendar,
    scope,
    startedBy: viewer.userId,
    expiresAt: preview ? addSeconds(now, PREVIEW_SECONDS) : null,
    hypothetical,
  });
  const recording = recordedByHand(viewer, preview ? 'preview' : 'begun by hand', deps.clock);
  const started = await deps.runs.startRun(run, reach, recording);
  if (started.outcome !== 'started') {
    throw new Conflict(
      `Run ${started.payRunId} of the same kind is open and overlaps what you ask for. Issue or cancel it first.`,
      { ids: { payRunId: started.payRunId } },
    );
  }
  await deps.send({ act: 'plan', payRunId, attempt: 1 });
  return { payRunId, state: run.state };
}

/** A change that could not be recorded cannot be thought either; every fault of every change is named. */
function checkThoughts(writes: readonly HypotheticalWrite[], { clock }: PayDeps): void {
  const errors = writes.flatMap((write, place) =>
    readThought(write, londonDate(clock())).findings.map(({ field, rule, message }) => ({
      field: `hypothetical.${place}.${field ?? ''}`,
      rule,
      message,
    })),
  );
  const [first] = errors;
  if (first !== undefined) throw new Unacceptable(first.message, { errors });
}

async function checkCalendar(calendar: string | null, deps: PayDeps): Promise<void> {
  if (calendar === null) return;
  const stored = await deps.facts.currentFacts('setting', runSettingNames);
  if (findCalendar(stored, calendar, londonDate(deps.clock())) !== undefined) return;
  throw refusal('calendar', 'unknown-calendar', `There is no calendar “${calendar}” in the settings.`);
}

/** Which providers and people a scope touches, so that overlapping runs are found. */
async function reachOf(scope: PayScope | null, viewer: Viewer, deps: PayDeps): Promise<Reach> {
  if (scope === null) return { scope, providerIds: [], personIds: [] };
  const [[field, id] = ['', '']] = Object.entries(scope);
  if (await isHidden(viewer, aboutRun({ scope }), deps)) throw unknown(field, id);
  if ('providerId' in scope) {
    const known = await deps.facts.whichExist('provider', [scope.providerId]);
    if (known.size === 0) throw unknown('providerId', scope.providerId);
    return { scope, providerIds: [scope.providerId], personIds: [] };
  }
  if ('personId' in scope) {
    const known = await deps.facts.whichExist('person', [scope.personId]);
    if (known.size === 0) throw unknown('personId', scope.personId);
    const packages = await deps.lists.ofPerson('package', scope.personId);
    return { scope, providerIds: packages.map(({ body }) => body.providerId), personIds: [scope.personId] };
  }
  const { packageId } = scope;
  const [packages, agreements, invoices] = await Promise.all([
    deps.facts.currentFacts('package', [packageId]),
    deps.facts.currentFacts('direct-payment-agreement', [packageId]),
    deps.facts.currentFacts('manual-invoice', [packageId]),
  ]);
  const found = packages.get(packageId)?.body;
  if (found !== undefined) return { scope, providerIds: [found.providerId], personIds: [found.personId] };
  const agreement = agreements.get(packageId)?.body;
  if (agreement !== undefined) return { scope, providerIds: [], personIds: [agreement.personId] };
  const invoice = invoices.get(packageId)?.body;
  if (invoice === undefined) throw unknown('packageId', packageId);
  return {
    scope,
    providerIds: [invoice.providerId],
    personIds: invoice.personId === null ? [] : [invoice.personId],
  };
}

function unknown(field: string, id: string): Unacceptable {
  return refusal(`scope.${field}`, 'unknown-reference', `${id} is not known.`);
}
