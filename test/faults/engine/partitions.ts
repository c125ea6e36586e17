import { textOf, type StoredItem } from './values.ts';

/** Which items lie in each partition of a table and of its indexes, by the attributes that are their hash keys. */
export function partitionsBy(hashes: readonly string[], items: ReadonlyMap<string, StoredItem>) {
  const partitions = new Map(hashes.map((hash) => [hash, new Map<string, Set<string>>()]));

  function move(key: string, before: StoredItem | undefined, after: StoredItem | undefined): void {
    for (const [hash, byText] of partitions) {
      const [from, to] = [textOf(before?.[hash]), textOf(after?.[hash])];
      if (from === to) continue;
      if (from !== undefined) byText.get(from)?.delete(key);
      if (to === undefined) continue;
      const keys = byText.get(to) ?? new Set();
      byText.set(to, keys.add(key));
    }
  }

  for (const [key, item] of items) move(key, undefined, item);
  return {
    /** The keys of a partition’s items. */
    at: (hash: string, text: string): string[] => [...(partitions.get(hash)?.get(text) ?? [])],
    /** Puts an item where it lies now; without an `after` it is gone. */
    move,
  };
}
