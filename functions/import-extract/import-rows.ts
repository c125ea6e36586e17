import type * as z from 'zod';
import type { CalendarDate } from '../../domain/calendar.ts';
import type { FactKind } from '../../domain/facts/fact.ts';
import type { Upload } from '../../events/api/uploads.ts';
import type { TableEvent } from '../files/tables/table-events.ts';
import { inFileOrder, type CheckedLine, type CheckedRows } from './check-rows.ts';
import { checkedBatches } from './checked-batches.ts';
import type { ImportKind } from './import-kinds.ts';
import type { KnownReferences } from './known-references.ts';
import { groupSettler, type Group, type Settled, type SettleDeps } from './settle-groups.ts';

export type ImportDeps = SettleDeps & {
  references: KnownReferences;
  today: CalendarDate;
  /** Takes lines that are done, in the order of the file but for those that waited for its end. */
  emit: (lines: readonly CheckedLine[]) => Promise<void>;
};

/** Batches under way at once: while one is written, the next is read and checked. */
const BATCHES_AT_ONCE = 2;
/** Subjects settled at once of those that waited for the end of the file. */
const LATE_BATCH = 500;

/**
 * Takes the rows of a table into facts. Rows are checked as they come and written subject by subject; a row that
 * cannot be true is a finding and the others still go in; an unchanged row writes nothing.
 * Gives the id of every subject that the file names in a row that may be true.
 */
export async function importRows<K extends FactKind, S extends z.ZodObject>(
  kind: ImportKind<K, S>,
  upload: Upload,
  events: AsyncIterable<TableEvent>,
  deps: ImportDeps,
): Promise<Set<string>> {
  type R = z.infer<S>;
  const subjects = new Set<string>();
  const settle = groupSettler(kind, upload, deps);
  const late = new Map<string, Group<R>>();
  const queue = emitQueue(deps.emit);
  let open: Group<R> | undefined;
  for await (const checked of checkedBatches(kind, events, deps)) {
    const groups = grouped(checked);
    await queue.add(settle(groups, false).then((settled) => withOut(settled, checked.out)));
  }
  if (open !== undefined) await queue.add(settle([open], false).then((settled) => withOut(settled, [])));
  await queue.drain();
  const waited = [...late.values()];
  for (let start = 0; start < waited.length; start += LATE_BATCH) {
    await queue.add(settle(waited.slice(start, start + LATE_BATCH), true).then((settled) => settled.lines));
  }
  await queue.drain();
  return subjects;

  /** The groups that are complete: each but the last, which the next batch may continue. */
  function grouped(checked: CheckedRows<R>): Group<R>[] {
    const complete: Group<R>[] = [];
    for (const row of checked.sound) {
      const subjectId = kind.rows.idOf(row.record);
      subjects.add(subjectId);
      if (kind.gather === 'whole-file') putLate({ subjectId, rows: [row] });
      else if (open?.subjectId === subjectId) open.rows.push(row);
      else {
        if (open !== undefined) complete.push(open);
        open = { subjectId, rows: [row] };
      }
    }
    return complete;
  }

  function putLate(group: Group<R>): void {
    const before = late.get(group.subjectId);
    if (before === undefined) late.set(group.subjectId, group);
    else before.rows.push(...group.rows);
  }

  function withOut(settled: Settled<R>, out: readonly CheckedLine[]): CheckedLine[] {
    for (const group of settled.continued) putLate(group);
    return inFileOrder([...settled.lines, ...out]);
  }
}

/** Hands on the lines of batches in the order the batches were begun, a few of them under way at a time. */
function emitQueue(emit: ImportDeps['emit']) {
  const underWay: Promise<CheckedLine[]>[] = [];

  async function drain(most = 0): Promise<void> {
    while (underWay.length > most) await emit((await underWay.shift()) ?? []);
  }

  return {
    drain: () => drain(),
    async add(batch: Promise<CheckedLine[]>): Promise<void> {
      // Looked at when its turn comes; until then a failure must not count as unhandled.
      batch.catch(() => undefined);
      underWay.push(batch);
      await drain(BATCHES_AT_ONCE);
    },
  };
}
