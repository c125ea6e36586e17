import type { Subject } from '../../domain/facts/fact.ts';
import { canonicalJson } from '../../domain/facts/canonical-json.ts';
import type { PayRun } from '../../domain/pay/run/pay-run.ts';
import { runSettingNames } from '../platform/pay/council-rules.ts';
import type { EvidenceRow } from '../platform/pay/evidence.ts';
import { readSubject } from '../platform/pay/load-payables.ts';
import { broughtForwardTo } from '../platform/pay/brought-forward.ts';
import { positionsThatCount, standingNow, takenOffOf } from '../platform/pay/standing.ts';
import { reckon } from '../platform/pay/reckon.ts';
import type { PayDeps } from './deps.ts';

/** A write that began before a run was computed may have ended after it: marks are looked for from a little earlier. */
const MARGIN_MILLISECONDS = 60_000;

/**
 * Why a run is no longer what it would be if it were computed now, in a sentence; null where it still is. Facts of single
 * packages are reckoned again; a change of a price list, a rule or a provider asks for the whole run.
 */
export async function staleSince(run: PayRun, deps: PayDeps): Promise<string | null> {
  if (run.computedFrom === null) return null;
  if (await isForwardStale(run, deps)) {
    return 'What earlier payments leave to send again or to take off changed since the run was computed.';
  }
  const since = new Date(Date.parse(run.computedFrom) - MARGIN_MILLISECONDS).toISOString();
  const changed = await deps.marks.changedSince(since);
  if (changed.length === 0) return null;
  const shared = await sharedFacts(changed, run, deps);
  if (shared.length > 0) return `${shared.join(', ')} changed since the run was computed.`;
  const touched = await subjectsOf(changed, run, deps);
  const stale = await changedLines(run, touched, deps);
  const [first] = stale;
  if (first === undefined) return null;
  const more = stale.length === 1 ? '' : ` and ${stale.length - 1} more`;
  return `Facts of ${first}${more} changed since the run was computed.`;
}

/** Whether a payment came back, was released or was keyed as made outside, or a recovery moved, that concerns the run. */
async function isForwardStale(run: PayRun, deps: PayDeps): Promise<boolean> {
  const parts = await deps.evidence.everySummary(run);
  const [seen, now] = await Promise.all([
    deps.evidence.readBroughtForward(run),
    broughtForwardTo(run, parts, { ...deps, records: deps.facts }),
  ]);
  return canonicalJson(seen) !== canonicalJson(now);
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

/** People and providers up to so many are asked for their packages one by one; beyond, the run’s packages are read. */
const FEW_OWNERS = 20;

/** What is paid that a changed fact concerns. */
async function subjectsOf(asked: readonly Subject[], run: PayRun, deps: PayDeps): Promise<Set<string>> {
  const changed = asked.flatMap(withOwners);
  const isOwner = ({ kind }: Subject): boolean =>
    kind === 'person' || kind === 'contributions' || kind === 'provider';
  const owners = changed.filter(isOwner);
  if (owners.length <= FEW_OWNERS) return subjectsOneByOne(changed, deps);
  const subjects = await subjectsOneByOne(
    changed.filter((each) => !isOwner(each)),
    deps,
  );
  for (const subject of await ownedInRun(owners, run, deps)) subjects.add(subject);
  return subjects;
}

const HOLD_OF_OLD = 'hold:';

/** A hold of the old system names a person or a provider as readily as a package. */
function withOwners(changed: Subject): Subject[] {
  if (changed.kind !== 'opening-position' || !changed.id.startsWith(HOLD_OF_OLD)) return [changed];
  const id = changed.id.slice(HOLD_OF_OLD.length);
  return [changed, { kind: 'person', id }, { kind: 'provider', id }];
}

/** What a run pays that belongs to one of many people or providers, as after an extract of all of them. */
async function ownedInRun(owners: readonly Subject[], run: PayRun, deps: PayDeps): Promise<string[]> {
  const idsOf = (isWanted: (kind: Subject['kind']) => boolean): Set<string> =>
    new Set(owners.filter(({ kind }) => isWanted(kind)).map(({ id }) => id));
  const providers = idsOf((kind) => kind === 'provider');
  const people = idsOf((kind) => kind !== 'provider');
  const owned: string[] = [];
  for (const { subjects } of await deps.shards.shardsOf(run.payRunId, run.attempt)) {
    const named = subjects.map(readSubject);
    const ofKind = (wanted: string): string[] =>
      named.filter(({ kind }) => kind === wanted).map(({ id }) => id);
    const [packages, agreements] = await Promise.all([
      deps.facts.currentFacts('package', ofKind('package')),
      deps.facts.currentFacts('direct-payment-agreement', ofKind('agreement')),
    ]);
    for (const { body } of packages.values())
      if (people.has(body.personId) || providers.has(body.providerId))
        owned.push(`package:${body.packageId}`);
    for (const { body } of agreements.values())
      if (people.has(body.personId)) owned.push(`agreement:${body.agreementId}`);
  }
  return owned;
}

async function subjectsOneByOne(changed: readonly Subject[], deps: PayDeps): Promise<Set<string>> {
  const subjects = new Set<string>();
  for (const { kind, id } of changed) {
    if (kind === 'package' || kind === 'expenses' || kind === 'order-agreement')
      subjects.add(`package:${id}`);
    else if (kind === 'direct-payment-agreement') subjects.add(`agreement:${id}`);
    else if (kind === 'manual-invoice') subjects.add(`manual-invoice:${id}`);
    else if (kind === 'opening-position') addOpening(subjects, id);
    else if (kind === 'person' || kind === 'contributions') await addPerson(subjects, id, deps);
    else if (kind === 'hold') await addHold(subjects, id, deps);
    else if (kind === 'provider') await addProvider(subjects, id, deps);
  }
  return subjects;
}

function addOpening(subjects: Set<string>, id: string): void {
  const [, owner = ''] = id.split(':');
  subjects.add(`package:${owner}`).add(`agreement:${owner}`);
}

async function addPerson(subjects: Set<string>, personId: string, { lists }: PayDeps): Promise<void> {
  const [packages, agreements] = await Promise.all([
    lists.ofPerson('package', personId),
    lists.ofPerson('direct-payment-agreement', personId),
  ]);
  for (const { body } of packages) subjects.add(`package:${body.packageId}`);
  for (const { body } of agreements) subjects.add(`agreement:${body.agreementId}`);
}

async function addProvider(subjects: Set<string>, providerId: string, { lists }: PayDeps): Promise<void> {
  for (const id of await lists.everyPackageId([providerId])) subjects.add(`package:${id}`);
}

async function addHold(subjects: Set<string>, holdId: string, deps: PayDeps): Promise<void> {
  const on = (await deps.facts.currentFacts('hold', [holdId])).get(holdId)?.body.on;
  if (on === undefined) return;
  if ('providerId' in on) await addProvider(subjects, on.providerId, deps);
  else if ('personId' in on) await addPerson(subjects, on.personId, deps);
  else if ('packageId' in on) subjects.add(`package:${on.packageId}`).add(`agreement:${on.packageId}`);
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
      if (seen(rows.get(subject)) !== seen(pay)) stale.push(pay.packageId);
    }
  }
  return stale;
}

/** What an approver saw of a package. */
function seen(row: Pick<EvidenceRow, 'lines' | 'released'> | undefined): string {
  return canonicalJson([
    (row?.lines ?? []).map(({ key, from, to, amountPence, heldBy }) => ({
      key,
      from,
      to,
      amountPence,
      heldBy,
    })),
    (row?.released ?? []).map(({ lineId }) => lineId),
  ]);
}
