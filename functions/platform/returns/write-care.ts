import type { Recording } from '../../../domain/facts/fact.ts';
import { readCareMonthId } from '../../../domain/pay/care-month.ts';
import { readAccepted, withLines, writeAccepted } from '../../../domain/returns/accepted-care.ts';
import { packCare, unpackCare, type CareMonth } from '../../store/accepted-care.ts';
import type { FactStore } from '../../store/fact-store.ts';
import type { StoredFact } from '../../store/items.ts';
import type { VersionWrite } from '../../store/versions.ts';

/** What of a return is to stand in the accepted care of one package and month. */
export type CareChange = {
  /** The lines of the return that are accepted of the month, among those that are said anew, as short text. */
  accepted: string;
  /** Which lines of the return are said anew. */
  replaces: 'all' | ReadonlySet<number>;
};

type WriteCareDeps = { facts: FactStore };
type Written = { uploadId: string; recording: Recording };

/** So many months of care are read and written together. */
const AT_ONCE = 400;
/** Returns of one provider, or decisions, that write the same month at the same moment are merged this often. */
const TRIES = 8;

/**
 * Writes what of a return is accepted into the care of its packages, months of them at a time. What stands there of other
 * returns stays; a month that says so already is not written again, so that it may be done any number of times.
 */
export async function writeCare(
  changes: ReadonlyMap<string, CareChange>,
  written: Written,
  deps: WriteCareDeps,
): Promise<void> {
  const ids = [...changes.keys()];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    let left = ids.slice(start, start + AT_ONCE);
    for (let attempt = 1; left.length > 0; attempt += 1) {
      if (attempt > TRIES)
        throw new Error('the accepted care of a package was written by others all the time');
      left = await writeSome(left, changes, written, deps);
    }
  }
}

/** Writes some months; gives those that somebody else wrote meanwhile. */
async function writeSome(
  ids: readonly string[],
  changes: ReadonlyMap<string, CareChange>,
  { uploadId, recording }: Written,
  { facts }: WriteCareDeps,
): Promise<string[]> {
  const found = await facts.currentFacts('actuals', ids);
  const writes: VersionWrite<'actuals'>[] = [];
  for (const id of ids) {
    const change = changes.get(id);
    const seen = found.get(id) ?? null;
    const body = change === undefined ? null : bodyAfter(id, { seen, change, uploadId });
    if (body !== null)
      writes.push({ subject: { kind: 'actuals', id }, body, handFields: [], recording, seen });
  }
  if (writes.length === 0) return [];
  const recorded = await facts.recordVersions(writes);
  return writes.flatMap(({ subject }, place) =>
    recorded[place]?.outcome === 'recorded' ? [] : [subject.id],
  );
}

/** A month of care after a change; null where it says so already. */
function bodyAfter(
  id: string,
  { seen, change, uploadId }: { seen: StoredFact<'actuals'> | null; change: CareChange; uploadId: string },
): CareMonth | null {
  const month = readCareMonthId(id);
  const { accepted, replaces } = change;
  if (seen === null) return readAccepted(accepted).length === 0 ? null : packCare(month, accepted);
  const after = withLines(unpackCare(seen.body), { uploadId, replaces, lines: readAccepted(accepted) });
  const body = packCare(month, writeAccepted(after));
  return body.packed === seen.body.packed ? null : body;
}
