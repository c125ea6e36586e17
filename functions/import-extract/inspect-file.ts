import { readDate } from '../../domain/calendar.ts';
import type { Layout } from '../../domain/records/layout.ts';
import { matchHeading } from '../../domain/records/layout.ts';
import type { FileState, Upload } from '../../events/api/uploads.ts';
import { readTable } from '../files/tables/read-table.ts';
import { hashedBytes } from '../platform/hashed-bytes.ts';

/** What a first reading of the whole file says, before any row is taken. */
export type Inspection = {
  sha256: string;
  rows: number;
  extract: Upload['extract'];
  unknownColumns: string[];
  /** Why nothing of the file is taken, and the state that leaves it in. */
  refusal: { state: Extract<FileState, 'rejected' | 'quarantined'>; rule: string; message: string } | null;
};

/**
 * Reads the file once to its end: its hash, its size in rows, and whether its form can be trusted. A file that breaks
 * off or whose control total is wrong is refused here, so that half of it is never taken.
 */
export async function inspectFile(
  bytes: AsyncIterable<Uint8Array>,
  file: { fileName: string; layout: Layout },
): Promise<Inspection> {
  const hashed = hashedBytes(bytes);
  const inspection: Inspection = { sha256: '', rows: 0, extract: null, unknownColumns: [], refusal: null };
  let expected: number | null = null;

  for await (const event of readTable(hashed.bytes, { fileName: file.fileName })) {
    if (event.kind === 'header') {
      const heading = matchHeading(file.layout, event.columns);
      inspection.unknownColumns = heading.unknown.map((each) => each.column);
      inspection.refusal = headingRefusal(heading, file.layout);
      const { extract } = event.directives;
      if (extract !== undefined) {
        inspection.refusal ??= asAtRefusal(extract.asAt);
        inspection.extract = { mode: extract.mode, asAt: extract.asAt === '' ? null : extract.asAt };
      }
    } else if (event.kind === 'rows') {
      inspection.rows += event.rows.length;
    } else if (event.kind === 'total') {
      expected = /^\d+$/.test(event.lines) ? Number(event.lines) : -1;
    } else if (event.kind === 'refused') {
      inspection.refusal = { state: 'quarantined', rule: event.rule, message: event.message };
    }
  }
  inspection.sha256 = await hashed.digest();
  inspection.refusal ??= totalRefusal(expected, inspection.rows) ?? emptyRefusal(inspection.rows);
  return inspection;
}

function headingRefusal(heading: ReturnType<typeof matchHeading>, layout: Layout): Inspection['refusal'] {
  if (heading.repeated.length > 0) {
    return {
      state: 'rejected',
      rule: 'column-repeated',
      message: `The heading names ${list(heading.repeated)} more than once, so nobody can tell which is meant. Nothing was taken.`,
    };
  }
  if (heading.missing.length === 0) return null;
  const known = layout.columns.length - heading.missing.length;
  const other =
    known === 0 || heading.missing.length > layout.columns.filter((column) => column.headed).length / 2;
  return {
    state: 'rejected',
    rule: 'column-missing',
    message: `The heading lacks ${list(heading.missing)}. ${
      other ? 'Perhaps this is another kind of file; choose the kind again' : 'Add the column'
    } and send it again. Nothing was taken.`,
  };
}

/** The day an extract says it is of decides what it may say; a day that does not exist makes all of it doubtful. */
function asAtRefusal(asAt: string): Inspection['refusal'] {
  const day = asAt === '' ? null : readDate(asAt);
  return day === null || day.ok
    ? null
    : {
        state: 'rejected',
        rule: 'extract-date-wrong',
        message: `The first line says of which day the extract is, but cannot be right: ${day.message} Nothing was taken.`,
      };
}

function totalRefusal(expected: number | null, rows: number): Inspection['refusal'] {
  return expected === null || expected === rows
    ? null
    : {
        state: 'quarantined',
        rule: 'control-total-wrong',
        message: `The file says it has ${expected < 0 ? 'an unreadable number of' : expected} lines, but ${rows} are there. Nothing was taken; ask for the file again.`,
      };
}

function emptyRefusal(rows: number): Inspection['refusal'] {
  return rows > 0
    ? null
    : {
        state: 'rejected',
        rule: 'no-rows',
        message: 'The file has a heading and no rows under it. Nothing was taken.',
      };
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
