import * as z from 'zod';
import { invariant } from '../outcome.ts';
import { fieldText, formOf, type FieldForm } from './field.ts';
import type { Finding } from './finding.ts';
import { headingKey } from './heading-key.ts';

/** One column of an extract: its heading, the record's key it fills, and how it is read. */
export type Column = { column: string; key: string; headed: boolean; mandatory: boolean; form: FieldForm };

/** What an extract of one kind looks like: columns in the order of the published layout. */
export type Layout<S extends z.ZodObject = z.ZodObject> = {
  schema: S;
  columns: readonly Column[];
  byName: ReadonlyMap<string, Column>;
  /** A row before any cell is read: every key null. */
  blank: Readonly<Record<string, null>>;
};

/**
 * The layout of a record: every field of its schema that a file carries becomes a column of the same
 * name, except that a field of pence (`weeklyAmountPence`) has the column `weeklyAmount` in pounds.
 * A column is headed when a file without it cannot be read, even where single cells may stay empty.
 */
export function layoutOf<S extends z.ZodObject>(schema: S, alwaysHeaded: readonly string[] = []): Layout<S> {
  const columns: Column[] = [];
  const shape: z.core.$ZodShape = schema.shape;
  for (const [key, fieldSchema] of Object.entries(shape)) {
    const form = formOf(fieldSchema);
    invariant(form !== undefined, `the field ${key} has no form`);
    const column = form.kind === 'pounds' ? key.replace(/Pence$/, '') : key;
    const mandatory = !(fieldSchema instanceof z.ZodNullable);
    columns.push({ column, key, mandatory, headed: mandatory || alwaysHeaded.includes(key), form });
  }
  return {
    schema,
    columns,
    byName: new Map(columns.map((entry) => [entry.column.toLowerCase(), entry])),
    blank: Object.fromEntries(columns.map((entry) => [entry.key, null])),
  };
}

/** Where each column of a file's heading row lies, and what the heading row lacks or adds. */
export type Heading = {
  cells: readonly (Column | undefined)[];
  missing: readonly string[];
  unknown: readonly { column: string; index: number }[];
  repeated: readonly string[];
};

/** Matches a heading row to a layout: any order, any case, spaces and underscores forgiven. */
export function matchHeading(layout: Layout, names: readonly string[]): Heading {
  const seen = new Set<string>();
  const repeated: string[] = [];
  const unknown: { column: string; index: number }[] = [];
  const cells = names.map((name, index) => {
    const column = layout.byName.get(headingKey(name));
    if (column === undefined) {
      if (name !== '') unknown.push({ column: name, index });
      return undefined;
    }
    if (seen.has(column.key)) repeated.push(column.column);
    seen.add(column.key);
    return column;
  });
  const missing = layout.columns.filter((entry) => entry.headed && !seen.has(entry.key));
  return { cells, missing: missing.map((entry) => entry.column), unknown, repeated };
}

export type RowReading<T> = { record: T | null; findings: Finding[] };

/**
 * Reads one row: every field that cannot be read is a finding of its own, so that a person mends the
 * row once. The record is null when any finding is an error.
 */
export function readRow<S extends z.ZodObject>(
  layout: Layout<S>,
  heading: Heading,
  row: { line: number; cells: readonly string[] },
): RowReading<z.infer<S>> {
  const values: Record<string, unknown> = { ...layout.blank };
  const findings: Finding[] = [];
  const into = { line: row.line, values, findings };
  for (let index = 0; index < heading.cells.length; index += 1) {
    const column = heading.cells[index];
    if (column !== undefined) readCell(column, row.cells[index] ?? '', into);
  }
  if (findings.length > 0) return { record: null, findings };
  return { record: layout.schema.parse(values), findings };
}

function readCell(
  column: Column,
  cell: string,
  into: { line: number; values: Record<string, unknown>; findings: Finding[] },
): void {
  const text = cell.trim();
  if (text === '') {
    if (column.mandatory) {
      into.findings.push({
        line: into.line,
        field: column.column,
        rule: 'mandatory-field-empty',
        severity: 'error',
        message: `${column.column} is empty; every row needs one.`,
        value: null,
      });
    }
    return;
  }
  const read = column.form.read(text);
  if (read.ok) {
    into.values[column.key] = read.value;
    return;
  }
  into.findings.push({
    line: into.line,
    field: column.column,
    rule: read.rule,
    severity: 'error',
    message: read.message,
    value: text.slice(0, 100),
  });
}

/** A record as the API shows it: each column by its heading in canonical form, and pence beside pounds. */
export function publicFields(
  layout: Layout,
  record: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const column of layout.columns) {
    const value = record[column.key] ?? null;
    if (column.form.kind === 'pounds') {
      shown[column.column] = value === null ? null : fieldText(column.form, value);
    }
    shown[column.key] = value;
  }
  return shown;
}
