import type { Subject } from '../../domain/facts/fact.ts';
import { canonicalJson } from '../../domain/facts/canonical-json.ts';
import type { PayRun } from '../../domain/pay/run/pay-run.ts';
import { readKey } from '../../domain/pay/component.ts';
import { runSettingNames } from '../platform/pay/council-rules.ts';
import type { EvidenceRow, ShardSummary } from '../platform/pay/evidence.ts';
import { broughtForwardTo } from '../platform/pay/brought-forward.ts';
import { positionsThatCount, standingNow, takenOffOf } from '../platform/pay/standing.ts';
import { reckon } from '../platform/pay/reckon.ts';
import type { SeenPosition } from '../store/position-store.ts';
import { changedSubjects } from './changed-subjects.ts';
import type { PayDeps } from './deps.ts';

/** A write that began before a run was computed may have ended after it: marks are looked for from a little earlier. */
const MARGIN_MILLISECONDS = 60_000;

/**
 * Why a run is no longer what it would be if it were computed now, in a sentence; null where it still is. Facts of single
 * packages are reckoned again; a change of a price list, a rule or a provider asks for the whole run.
 */
export async function staleSince(run: PayRun, deps: PayDeps): Promise<string | null> {
  if (run.computedFrom === null) return null;
  const parts = await deps.evidence.everySummary(run);
  if (await isForwardStale(run, parts, deps)) {
    return 'What earlier payments leave to send again or to take off changed since the run was computed.';
  }
  const since = new Date(Date.parse(run.computedFrom) - MARGIN_MILLISECONDS).toISOString();
  const changed = await deps.marks.changedSince(since);
  const cancelling = cancellingSubjects(parts);
  if (changed.length === 0 && cancelling.length === 0) return null;
  const shared = await sharedFacts(changed, run, deps);
  if (shared.length > 0) return `${shared.join(', ')} changed since the run was computed.`;
  const touched = await changedSubjects(changed, run, deps);
  const stale = await changedLines(run, new Set([...touched, ...cancelling]), deps);
  const [first] = stale;
  if (first === undefined) return null;
  const more = stale.length === 1 ? '' : ` and ${stale.length - 1} more`;
  return `Facts of ${first}${more} changed since the run was computed.`;
}

/** Whether a payment came back, was released or was keyed as made outside, or a recovery moved, that concerns the run. */
async function isForwardStale(run: PayRun, parts: readonly ShardSummary[], deps: PayDeps): Promise<boolean> {
  const [seen, now] = await Promise.all([
    deps.evidence.readBroughtForward(run),
    broughtForwardTo(run, parts, { ...deps, records: deps.facts }),
  ]);
  return canonicalJson(seen) !== canonicalJson(now);
}

/**
 * What is paid of which a line cancels what is owed. No mark says that a payee paid it back or that it was given up, so that it is
 * reckoned again: what is owed no more is cancelled by nothing.
 */
function cancellingSubjects(parts: readonly ShardSummary[]): string[] {
  const ids = parts.flatMap(({ cancelled }) => cancelled.map(({ key }) => readKey(key).packageId));
  return ids.flatMap((id) => [`package:${id}`, `agreement:${id}`, `manual-invoice:${id}`]);
}

/** Facts that many packages share, in a version later than the run’s. */
async function sharedFacts(changed: readonly Subject[], run: PayRun, deps: PayDeps): Promise<string[]> {
  const later = changed.filter(({ kind, id }) =>
    kind === 'setting' ? runSettingNames.includes(id) : kind === 'service-type' || kind === 'rate-card',
  );
  const since = run.computedFrom ?? '';
  const named: string[] = [];
  for (const { kind, id } of later) {
    const fact = (await deps.facts.currentFacts(kind, [id])).get(id);
    if (fact !== undefined && fact.recordedAt > since) named.push(`${kind} ${id}`);
  }
  return named;
}

/** The packages whose lines would be others if they were reckoned now. */
async function changedLines(run: PayRun, touched: ReadonlySet<string>, deps: PayDeps): Promise<string[]> {
  const shards = await deps.shards.shardsOf(run.payRunId, run.attempt);
  const [settings, holds] = await Promise.all([
    deps.facts.currentFacts('setting', runSettingNames),
    deps.holds(),
  ]);
  const stale: string[] = [];
  for (const { shard, subjects } of shards) {
    const own = subjects.filter((subject) => touched.has(subject));
    if (own.length === 0) continue;
    const rows = new Map((await deps.evidence.readRows(run, shard)).map((row) => [row.subject, row]));
    const positions = await deps.positions.positionsOf(own);
    const positionOf = await positionsThatCount(positions, run, deps.runs);
    const again = await reckon(run, own, {
      facts: { factsOf: (kind, ids) => deps.facts.currentFacts(kind, ids) },
      terms: { settings, holds },
      positionOf: standingNow(positionOf, await takenOffOf(own, positionOf, deps.lists)),
    });
    for (const { subject, pay } of again) {
      const row = rows.get(subject);
      if (seen(row) !== seen(pay) || isTakenUp(row, positions.get(subject), run)) stale.push(pay.packageId);
    }
  }
  return stale;
}

/**
 * Whether a run of another kind has been at a package since, as when its home turns out to be a carer: only the lines of
 * the last run that was there count, so that those of this one would be paid again.
 */
function isTakenUp(
  row: EvidenceRow | undefined,
  position: SeenPosition | undefined,
  { payRunId, attempt }: PayRun,
): boolean {
  const moved = row !== undefined && row.lines.length + row.released.length > 0;
  return moved && (position?.payRunId !== payRunId || position.attempt !== attempt);
}

/** What an approver saw of a package: its lines, and what they cancel of what is owed. */
function seen(row: Pick<EvidenceRow, 'lines' | 'released' | 'settlements'> | undefined): string {
  return canonicalJson([
    (row?.lines ?? []).map(({ key, from, to, amountPence, heldBy }) => ({
      key,
      from,
      to,
      amountPence,
      heldBy,
    })),
    (row?.released ?? []).map(({ lineId }) => lineId),
    (row?.settlements ?? []).flatMap(({ cancelled }) => cancelled),
  ]);
}
