import type { Subject } from '../../domain/facts/fact.ts';
import type { PayRun } from '../../domain/pay/run/pay-run.ts';
import { readCareMonthId } from '../../domain/pay/care-month.ts';
import { readSubject } from '../platform/pay/load-payables.ts';
import type { PayDeps } from './deps.ts';

/** People and providers up to so many are asked for their packages one by one; beyond, the run’s packages are read. */
const FEW_OWNERS = 20;

/** What is paid that a changed fact concerns. */
export async function changedSubjects(
  asked: readonly Subject[],
  run: PayRun,
  deps: PayDeps,
): Promise<Set<string>> {
  const changed = asked.flatMap(withOwners);
  const isOwner = ({ kind }: Subject): boolean =>
    kind === 'person' || kind === 'contributions' || kind === 'provider';
  const owners = changed.filter(isOwner);
  if (owners.length <= FEW_OWNERS) return subjectsOneByOne(changed, run, deps);
  const subjects = await subjectsOneByOne(
    changed.filter((each) => !isOwner(each)),
    run,
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

async function subjectsOneByOne(
  changed: readonly Subject[],
  run: PayRun,
  deps: PayDeps,
): Promise<Set<string>> {
  const subjects = new Set<string>();
  for (const { kind, id } of changed) {
    if (kind === 'package' || kind === 'expenses' || kind === 'order-agreement')
      subjects.add(`package:${id}`);
    else if (kind === 'actuals') subjects.add(`package:${readCareMonthId(id).packageId}`);
    else if (kind === 'direct-payment-agreement' || kind === 'agreement-changes')
      subjects.add(`agreement:${id}`);
    else if (kind === 'manual-invoice') subjects.add(`manual-invoice:${id}`);
    else if (kind === 'opening-position') addOpening(subjects, id);
    else if (kind === 'person' || kind === 'contributions') await addPerson(subjects, id, deps);
    else if (kind === 'hold') await addHold(subjects, id, run, deps);
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

async function addHold(subjects: Set<string>, holdId: string, run: PayRun, deps: PayDeps): Promise<void> {
  const on = (await deps.facts.currentFacts('hold', [holdId])).get(holdId)?.body.on;
  if (on === undefined) return;
  if ('packageId' in on) {
    for (const kind of ['package', 'agreement', 'manual-invoice']) subjects.add(`${kind}:${on.packageId}`);
  } else if ('lineId' in on) await addLine(subjects, on.lineId, run, deps);
  else if (run.kind === 'manual') await addAll(subjects, run, deps);
  else if ('providerId' in on) await addProvider(subjects, on.providerId, deps);
  else await addPerson(subjects, on.personId, deps);
}

/** A line that is held by itself is one that somebody saw in this run, or one that the run lets go. */
async function addLine(
  subjects: Set<string>,
  lineId: string,
  run: PayRun,
  { evidence }: PayDeps,
): Promise<void> {
  for (let shard = 1; shard <= run.shards; shard += 1)
    for (const { subject, lines, released } of await evidence.readRows(run, shard))
      if ([...lines, ...released].some((line) => line.lineId === lineId)) subjects.add(subject);
}

/** Paper invoices are few, and nothing leads to them from their provider or person. */
async function addAll(subjects: Set<string>, run: PayRun, { shards }: PayDeps): Promise<void> {
  for (const shard of await shards.shardsOf(run.payRunId, run.attempt))
    for (const subject of shard.subjects) subjects.add(subject);
}
