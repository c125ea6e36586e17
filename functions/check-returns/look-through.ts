import { pence, readPounds } from '../../domain/money.ts';
import type { Finding } from '../../domain/records/finding.ts';
import {
  judgeUnplaced,
  returnCheck,
  type OnRecord,
  type ReturnChecking,
  type ReturnFinding,
  type Unplaced,
} from '../../domain/returns/check-return.ts';
import type { FileSums, ReturnEnvelope } from '../../domain/returns/check-file.ts';
import { readReturnHeading, returnReader, type ReturnHeading } from '../../domain/returns/read-return.ts';
import { readTable } from '../files/tables/read-table.ts';
import type { TableEvent, TableRow } from '../files/tables/table-events.ts';
import { hashedBytes } from '../platform/hashed-bytes.ts';
import { readEnvelope } from './read-envelope.ts';
import { rowForms } from './return-rows.ts';

/** Why nothing of a file is looked at, and the state that leaves it in. */
type Refusal = { state: 'rejected' | 'quarantined'; rule: string; message: string };

export type FindingsByLine = ReadonlyMap<number, readonly ReturnFinding[]>;

/** What a first reading to the end says of a file. */
export type LookedThrough = { sha256: string; unknownColumns: readonly string[] } & (
  | { refusal: Refusal }
  | {
      refusal: null;
      heading: ReturnHeading;
      envelope: ReturnEnvelope;
      sums: FileSums;
      /** About no line: shown before the others. */
      general: readonly ReturnFinding[];
      byLine: FindingsByLine;
      /** The packages of lines that name none. */
      placed: ReadonlyMap<number, string>;
    }
);

type Lookup = (unplaced: readonly Unplaced[]) => Promise<OnRecord>;
type Looking = ReturnChecking & { providerId: string; fileName: string; lookUp: Lookup };

/** Reads a file to its end and checks every line, so that it is decided of as a whole before anything of it is kept. */
export async function lookThrough(
  bytes: AsyncIterable<Uint8Array>,
  looking: Looking,
): Promise<LookedThrough> {
  const hashed = hashedBytes(bytes);
  const pass = firstPass(looking);
  for await (const event of readTable(hashed.bytes, { fileName: looking.fileName })) {
    pass.see(event);
    if (pass.isOver()) break;
  }
  const sha256 = await hashed.digest();
  return { sha256, ...(await pass.end()) };
}

function firstPass(looking: Looking) {
  const check = returnCheck(looking);
  const forms = rowForms();
  const byLine = new Map<number, ReturnFinding[]>();
  const general: ReturnFinding[] = [];
  const placed = new Map<number, string>();
  let heading: ReturnHeading | null = null;
  let read: ReturnType<typeof returnReader> | null = null;
  let refusal: Refusal | null = null;
  let stated: Parameters<typeof readEnvelope>[0] = { file: undefined, total: null };
  let lines = 0;
  let linesRead = 0;
  let amountPence = 0;
  let areAmountsSure = true;

  function found(one: ReturnFinding): void {
    if (one.line === null) {
      // A finding of no line names what it is about, as one of an extract does.
      general.push({ ...one, value: one.value ?? one.subject });
      return;
    }
    const own = byLine.get(one.line);
    if (own === undefined) byLine.set(one.line, [one]);
    else own.push(one);
  }

  function refuseLine(row: TableRow, faults: readonly Finding[]): void {
    for (const each of faults) found({ ...each, subject: null, effect: 'refuse' });
    const amount = amountOf(row, heading);
    if (amount === null) areAmountsSure = false;
    else amountPence += amount;
  }

  function seeRow(row: TableRow): void {
    lines += 1;
    const faults = forms.faultsOf(row);
    if (read === null || faults.length > 0) {
      check.skip(null);
      refuseLine(row, faults);
      return;
    }
    const reading = read(row);
    if (reading.line === null) {
      check.skip(reading.visit);
      refuseLine(row, reading.findings);
      return;
    }
    linesRead += 1;
    amountPence += reading.line.amountPence ?? 0;
    for (const each of check.take(reading.line)) found(each);
    if (reading.line.packageId !== null) return;
    const packageId = check.placedOn(reading.line);
    if (packageId !== null) placed.set(row.line, packageId);
  }

  return {
    isOver: () => refusal !== null,
    see(event: TableEvent): void {
      const aboutFile = forms.note(event);
      if (aboutFile !== null) found({ ...aboutFile, subject: null, effect: 'tell' });
      if (event.kind === 'rows') for (const row of event.rows) seeRow(row);
      else if (event.kind === 'refused')
        refusal = { state: 'quarantined', rule: event.rule, message: event.message };
      else if (event.kind === 'total') stated = { ...stated, total: event };
      else if (event.kind === 'header') {
        stated = { ...stated, file: event.directives.file };
        const reading = readReturnHeading(event.columns);
        if (!reading.ok) refusal = rejected(reading);
        else {
          heading = reading.value;
          read = returnReader(heading);
        }
      }
    },
    async end() {
      const unknownColumns = heading === null ? [] : heading.unknown;
      const envelope = readEnvelope(stated, { areAmountsSure, amountPence: pence(amountPence) });
      if (refusal === null && lines === 0) refusal = noRows;
      if (refusal === null && !envelope.ok) refusal = { ...rejected(envelope), state: 'quarantined' };
      if (refusal !== null || heading === null || !envelope.ok)
        return { unknownColumns, refusal: refusal ?? noRows };
      const { findings, unplaced } = check.conclude();
      for (const each of findings) found(each);
      const onRecord = await looking.lookUp(unplaced);
      let others = 0;
      for (const each of unplaced) {
        const one = judgeUnplaced(each, onRecord, looking.providerId);
        if (one.rule === 'package-of-another-provider') others += 1;
        found(one);
      }
      const own = linesRead - unplaced.length;
      const sums = { lines, amountPence: pence(amountPence), own, others };
      return {
        unknownColumns,
        refusal: null,
        heading,
        envelope: envelope.value,
        sums,
        general,
        byLine,
        placed,
      };
    },
  };
}

const noRows: Refusal = {
  state: 'rejected',
  rule: 'no-rows',
  message: 'The file has a heading and no lines under it. Nothing was taken.',
};

function rejected({ rule, message }: { rule: string; message: string }): Refusal {
  return { state: 'rejected', rule, message };
}

/** What a line that is not read comes to; null where not even that can be read. */
function amountOf(row: TableRow, heading: ReturnHeading | null): number | null {
  const place = heading?.places.get('amount');
  const text = place === undefined ? '' : (row.cells[place] ?? '').trim();
  if (text === '') return 0;
  const read = readPounds(text);
  return read.ok ? read.value : null;
}
