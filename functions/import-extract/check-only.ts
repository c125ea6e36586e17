import type * as z from 'zod';
import type { CalendarDate } from '../../domain/calendar.ts';
import { theirRows } from '../../domain/pay/parallel-run/their-line.ts';
import { upliftRateRows } from '../../domain/uplift/rates-file.ts';
import type { TableEvent } from '../files/tables/table-events.ts';
import { inFileOrder, lineOf, type CheckedLine, type RowKind } from './check-rows.ts';
import { checkedBatches } from './checked-batches.ts';
import type { KnownReferences } from './known-references.ts';

type CheckDeps = {
  references: KnownReferences;
  today: CalendarDate;
  emit: (lines: readonly CheckedLine[]) => Promise<void>;
};

/**
 * Checks the payment file of the system that still pays. Its rows become no facts: they are kept as checked lines beside
 * the file, and laid beside ours when somebody looks. The same row twice is a payment made twice, not a slip of the file.
 */
export async function checkPayments(events: AsyncIterable<TableEvent>, deps: CheckDeps): Promise<void> {
  let rows = 0;
  await checkOnly({ rows: theirRows, rowKey: () => String((rows += 1)) }, events, deps);
}

/** Checks a file of new rates. They become no facts either: an uplift reads them, and people check what it makes of them. */
export async function checkNewRates(events: AsyncIterable<TableEvent>, deps: CheckDeps): Promise<void> {
  await checkOnly(upliftRateRows, events, deps);
}

async function checkOnly<S extends z.ZodObject>(
  kind: RowKind<S>,
  events: AsyncIterable<TableEvent>,
  deps: CheckDeps,
): Promise<void> {
  for await (const { sound, out } of checkedBatches(kind, events, deps)) {
    const lines = sound.map((row) => lineOf(row, 'accepted', row.findings));
    await deps.emit(inFileOrder([...lines, ...out]));
  }
}
