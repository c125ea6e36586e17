import { nothingBroughtForward, type BroughtForward } from '../../domain/pay/run/brought-forward.ts';
import type { PayRun } from '../../domain/pay/run/pay-run.ts';
import type { PayRunDetail, PayRunSummary, payRunRoutes } from '../../events/api/pay-runs.ts';
import type { Viewer } from '../platform/identity.ts';
import { NotFound } from '../platform/problem-responses.ts';
import type { Asked } from '../platform/route-area.ts';
import type { RunFile } from '../platform/pay/evidence.ts';
import { runPrefix } from '../platform/pay/evidence.ts';
import type { StoredFact } from '../store/items.ts';
import type { PayDeps } from './deps.ts';
import {
  aboutPayee,
  aboutRecovery,
  isHidden,
  withoutHidden,
  type About,
} from '../platform/pay/without-hidden.ts';

/** Runs newest first; a preview that is over is forgotten before the table drops it. */
export async function listRuns({ viewer, query }: Asked<typeof payRunRoutes.listPayRuns>, deps: PayDeps) {
  const { limit, cursor, kind, state } = query;
  const items: PayRunSummary[] = [];
  let next = cursor ?? null;
  do {
    const page = await deps.runs.listRuns({ limit, cursor: next ?? undefined });
    next = page.nextCursor;
    const seen = await withoutHidden(viewer, page.items, ({ body }) => aboutRun(body), deps);
    for (const fact of seen) {
      const { body } = fact;
      if ((kind ?? body.kind) !== body.kind || (state ?? body.state) !== body.state) continue;
      if (!isOver(body, deps)) items.push(await summaryOf(fact, deps));
    }
  } while (next !== null && items.length < limit);
  return { items, nextCursor: next };
}

export async function showRun(
  { viewer, id }: Asked<typeof payRunRoutes.readPayRun>,
  deps: PayDeps,
): Promise<PayRunDetail> {
  const fact = await runSeenBy(viewer, id, deps);
  const versions = await deps.facts.versionsOf('pay-run', id);
  const { payOn, comparison, attention, changedBy, linesHash } = fact.body;
  const seen = await withoutHidden(viewer, comparison, ({ providerId }) => aboutPayee(providerId), deps);
  const ids = seen.map(({ providerId }) => providerId);
  const providers = await deps.facts.currentFacts('provider', ids);
  const forward =
    linesHash === null ? nothingBroughtForward : await deps.evidence.readBroughtForward(fact.body);
  return {
    ...(await summaryOf(fact, deps)),
    ...(await forwardSeenBy(viewer, forward, deps)),
    payOn,
    attention,
    changedBy,
    comparison: seen.map((row) => ({
      ...row,
      providerName: providers.get(row.providerId)?.body.name ?? null,
    })),
    history: versions.toReversed().map(({ body, recordedAt, recordedBy, reason }) => ({
      state: body.state,
      at: recordedAt,
      by: recordedBy,
      reason,
    })),
  };
}

/** What a run takes up of earlier ones, without what is about people kept from the viewer. */
async function forwardSeenBy(
  viewer: Viewer,
  { resends, takenOff }: BroughtForward,
  deps: PayDeps,
): Promise<BroughtForward> {
  const ids = takenOff.flatMap(({ kind, id }) => (kind === 'recovery' ? [id] : []));
  const recoveries = await deps.facts.currentFacts('recovery', ids);
  const aboutTaken = ({ id, payeeId }: { id: string; payeeId: string }): About => {
    const recovery = recoveries.get(id)?.body;
    return recovery === undefined ? aboutPayee(payeeId) : aboutRecovery(recovery);
  };
  return {
    resends: await withoutHidden(viewer, resends, ({ payeeId }) => aboutPayee(payeeId), deps),
    takenOff: await withoutHidden(viewer, takenOff, aboutTaken, deps),
  };
}

/** A run of one person, or of one package, is about that person. */
export function aboutRun({ scope }: Pick<PayRun, 'scope'>): About {
  if (scope === null || 'providerId' in scope) return {};
  return 'personId' in scope ? { personId: scope.personId } : { ids: [scope.packageId] };
}

export async function runSeenBy(viewer: Viewer, id: string, deps: PayDeps): Promise<StoredFact<'pay-run'>> {
  const fact = await runOf(id, deps);
  if (await isHidden(viewer, aboutRun(fact.body), deps)) throw notThere(id);
  return fact;
}

function notThere(id: string): NotFound {
  return new NotFound(`There is no pay run ${id}.`);
}

export async function runOf(id: string, deps: PayDeps): Promise<StoredFact<'pay-run'>> {
  const fact = await deps.runs.readRun(id);
  if (fact === null || isOver(fact.body, deps)) throw notThere(id);
  return fact;
}

function isOver({ expiresAt }: PayRun, { clock }: PayDeps): boolean {
  return expiresAt !== null && expiresAt < clock();
}

async function summaryOf(
  { body, version, recordedAt }: StoredFact<'pay-run'>,
  deps: PayDeps,
): Promise<PayRunSummary> {
  const {
    payRunId,
    kind,
    state,
    throughDate,
    calendar,
    scope,
    startedBy,
    totals,
    linesHash,
    note,
    attempt,
    shards,
  } = body;
  const done = linesHash === null ? await deps.shards.shardsDone(payRunId, attempt) : shards;
  const first = version === 1 ? null : (await deps.facts.versionsOf('pay-run', payRunId)).at(-1);
  return {
    payRunId,
    kind,
    state,
    throughDate,
    calendar,
    scope,
    startedBy,
    startedAt: first?.recordedAt ?? recordedAt,
    ...totals,
    linesHash,
    note,
    issuing: body.state === 'approved' && body.issueBy !== null,
    progress: { done, of: shards },
  };
}

/** The files of a run with links that hold for minutes. */
export async function listFiles({ viewer, id }: Asked<typeof payRunRoutes.listPayRunFiles>, deps: PayDeps) {
  const { body } = await runSeenBy(viewer, id, deps);
  if (!['issued', 'acknowledged', 'settled'].includes(body.state)) return { items: [], nextCursor: null };
  const files: RunFile[] = await deps.evidence.readFiles(body);
  const items = await Promise.all(
    files.map(async (file) => ({
      ...file,
      url: await deps.linkTo(`${runPrefix(body)}/files/${file.name}`, 'evidence'),
    })),
  );
  return { items, nextCursor: null };
}
