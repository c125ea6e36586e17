import type { CalendarDate } from '../../domain/calendar.ts';
import { theirRows } from '../../domain/pay/parallel-run/their-line.ts';
import type { TableEvent } from '../files/tables/table-events.ts';
import { lineOf, rowChecker, type CheckedLine } from './check-rows.ts';
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
  const faults = new Map<number, { rule: string; message: string }[]>();
  const context = { ...deps, faultsOf: (line: number) => faults.get(line) ?? [] };
  let rows = 0;
  const kind = { rows: theirRows, rowKey: () => String((rows += 1)) };
  let checkRows = rowChecker(kind, { ...context, columns: [] });
  for await (const event of events) {
    if (event.kind === 'header') checkRows = rowChecker(kind, { ...context, columns: event.columns });
    else if (event.kind === 'problem' && event.line !== undefined)
      faults.set(event.line, [...(faults.get(event.line) ?? []), event]);
    else if (event.kind === 'rows') {
      const { sound, out } = await checkRows(event.rows);
      const lines = [...sound.map((row) => lineOf(row, 'accepted', row.findings)), ...out];
      await deps.emit(lines.toSorted((a, b) => a.line.line - b.line.line));
    }
  }
}
