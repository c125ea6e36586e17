import type * as z from 'zod';
import type { TableEvent } from '../files/tables/table-events.ts';
import { rowChecker, type CheckedRows, type RowContext, type RowKind } from './check-rows.ts';

/** The rows of a table, checked batch by batch in the order of the file, against its headings and what was read before. */
export async function* checkedBatches<S extends z.ZodObject>(
  kind: RowKind<S>,
  events: AsyncIterable<TableEvent>,
  deps: Pick<RowContext, 'today' | 'references'>,
): AsyncGenerator<CheckedRows<z.infer<S>>> {
  const faults = new Map<number, { rule: string; message: string }[]>();
  const context = { ...deps, faultsOf: (line: number) => faults.get(line) ?? [] };
  let checkRows = rowChecker(kind, { ...context, columns: [] });
  for await (const event of events) {
    if (event.kind === 'header') checkRows = rowChecker(kind, { ...context, columns: event.columns });
    else if (event.kind === 'problem' && event.line !== undefined)
      faults.set(event.line, [...(faults.get(event.line) ?? []), event]);
    else if (event.kind === 'rows') yield await checkRows(event.rows);
  }
}
