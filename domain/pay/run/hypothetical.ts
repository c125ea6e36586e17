import type * as z from 'zod';
import type { CalendarDate } from '../../calendar.ts';
import {
  applyRow,
  suspensionSchema,
  type CarePackage,
  type CarePackageRow,
  type Suspension,
} from '../../packages/care-package.ts';
import {
  oneOffSchema,
  withOneOffs,
  withSuspensions,
  type AgreementChanges,
  type EnteredOneOff,
} from '../../direct-payments/agreement-changes.ts';
import type { Contribution } from '../../records/contribution.ts';
import type { DirectPaymentAgreement } from '../../records/direct-payment-agreement.ts';
import { finding, type Finding } from '../../records/finding.ts';
import { rowKinds, type RowKind } from '../../records/kinds.ts';
import { matchHeading, readRow, type Layout } from '../../records/layout.ts';
import type { Person } from '../../records/person.ts';

/** A write of the API that is only thought, as a preview is asked to take it. */
export type HypotheticalWrite = { path: string; body: Readonly<Record<string, unknown>> };

/** A change a preview reckons with as if it had been recorded. */
export type Thought =
  | { about: 'package'; id: string; row: CarePackageRow }
  | { about: 'suspensions'; id: string; items: Suspension[] }
  | { about: 'contributions'; id: string; items: Contribution[] }
  | { about: 'person'; id: string; body: Person }
  | { about: 'agreement'; id: string; body: DirectPaymentAgreement }
  | { about: 'agreement-suspensions'; id: string; items: Suspension[] }
  | { about: 'agreement-one-offs'; id: string; items: EnteredOneOff[] };

export type ReadThought = { thought: Thought; findings: [] } | { thought: null; findings: Finding[] };

/** Reads a thought change by the layout and the checks of what it would be written as. */
export function readThought({ path, body }: HypotheticalWrite, today: CalendarDate): ReadThought {
  const [, area, id, part] = /^\/(?:v1\/)?([a-z-]+)\/([^/]+)(?:\/([a-z-]+))?$/.exec(path) ?? [];
  if (id !== undefined && area === 'packages') return aboutPackage(id, part, body, today);
  if (id !== undefined && area === 'people' && part === undefined) {
    return asThought(readCells(rowKinds.people, body, { personId: id }, today), (record) => ({
      about: 'person',
      id,
      body: record,
    }));
  }
  if (id !== undefined && area === 'direct-payments' && part === undefined) {
    const kind = rowKinds['direct-payment-agreements'];
    return asThought(readCells(kind, body, { agreementId: id }, today), (record) => ({
      about: 'agreement',
      id,
      body: record,
    }));
  }
  if (id !== undefined && area === 'direct-payments' && (part === 'suspensions' || part === 'one-offs'))
    return changesOfAgreement(id, part, body);
  const message = `${path} cannot be thought in a preview: /packages/{id}, its /contributions and /suspensions, /people/{id} and /direct-payments/{id}, its /suspensions and /one-offs can.`;
  return {
    thought: null,
    findings: [finding('error', 'not-in-a-preview', message, { field: 'path', value: path })],
  };
}

/** One-offs are thought as they are entered: those that are new have no number yet. */
const enteredSchema = oneOffSchema.extend({ number: oneOffSchema.shape.number.nullable() });

function changesOfAgreement(
  id: string,
  part: 'suspensions' | 'one-offs',
  { items }: HypotheticalWrite['body'],
): ReadThought {
  if (part === 'suspensions') {
    const read = suspensionSchema.array().safeParse(items);
    if (!read.success) return refused('items', 'suspension-form', 'Each suspension has from, to and kind.');
    return { thought: { about: 'agreement-suspensions', id, items: read.data }, findings: [] };
  }
  const read = enteredSchema.array().safeParse(items);
  if (!read.success)
    return refused('items', 'one-off-form', 'Each one-off has a number or null, on, what and amountPence.');
  return { thought: { about: 'agreement-one-offs', id, items: read.data }, findings: [] };
}

function aboutPackage(
  id: string,
  part: string | undefined,
  body: HypotheticalWrite['body'],
  today: CalendarDate,
): ReadThought {
  if (part === undefined) {
    const read = readCells(rowKinds['care-packages'], body, { packageId: id }, today);
    return asThought(read, (row) => ({ about: 'package', id, row }));
  }
  const items = Array.isArray(body['items']) ? body['items'] : null;
  if (items === null)
    return refused('items', 'mandatory-field-empty', 'items is missing: the whole set is thought at once.');
  if (part === 'suspensions') {
    const read = suspensionSchema.array().safeParse(items);
    if (!read.success) return refused('items', 'suspension-form', 'Each suspension has from, to and kind.');
    return { thought: { about: 'suspensions', id, items: read.data }, findings: [] };
  }
  if (part !== 'contributions')
    return refused('path', 'not-in-a-preview', `/${part} cannot be thought in a preview.`);
  const read = items.map((item: unknown) =>
    // Whose they are is the package’s to say.
    readCells(
      rowKinds.contributions,
      isRecord(item) ? item : {},
      { packageId: id, personId: 'UNKNOWN' },
      today,
    ),
  );
  const findings = read.flatMap((each) => each.findings);
  const contributions = read.map(({ record }) => record).filter((record) => record !== null);
  if (findings.length > 0) return { thought: null, findings };
  return { thought: { about: 'contributions', id, items: contributions }, findings: [] };
}

/** The package as it would be after the thoughts about it. */
export function packageAfter(current: CarePackage | null, thoughts: readonly Thought[]): CarePackage | null {
  let after = current;
  for (const thought of thoughts) {
    if (thought.about === 'package') after = applyRow(after, thought.row);
    else if (thought.about === 'suspensions' && after !== null)
      after = { ...after, suspensions: thought.items };
  }
  return after;
}

/** What is changed of an agreement by hand, as it would be after the thoughts about it; null where none is about it. */
export function changesAfter(
  current: AgreementChanges,
  thoughts: readonly Thought[],
): AgreementChanges | null {
  let after: AgreementChanges | null = null;
  for (const thought of thoughts) {
    if (thought.id !== current.agreementId) continue;
    if (thought.about === 'agreement-suspensions') after = withSuspensions(after ?? current, thought.items);
    else if (thought.about === 'agreement-one-offs') after = withOneOffs(after ?? current, thought.items);
  }
  return after;
}

type Rows<S extends z.ZodObject> = RowKind<z.infer<S>> & { layout: Layout<S> };

function readCells<S extends z.ZodObject>(
  rows: Rows<S>,
  body: Readonly<Record<string, unknown>>,
  own: Readonly<Record<string, string>>,
  today: CalendarDate,
): { record: z.infer<S> | null; findings: Finding[] } {
  const { layout } = rows;
  const names = layout.columns.map(({ column }) => column);
  const given = new Map(Object.entries(body).map(([name, cell]) => [name.toLowerCase(), cellText(cell)]));
  const cells = names.map((name) => own[name] ?? given.get(name.toLowerCase()) ?? '');
  const { record, findings } = readRow(layout, matchHeading(layout, names), { line: 1, cells });
  const errors = [...findings, ...(record === null ? [] : rows.check(record, today))].filter(
    ({ severity }) => severity === 'error',
  );
  return errors.length > 0 ? { record: null, findings: errors } : { record, findings: [] };
}

function cellText(cell: unknown): string {
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean'
    ? String(cell).trim()
    : '';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function asThought<R>(
  { record, findings }: { record: R | null; findings: Finding[] },
  thoughtOf: (record: R) => Thought,
): ReadThought {
  return record === null ? { thought: null, findings } : { thought: thoughtOf(record), findings: [] };
}

function refused(field: string, rule: string, message: string): ReadThought {
  return { thought: null, findings: [finding('error', rule, message, { field })] };
}
