import type * as z from 'zod';
import type { CalendarDate } from '../../domain/calendar.ts';
import { finding, type Finding } from '../../domain/records/finding.ts';
import type { RowRules } from '../../domain/records/kinds.ts';
import { matchHeading, readRow, type Layout } from '../../domain/records/layout.ts';
import type { UploadLine } from '../../events/api/uploads.ts';
import { raggedRow } from '../files/tables/ragged-row.ts';
import type { TableRow } from '../files/tables/table-events.ts';
import type { KnownReferences } from './known-references.ts';

/** A row that was read and may be true. */
export type SoundRow<R> = FileRow & { record: R; findings: Finding[] };

/** A row as the file has it; the headings are shared by all rows. */
type FileRow = { line: number; cells: readonly string[]; columns: readonly string[] };

/** A line of the file, what became of it and what was found. */
export type CheckedLine = { line: UploadLine; findings: Finding[] };

export type CheckedRows<R> = { sound: SoundRow<R>[]; out: CheckedLine[] };

/** Lines in the order of the file. */
export function inFileOrder(lines: readonly CheckedLine[]): CheckedLine[] {
  return lines.toSorted((a, b) => a.line.line - b.line.line);
}

/** What a row is checked against beside itself. */
export type RowContext = {
  columns: readonly string[];
  today: CalendarDate;
  references: KnownReferences;
  /** Faults of single lines that the reader of the file found. */
  faultsOf: (line: number) => readonly { rule: string; message: string }[];
};

/** Rows of one kind, and what tells two of them apart. */
export type RowKind<S extends z.ZodObject> = {
  rows: RowRules<z.infer<S>> & { layout: Layout<S> };
  rowKey: (row: z.infer<S>) => string;
};

/** Checks rows of one file in their order: what cannot be true, or was said before, is out with its reasons. */
export function rowChecker<S extends z.ZodObject>(kind: RowKind<S>, context: RowContext) {
  const heading = matchHeading(kind.rows.layout, context.columns);
  const firstLines = new Map<string, number>();

  return async function checkRows(rows: readonly TableRow[]): Promise<CheckedRows<z.infer<S>>> {
    const read = rows.map(checkOne);
    await context.references.learn(
      read.flatMap((each) => ('record' in each ? kind.rows.references(each.record) : [])),
    );
    const checked: CheckedRows<z.infer<S>> = { sound: [], out: [] };
    for (const each of read) {
      if (!('record' in each)) checked.out.push(each);
      else {
        const unknown = unknownReferences(each);
        if (unknown.length === 0) checked.sound.push(each);
        else checked.out.push(lineOf(each, 'waiting', [...each.findings, ...unknown]));
      }
    }
    return checked;
  };

  function checkOne(row: TableRow): SoundRow<z.infer<S>> | CheckedLine {
    const fileRow = { line: row.line, cells: row.cells, columns: context.columns };
    const findings = context
      .faultsOf(row.line)
      .map((fault) => finding('error', fault.rule, fault.message, { line: row.line }));
    if (row.ragged) findings.push(raggedRow(row, context.columns.length));
    const reading = readRow(kind.rows.layout, heading, row);
    findings.push(...reading.findings);
    if (reading.record === null) return lineOf(fileRow, 'refused', findings);
    for (const each of kind.rows.check(reading.record, context.today))
      findings.push({ ...each, line: row.line });
    const key = kind.rowKey(reading.record);
    const first = firstLines.get(key);
    if (first !== undefined) findings.push(repeatedRow(kind.rows.noun, row.line, first));
    const sound = { ...fileRow, record: reading.record, findings };
    if (findings.some((each) => each.severity === 'error')) return lineOf(sound, 'refused', findings);
    firstLines.set(key, row.line);
    return sound;
  }

  function unknownReferences(row: SoundRow<z.infer<S>>): Finding[] {
    return kind.rows
      .references(row.record)
      .filter((reference) => !context.references.has(reference))
      .map(({ field, kind: what, id }) =>
        finding(
          'error',
          `unknown-${what}`,
          `No ${what.replaceAll('-', ' ')} ${id} is known yet. This row goes in by itself once it is.`,
          { line: row.line, field, value: id },
        ),
      );
  }
}

/** A line as it is kept beside the file. */
export function lineOf(
  row: FileRow,
  state: UploadLine['state'],
  findings: Finding[],
  subject: { id: string; version: number } | null = null,
): CheckedLine {
  return {
    line: {
      line: row.line,
      state,
      subjectId: subject?.id ?? null,
      version: subject?.version ?? null,
      values: valuesOf(row),
      rules: findings.map((each) => each.rule),
    },
    findings,
  };
}

/** The cells by their headings; columns without a heading are called by their place. Empty cells are left out. */
function valuesOf({ columns, cells }: FileRow): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [index, cell] of cells.entries()) {
    if (cell !== '') values[columns[index] ?? `column ${index + 1}`] = cell;
  }
  return values;
}

function repeatedRow(noun: string, line: number, first: number): Finding {
  return finding(
    'error',
    'row-repeated',
    `The same ${noun} was already given on line ${first}; only that line is taken.`,
    {
      line,
    },
  );
}
