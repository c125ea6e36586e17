import type { FactKind, Recording } from '../../domain/facts/fact.ts';
import type { AppliedRow } from '../platform/uplifts/evidence.ts';
import type { Bodies, StoredFact } from '../store/items.ts';
import type { UpliftDeps } from './deps.ts';
import type { Working } from './working-on.ts';

type Changed = Extract<FactKind, 'package' | 'rate-card'>;

/** What is to become of a fact: it is written, it was before (in those versions), or it is left to a person. */
export type Decision<K extends FactKind> =
  | { outcome: 'write'; body: Bodies[K]; handFields: readonly string[] }
  | { outcome: 'done'; versions: AppliedRow['versions'] };

/** Others that change the same fact at the same moment are decided beside this often. */
const TRIES = 4;

/**
 * Decides about some facts as they are now and writes what follows, many in a transaction; what changed in between is
 * read and decided again by itself. Says which versions were made of each.
 */
export async function recordDecided<K extends Changed>(
  { kind, ids, working }: { kind: K; ids: readonly string[]; working: Working },
  decide: (facts: readonly StoredFact<K>[], attempt: number) => Promise<ReadonlyMap<string, Decision<K>>>,
  deps: Pick<UpliftDeps, 'records' | 'clock'>,
): Promise<AppliedRow[]> {
  const rows = new Map<string, AppliedRow['versions']>();
  let open = ids;
  for (let attempt = 1; attempt <= TRIES && open.length > 0; attempt += 1) {
    const facts = await deps.records.currentFacts(kind, open);
    const decisions = await decide([...facts.values()], attempt);
    const writes = [...facts.values()].flatMap((seen) => {
      const decision = decisions.get(seen.subject.id);
      if (decision?.outcome !== 'write') {
        rows.set(seen.subject.id, decision?.versions ?? null);
        return [];
      }
      const { body, handFields } = decision;
      const subject = { kind, id: seen.subject.id };
      return [{ subject, body, handFields, recording: recordingOf(working, deps), seen }];
    });
    const recorded = await deps.records.recordVersions(writes);
    open = writes.flatMap(({ subject: { id }, seen }, place) => {
      if (recorded[place]?.outcome !== 'recorded') return [id];
      rows.set(id, { before: seen.version, after: seen.version + 1 });
      return [];
    });
  }
  return ids.map((id) => ({ kind, id, versions: rows.get(id) ?? null }));
}

/** A version says which uplift made it, so that a second try knows its own. */
function recordingOf({ kept, work }: Working, { clock }: Pick<UpliftDeps, 'clock'>): Recording {
  const { upliftId, asked } = kept.uplift;
  const how = work.phase === 'undo' ? 'undone' : 'applied';
  return {
    ...{ recordedAt: clock(), recordedBy: work.by, source: { kind: 'uplift', upliftId } },
    reason: `Uplift ${upliftId}, “${asked.name}”, was ${how}.`,
  };
}
