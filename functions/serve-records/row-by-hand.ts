import type * as z from 'zod';
import { finding, type Finding } from '../../domain/records/finding.ts';
import type { RowKind } from '../../domain/records/kinds.ts';
import { matchHeading, readRow, type Layout } from '../../domain/records/layout.ts';
import type { Viewer } from '../platform/identity.ts';
import { todayOf, type ReadDeps } from './read-record.ts';

/** A cell as it is sent: text, or a value whose text is plain. */
export type Cell = string | number | boolean | null;
export type Rows<S extends z.ZodObject> = RowKind<z.infer<S>> & { layout: Layout<S> };
type Sent = {
  cells: Readonly<Record<string, Cell | undefined>>;
  own: Readonly<Record<string, string>>;
  viewer: Viewer;
};

/**
 * Reads a row a person sent as a file's row is read: by the same layout and the same checks, so that a page and an
 * extract never disagree. The record is null where a finding is an error.
 */
export async function readRowByHand<S extends z.ZodObject>(
  rows: Rows<S>,
  sent: Sent,
  deps: ReadDeps,
): Promise<{ record: z.infer<S> | null; findings: Finding[] }> {
  const { record, findings } = readCells(rows.layout, sent);
  if (record === null || findings.length > 0) return { record: null, findings };
  findings.push(...rows.check(record, todayOf(deps)));
  findings.push(...(await unknownReferences(rows.references(record), sent.viewer, deps)));
  return { record, findings };
}

function readCells<S extends z.ZodObject>(layout: Layout<S>, { cells, own }: Sent) {
  const names = layout.columns.map(({ column }) => column);
  const findings: Finding[] = [];
  for (const [name, cell] of Object.entries(cells)) {
    const column = layout.byName.get(name.toLowerCase())?.column;
    const fixed = column === undefined ? undefined : own[column];
    if (column === undefined) findings.push(unknownField(name));
    else if (fixed !== undefined && text(cell) !== fixed) findings.push(anotherId(column, fixed));
  }
  const byColumn = new Map(Object.entries(cells).map(([name, cell]) => [name.toLowerCase(), text(cell)]));
  const row = names.map((name) => own[name] ?? byColumn.get(name.toLowerCase()) ?? '');
  const reading = readRow(layout, matchHeading(layout, names), { line: 1, cells: row });
  const all = [...findings, ...reading.findings].map((each): Finding => ({ ...each, line: null }));
  return { record: reading.record, findings: all };
}

function text(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell).trim();
}

function unknownField(name: string): Finding {
  const shown = name.slice(0, 40);
  return finding('error', 'field-unknown', `There is no field ${shown} here.`, { field: shown });
}

function anotherId(column: string, fixed: string): Finding {
  return finding(
    'error',
    'id-differs',
    `${column} is ${fixed} by the address; leave it out or send the same.`,
    {
      field: column,
    },
  );
}

/** What a row names must be there; a person kept from the viewer is as unknown as one who is not there. */
async function unknownReferences(
  references: ReturnType<RowKind<unknown>['references']>,
  viewer: Viewer,
  { facts, restricted, clock }: ReadDeps,
): Promise<Finding[]> {
  const personIds = references.filter(({ kind }) => kind === 'person').map(({ id }) => id);
  const { hidden } = await restricted.seenBy(viewer.userId, personIds, todayOf({ clock }));
  const findings: Finding[] = [];
  for (const { field, kind, id } of references) {
    const known = (await facts.whichExist(kind, [id])).has(id) && !(kind === 'person' && hidden.has(id));
    if (known) continue;
    const noun = kind.replaceAll('-', ' ');
    findings.push(finding('error', `unknown-${kind}`, `There is no ${noun} ${id}.`, { field, value: id }));
  }
  return findings;
}
