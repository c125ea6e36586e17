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
import { claimBook, type ClaimBook } from '../../domain/returns/claim-book.ts';
import { earlierKey, type OpenLine } from '../../domain/returns/earlier-lines.ts';
import type { WeekTold } from '../../domain/returns/package-weeks.ts';
import { readReturnHeading, returnReader, type ReturnHeading } from '../../domain/returns/read-return.ts';
import type { ReturnLine } from '../../domain/returns/return-line.ts';
import type { ReturnMapping } from '../../domain/returns/return-mapping.ts';
import { readTable } from '../files/tables/read-table.ts';
import type { TableEvent, TableRow } from '../files/tables/table-events.ts';
import { CLAIMS_PER_BATCH } from '../platform/checked-parts.ts';
import { hashedBytes } from '../platform/hashed-bytes.ts';
import type { KeptLine, EarlierClaims } from '../platform/returns/checked-lines.ts';
import { readEnvelope } from './read-envelope.ts';
import { rowForms } from './return-rows.ts';

/** Why nothing of a file is looked at, and the state that leaves it in. */
type Refusal = { state: 'rejected' | 'quarantined'; rule: string; message: string };

type FindingsByLine = ReadonlyMap<number, readonly ReturnFinding[]>;

/** A line that is about no package of the provider’s, or that cannot be read: who it names as far as it says. */
type StrayLine = { line: number; lineRef: string; personId: string; packageId: string | null };

/** What reading a file to its end says of it. */
export type LookedThrough = { sha256: string; unknownColumns: readonly string[] } & (
  | { refusal: Refusal }
  | {
      refusal: null;
      heading: ReturnHeading;
      columns: readonly string[];
      envelope: ReturnEnvelope;
      sums: FileSums;
      /** About no line: shown before the others. */
      general: readonly ReturnFinding[];
      byLine: FindingsByLine;
      strays: readonly StrayLine[];
      book: ClaimBook;
      weeks: readonly WeekTold[];
      replaced: readonly OpenLine[];
    }
);

type Lookup = (unplaced: readonly Unplaced[]) => Promise<OnRecord>;
type Looking = ReturnChecking & {
  providerId: string;
  fileName: string;
  mappings: readonly ReturnMapping[];
  lookUp: Lookup;
  /** Keeps some rows, and a batch of what may be accepted where one is full, beside the file. */
  keep: (lines: readonly KeptLine[], claims: EarlierClaims | null) => Promise<void>;
};

/** Reads a file to its end once and checks every line, so that it is decided of as a whole before anything of it counts. */
export async function lookThrough(
  bytes: AsyncIterable<Uint8Array>,
  looking: Looking,
): Promise<LookedThrough> {
  const hashed = hashedBytes(bytes);
  const pass = onePass(looking);
  for await (const event of readTable(hashed.bytes, { fileName: looking.fileName })) {
    const lines = pass.see(event);
    if (pass.isOver()) break;
    if (lines.length > 0) await looking.keep(lines, pass.claimsFrom(CLAIMS_PER_BATCH));
  }
  await looking.keep([], pass.claimsFrom(1));
  const sha256 = await hashed.digest();
  return { sha256, ...(await pass.end()) };
}

function onePass(looking: Looking) {
  const check = returnCheck(looking);
  const forms = rowForms();
  const book = claimBook(looking.packages);
  const byLine = new Map<number, ReturnFinding[]>();
  const general: ReturnFinding[] = [];
  const strays = new Map<number, StrayLine>();
  let claims = noClaims();
  let heading: ReturnHeading | null = null;
  let columns: readonly string[] = [];
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
    const text = textsOf(row, heading);
    const [{ line }, lineRef, invoiceNumber] = [row, text('lineRef'), text('invoiceNumber')];
    const packageId = text('packageId') === '' ? null : text('packageId');
    strays.set(line, { line, lineRef, personId: text('personId'), packageId });
    if (invoiceNumber !== '') addClaim(claims, '', { line, lineRef, invoiceNumber });
    const amount = text('amount') === '' ? 0 : amountOf(text('amount'));
    if (amount === null) areAmountsSure = false;
    else amountPence += amount;
  }

  /** Looks at a row and adds what it claims; gives it as it is kept. */
  function seeRow(row: TableRow): KeptLine {
    lines += 1;
    const faults = forms.faultsOf(row);
    if (read === null || faults.length > 0) {
      check.skip(null);
      refuseLine(row, faults);
      return kept(row);
    }
    const reading = read(row);
    if (reading.line === null) {
      check.skip(reading.visit);
      refuseLine(row, reading.findings);
      return kept(row);
    }
    linesRead += 1;
    const { line } = reading;
    amountPence += line.amountPence ?? 0;
    const { placed, findings } = check.take(line);
    for (const each of findings) found(each);
    if (placed === null) {
      const { lineRef, personId } = line;
      strays.set(row.line, { line: row.line, lineRef, personId, packageId: line.packageId });
      return kept(row);
    }
    const { packageId } = placed.pack.carePackage;
    const worth = book.add(line, placed.place);
    addClaim(claims, earlierKey(packageId, line), line);
    return kept(row, line.packageId === null ? packageId : null, worth);
  }

  return {
    isOver: () => refusal !== null,
    /** What was claimed since, where it is of so many lines at least. */
    claimsFrom(least: number): EarlierClaims | null {
      if (claims.lines.length < least) return null;
      const full = claims;
      claims = noClaims();
      return full;
    },
    see(event: TableEvent): KeptLine[] {
      const aboutFile = forms.note(event);
      if (aboutFile !== null) found({ ...aboutFile, subject: null, effect: 'tell' });
      if (event.kind === 'rows') return event.rows.map(seeRow);
      if (event.kind === 'refused')
        refusal = { state: 'quarantined', rule: event.rule, message: event.message };
      else if (event.kind === 'total') stated = { ...stated, total: event };
      else if (event.kind === 'header') {
        stated = { ...stated, file: event.directives.file };
        columns = event.columns;
        const reading = readReturnHeading(event.columns, looking.mappings);
        if (!reading.ok) refusal = rejected(reading);
        else {
          heading = reading.value;
          read = returnReader(heading);
        }
      }
      return [];
    },
    async end() {
      const unknownColumns = heading === null ? columns : heading.unknown;
      const envelope = readEnvelope(stated, { areAmountsSure, amountPence: pence(amountPence) });
      if (refusal === null && lines === 0) refusal = noRows;
      if (refusal === null && !envelope.ok) refusal = { ...rejected(envelope), state: 'quarantined' };
      if (refusal !== null || heading === null || !envelope.ok)
        return { unknownColumns, refusal: refusal ?? noRows };
      const { findings, unplaced, weeks, replaced, wrongPeriod } = check.conclude();
      for (const each of findings) found(each);
      const onRecord = await looking.lookUp(unplaced);
      let others = 0;
      for (const each of unplaced) {
        const one = judgeUnplaced(each, onRecord, looking.providerId);
        if (one.rule === 'package-of-another-provider') others += 1;
        found(one);
      }
      const own = linesRead - unplaced.length;
      const sums = { lines, amountPence: pence(amountPence), own, others, wrongPeriod };
      return {
        ...{ unknownColumns, refusal: null, heading, columns, envelope: envelope.value, sums },
        ...{ general, byLine, strays: [...strays.values()], book, weeks, replaced },
      };
    },
  };
}

function noClaims(): EarlierClaims {
  return { keys: [], invoices: [], lineRefs: [], lines: [] };
}

function addClaim(
  { keys, invoices, lineRefs, lines }: EarlierClaims,
  key: string,
  { invoiceNumber, lineRef, line }: Pick<ReturnLine, 'invoiceNumber' | 'lineRef' | 'line'>,
): void {
  keys.push(key);
  invoices.push(invoiceNumber);
  lineRefs.push(lineRef);
  lines.push(line);
}

function kept({ line, cells, plain }: TableRow, packageId: string | null = null, worth = 0): KeptLine {
  return [line, packageId, worth, plain === '' ? cells : plain];
}

const noRows: Refusal = {
  state: 'rejected',
  rule: 'no-rows',
  message: 'The file has a heading and no lines under it. Nothing was taken.',
};

function rejected({ rule, message }: { rule: string; message: string }): Refusal {
  return { state: 'rejected', rule, message };
}

/** The cells of a row by what they say, as far as they are there. */
function textsOf({ cells }: TableRow, heading: ReturnHeading | null) {
  return (field: 'lineRef' | 'personId' | 'packageId' | 'amount' | 'invoiceNumber'): string => {
    const place = heading?.places.get(field);
    return place === undefined ? '' : (cells[place] ?? '').trim();
  };
}

/** What a line comes to; null where not even that can be read. */
function amountOf(text: string): number | null {
  const read = readPounds(text);
  return read.ok ? read.value : null;
}
