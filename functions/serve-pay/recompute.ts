import { canonicalJson } from '../../domain/facts/canonical-json.ts';
import type { FactKind } from '../../domain/facts/fact.ts';
import type { FactRef } from '../../domain/pay/component.ts';
import type { PayRun } from '../../domain/pay/run/pay-run.ts';
import { readPosition } from '../../domain/pay/run/position.ts';
import type { payRunRoutes } from '../../events/api/pay-runs.ts';
import type { EvidenceRow } from '../platform/pay/evidence.ts';
import type { FactReader } from '../platform/pay/known-facts.ts';
import { reckon } from '../platform/pay/reckon.ts';
import type { StoredFact } from '../store/items.ts';
import type { Asked } from '../platform/route-area.ts';
import type { PayDeps } from './deps.ts';
import { runSeenBy } from './show-runs.ts';
import { withoutHidden } from '../platform/pay/without-hidden.ts';

export type Difference = { packageId: string; was: string; now: string };

/** Reckons a run again for a viewer: who may not see a package is told only that something differs. */
export async function recompute(
  { viewer, id }: Asked<typeof payRunRoutes.recomputePayRun>,
  deps: PayDeps,
): Promise<{ identical: boolean; differences: Difference[] }> {
  const { body: run } = await runSeenBy(viewer, id, deps);
  const { identical, differences } = await recomputeRun(run, deps);
  const seen = await withoutHidden(viewer, differences, ({ packageId }) => ({ ids: [packageId] }), deps);
  return { identical, differences: seen };
}

/** Reckons a run again from the very versions it used, and says where what comes out is not what was kept. */
async function recomputeRun(
  run: PayRun,
  deps: PayDeps,
): Promise<{ identical: boolean; differences: Difference[] }> {
  const differences: Difference[] = [];
  for (let shard = 1; shard <= run.shards; shard += 1) {
    const [rows, summary] = await Promise.all([
      deps.evidence.readRows(run, shard),
      deps.evidence.readSummary(run, shard),
    ]);
    const reader = readerOfThen([...rows.flatMap(({ inputs }) => inputs), ...summary.settings], deps);
    const settings = await reader.settings(summary.settings);
    const byId = new Map(rows.map((row) => [row.subject, row]));
    const again = await reckon(run, [...byId.keys()], {
      facts: reader.facts,
      terms: { settings, holds: summary.holds },
      positionOf: (subject) => readPosition(byId.get(subject)?.before ?? { strands: [], waiting: [] }),
    });
    for (const { subject, pay } of again) {
      const row = byId.get(subject);
      const before = row ?? NOTHING;
      if (canonicalJson(paidBy(before)) !== canonicalJson(paidBy(pay)))
        differences.push({ packageId: pay.packageId, was: say(before), now: say(pay) });
    }
  }
  return { identical: differences.length === 0, differences };
}

type Paid = Pick<EvidenceRow, 'lines' | 'released' | 'settlements'>;

const NOTHING: Paid = { lines: [], released: [], settlements: [] };

/** What a run did about a package: its lines, what it let go, and what each payee gets and owes by it. */
function paidBy({ lines, released, settlements }: Paid) {
  const settled = settlements.map(({ payeeId, payablePence, cancelled, proposed }) => {
    return { payeeId, payablePence, cancelled, proposed };
  });
  return { lines, released, settled };
}

function say({ lines, settlements }: Paid): string {
  if (lines.length + settlements.length === 0) return 'no line';
  return [
    ...lines.map(({ from, to, amountPence, kind }) => `${kind} ${from}..${to} ${amountPence}`),
    ...settlements.map(({ payeeId, payablePence }) => `${payeeId} gets ${payablePence}`),
  ].join('; ');
}

/** Facts in the versions that were used, whatever they are now. */
function readerOfThen(refs: readonly FactRef[], { facts }: PayDeps) {
  const versions = new Map(refs.map(({ kind, id, version }) => [`${kind} ${id}`, version]));
  async function factsThen<K extends FactKind>(
    kind: K,
    ids: readonly string[],
  ): Promise<Map<string, StoredFact<K>>> {
    const used = ids.filter((id) => versions.has(`${kind} ${id}`));
    const current = await facts.currentFacts(kind, used);
    const then = new Map<string, StoredFact<K>>();
    for (const id of used) {
      const wanted = versions.get(`${kind} ${id}`);
      const now = current.get(id);
      const fact =
        now?.version === wanted
          ? now
          : (await facts.versionsOf(kind, id)).find(({ version }) => version === wanted);
      if (fact !== undefined) then.set(id, fact);
    }
    return then;
  }
  const reader: FactReader = { factsOf: factsThen };
  return {
    facts: reader,
    settings: (used: readonly FactRef[]) =>
      factsThen(
        'setting',
        used.map(({ id }) => id),
      ),
  };
}
