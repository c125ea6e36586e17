import type { FactKind } from '../../domain/facts/fact.ts';
import type { Reference } from '../../domain/records/kinds.ts';
import type { FactStore } from '../store/fact-store.ts';

/** Remembers which subjects exist, so that each is asked for once a file. */
export type KnownReferences = {
  /** Looks up what is not known yet. */
  learn: (references: readonly Reference[]) => Promise<void>;
  has: (reference: Reference) => boolean;
};

export function knownReferences(facts: Pick<FactStore, 'whichExist'>): KnownReferences {
  const exists = new Map<FactKind, Map<string, boolean>>();

  function known(kind: FactKind): Map<string, boolean> {
    const found = exists.get(kind) ?? new Map<string, boolean>();
    exists.set(kind, found);
    return found;
  }

  return {
    async learn(references) {
      const wanted = new Map<FactKind, Set<string>>();
      for (const { kind, id } of references) {
        if (known(kind).has(id)) continue;
        const ids = wanted.get(kind) ?? new Set<string>();
        ids.add(id);
        wanted.set(kind, ids);
      }
      for (const [kind, ids] of wanted) {
        const found = await facts.whichExist(kind, [...ids]);
        for (const id of ids) known(kind).set(id, found.has(id));
      }
    },
    has: ({ kind, id }) => known(kind).get(id) ?? false,
  };
}
