import { finding, type Finding } from '../../domain/records/finding.ts';
import { raggedRow } from '../files/tables/ragged-row.ts';
import type { TableEvent, TableRow } from '../files/tables/table-events.ts';

/** The rows of a table, batch by batch, with what its reader found wrong in their form. */
export function rowForms() {
  let columns = 0;
  const faults = new Map<number, Finding[]>();
  return {
    /** Faults of the file as a whole; those of a line come with its row. */
    note(event: TableEvent): Finding | null {
      if (event.kind === 'header') columns = event.columns.length;
      if (event.kind !== 'problem') return null;
      const { rule, message, line } = event;
      if (line === undefined) return finding('warning', rule, message);
      faults.set(line, [...(faults.get(line) ?? []), finding('error', rule, message, { line })]);
      return null;
    },
    faultsOf(row: TableRow): readonly Finding[] {
      const own = faults.size === 0 ? undefined : faults.get(row.line);
      if (!row.ragged) return own ?? NONE;
      return [...(own ?? NONE), raggedRow(row, columns)];
    },
  };
}

const NONE: readonly Finding[] = [];
