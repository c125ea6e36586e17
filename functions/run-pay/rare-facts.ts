import type { FactReader } from '../platform/pay/known-facts.ts';
import { readSubject } from '../platform/pay/load-payables.ts';
import type { ListStore } from '../store/list-store.ts';

/** Facts that not every package has. Their ids are listed once a run, so that not every package is asked for them. */
const RARE = ['expenses', 'opening-position', 'order-agreement'] as const;

/**
 * Which rare facts the subjects of a part have. The list may lag a moment behind the facts: what it misses was recorded
 * so shortly before the run that approving looks at it again (`staleSince`).
 */
export async function rareFactsOf(
  lists: Pick<ListStore, 'everyId'>,
): Promise<(subjects: readonly string[]) => string[]> {
  const listed = await Promise.all(
    RARE.map(async (kind) => (await lists.everyId(kind)).map((id) => `${kind}:${id}`)),
  );
  const known = new Set(listed.flat());
  return (subjects) =>
    subjects
      .map((subject) => readSubject(subject).id)
      .flatMap((id) => [`expenses:${id}`, `opening-position:paid-to:${id}`, `order-agreement:${id}`])
      .filter((fact) => known.has(fact));
}

/** Reads facts, and asks for rare ones only where they are known to be. */
export function sparingly(facts: FactReader, rareFacts: readonly string[]): FactReader {
  const known = new Set(rareFacts);
  const isRare = (kind: string): boolean => RARE.some((each) => each === kind);
  return {
    factsOf: (kind, ids) =>
      facts.factsOf(kind, isRare(kind) ? ids.filter((id) => known.has(`${kind}:${id}`)) : ids),
  };
}
