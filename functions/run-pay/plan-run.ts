import type { PayRun, PayRunKind } from '../../domain/pay/run/pay-run.ts';
import { runKindOf } from '../../domain/pay/run/scope.ts';
import type { Provider } from '../../domain/records/provider.ts';
import type { ListStore } from '../store/list-store.ts';
import { isComputing } from './compute-shard.ts';
import type { ShardCut } from '../store/shard-store.ts';
import { rareFactsOf } from './rare-facts.ts';
import type { RunDeps } from './deps.ts';

/** Packages in a part of the work: few enough for one worker’s memory and time, many enough to keep messages few. */
const SHARD_SIZE = 500;
const SYSTEM = 'careledger';
const ALL_PROVIDERS = 200;

/** Finds what a run is about, cuts it into parts and has them worked off. */
export async function planRun(
  { payRunId, attempt }: { payRunId: string; attempt: number },
  deps: RunDeps,
): Promise<void> {
  const seen = await deps.runs.readRun(payRunId);
  if (seen?.body.attempt !== attempt || !isComputing(seen.body)) return;
  let run = seen;
  if (seen.body.computedFrom === null) {
    // Before anything is listed: what is recorded while the lists are read counts as changed since.
    const computedFrom = deps.clock();
    const subjects = await subjectsOf(seen.body, deps);
    const rareFacts = await rareFactsOf(deps.lists);
    const parts: ShardCut[] = [];
    for (let start = 0; start < subjects.length; start += SHARD_SIZE) {
      const some = subjects.slice(start, start + SHARD_SIZE);
      parts.push({ subjects: some, rareFacts: rareFacts(some) });
    }
    await deps.shards.putShards(payRunId, attempt, parts);
    const body = { ...seen.body, shards: parts.length, computedFrom };
    const recording = {
      recordedAt: deps.clock(),
      recordedBy: SYSTEM,
      source: { kind: 'hand' as const },
      reason: null,
    };
    const moved = await deps.runs.moveRun(seen, body, recording);
    if (moved.outcome === 'changed-meanwhile') return;
    run = moved.run;
  }
  for (let shard = 1; shard <= run.body.shards; shard += 1)
    await deps.send({ act: 'shard', payRunId, attempt, shard });
  if (run.body.shards === 0) await deps.send({ act: 'conclude', payRunId, attempt });
}

/** Which packages, agreements or invoices a run looks at, in order. */
async function subjectsOf(run: PayRun, deps: RunDeps): Promise<string[]> {
  const { scope, kind } = run;
  const found = scope === null ? await everySubject(kind, deps) : await subjectsInScope(run, deps);
  return [...new Set(found)].sort();
}

async function everySubject(kind: PayRunKind, deps: RunDeps): Promise<string[]> {
  if (kind === 'manual')
    return (await deps.lists.everyId('manual-invoice')).map((id) => `manual-invoice:${id}`);
  const providerIds = (await everyProvider(deps.lists))
    .filter((provider) => runKindOf(provider) === kind)
    .map(({ providerId }) => providerId);
  const packages = (await deps.lists.everyPackageId(providerIds)).map((id) => `package:${id}`);
  if (kind !== 'direct-payments') return packages;
  return [
    ...packages,
    ...(await deps.lists.everyId('direct-payment-agreement')).map((id) => `agreement:${id}`),
  ];
}

async function subjectsInScope({ scope, kind }: PayRun, deps: RunDeps): Promise<string[]> {
  if (scope === null) return [];
  if ('packageId' in scope) return subjectsOfId(scope.packageId, kind, deps);
  if ('providerId' in scope) {
    if (kind === 'manual') return invoicesOf(scope.providerId, deps);
    return (await deps.lists.everyPackageId([scope.providerId])).map((id) => `package:${id}`);
  }
  const packages = kind === 'manual' ? [] : await deps.lists.ofPerson('package', scope.personId);
  const ofKind = await packagesOfKind(
    packages.map(({ body }) => body),
    kind,
    deps,
  );
  if (kind !== 'direct-payments') return ofKind;
  const agreements = await deps.lists.ofPerson('direct-payment-agreement', scope.personId);
  return [...ofKind, ...agreements.map(({ body }) => `agreement:${body.agreementId}`)];
}

/** An id may be that of a package, or in a run of direct payments that of an agreement. */
async function subjectsOfId(id: string, kind: PayRunKind, { records }: RunDeps): Promise<string[]> {
  if (kind === 'manual') return [`manual-invoice:${id}`];
  if (kind !== 'direct-payments') return [`package:${id}`];
  const agreements = await records.currentFacts('direct-payment-agreement', [id]);
  return agreements.has(id) ? [`agreement:${id}`] : [`package:${id}`];
}

async function invoicesOf(providerId: string, { lists, records }: RunDeps): Promise<string[]> {
  const ids = await lists.everyId('manual-invoice');
  const invoices = await records.currentFacts('manual-invoice', ids);
  return [...invoices.values()]
    .filter(({ body }) => body.providerId === providerId)
    .map(({ body }) => `manual-invoice:${body.invoiceId}`);
}

async function packagesOfKind(
  packages: readonly { packageId: string; providerId: string }[],
  kind: PayRunKind,
  { records }: RunDeps,
): Promise<string[]> {
  const providers = await records.currentFacts(
    'provider',
    packages.map(({ providerId }) => providerId),
  );
  return packages.flatMap(({ packageId, providerId }) => {
    const provider = providers.get(providerId)?.body;
    return provider === undefined || runKindOf(provider) === kind ? [`package:${packageId}`] : [];
  });
}

async function everyProvider(lists: ListStore): Promise<Provider[]> {
  const providers: Provider[] = [];
  let cursor: string | undefined;
  do {
    const page = await lists.byName('provider', { limit: ALL_PROVIDERS, cursor });
    providers.push(...page.items.map(({ body }) => body));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return providers;
}
