import type { S3Client } from '@aws-sdk/client-s3';
import { invariant } from '../../domain/outcome.ts';
import type { Finding } from '../../domain/records/finding.ts';
import { earlierKey } from '../../domain/returns/earlier-lines.ts';
import { returnReader, type ReturnHeading } from '../../domain/returns/read-return.ts';
import type { Upload, UploadLine } from '../../events/api/uploads.ts';
import { readTable } from '../files/tables/read-table.ts';
import type { TableRow } from '../files/tables/table-events.ts';
import {
  claimsPartKey,
  CLAIMS_PER_PART,
  findingsPartKey,
  FINDINGS_PER_PART,
  linesPartKey,
  LINES_PER_PART,
} from '../platform/checked-parts.ts';
import { partWriter } from '../platform/part-writer.ts';
import type { TakenReturn } from '../store/return-store.ts';
import { uploadStore } from '../store/upload-store.ts';
import type { Table } from '../store/table.ts';
import type { Claim } from './earlier-files.ts';
import type { FindingsByLine } from './look-through.ts';

export type WriteDeps = { table: Table; buckets: S3Client; evidenceBucket: string };
type Checked = {
  heading: ReturnHeading;
  general: readonly Finding[];
  byLine: FindingsByLine;
  placed: ReadonlyMap<number, string>;
};
type Written = Pick<Upload, 'counts' | 'findingCount'> & Pick<TakenReturn, 'days'>;

const PROGRESS_MILLISECONDS = 2_000;

/** Reads a file again and keeps its lines, what was found and what is claimed beside it. */
export async function writeChecked(
  upload: Upload,
  bytes: AsyncIterable<Uint8Array>,
  { heading, general, byLine, placed }: Checked,
  deps: WriteDeps,
): Promise<Written> {
  const uploads = uploadStore(deps.table);
  const write = writers(upload, deps);
  const nameOf = cellNames(heading);
  const read = returnReader(heading);
  const counts = { rows: 0, accepted: 0, refused: 0, unchanged: 0 };
  const span = { first: Infinity, last: -Infinity };
  let columns: readonly string[] = [];
  let said = Date.now();

  function take(row: TableRow, claims: Claim[]): UploadLine {
    const found = byLine.get(row.line) ?? [];
    const isRefused = found.some(({ effect }) => effect === 'refuse');
    counts.rows += 1;
    if (isRefused) counts.refused += 1;
    else {
      counts.accepted += 1;
      const { line } = read(row);
      invariant(line !== null, 'a line that is accepted was read before');
      span.first = Math.min(span.first, line.first);
      span.last = Math.max(span.last, line.last);
      const packageId = line.packageId ?? placed.get(row.line);
      invariant(packageId !== undefined, 'a line that is accepted has a package');
      claims.push([earlierKey(packageId, line), line.invoiceNumber]);
    }
    const values = nameOf(columns, row);
    return {
      line: row.line,
      state: isRefused ? 'refused' : 'accepted',
      subjectId: values['packageId'] ?? null,
      version: null,
      values,
      rules: found.map(({ rule }) => rule),
    };
  }

  await write.findings.add(general);
  for await (const event of readTable(bytes, { fileName: upload.fileName })) {
    if (event.kind === 'header') columns = event.columns;
    if (event.kind !== 'rows') continue;
    const claims: Claim[] = [];
    await write.lines.add(event.rows.map((row) => take(row, claims)));
    await write.claims.add(claims);
    await write.findings.add(event.rows.flatMap(({ line }) => byLine.get(line) ?? []));
    if (Date.now() - said > PROGRESS_MILLISECONDS) {
      said = Date.now();
      await uploads.change(upload.uploadId, ['reading'], {
        counts: { ...counts, rows: Math.max(counts.rows, upload.counts.rows) },
      });
    }
  }
  await write.lines.end();
  await write.claims.end();
  const findingCount = await write.findings.end();
  return { counts, findingCount, days: counts.accepted === 0 ? null : span };
}

/** Keeps what was found where nothing of the file is taken; gives how many findings there are. */
export async function writeFindings(
  upload: Upload,
  findings: readonly Finding[],
  deps: WriteDeps,
): Promise<number> {
  const write = writers(upload, deps).findings;
  await write.add(findings);
  return write.end();
}

function writers({ uploadId, counts, findingCount }: Upload, { buckets, evidenceBucket: bucket }: WriteDeps) {
  const target = { buckets, bucket };
  return {
    lines: partWriter<UploadLine>({
      ...target,
      keyOf: (part) => linesPartKey(uploadId, part),
      perPart: LINES_PER_PART,
      itemsBefore: counts.rows,
    }),
    claims: partWriter<Claim>({
      ...target,
      keyOf: (part) => claimsPartKey(uploadId, part),
      perPart: CLAIMS_PER_PART,
      itemsBefore: counts.rows,
    }),
    findings: partWriter<Finding>({
      ...target,
      keyOf: (part) => findingsPartKey(uploadId, part),
      perPart: FINDINGS_PER_PART,
      itemsBefore: findingCount,
    }),
  };
}

/** The cells by what they say, whatever they are headed; those of unknown columns by their heading. Empty ones are left out. */
function cellNames({ places }: ReturnHeading) {
  const fields = new Map([...places].map(([field, place]) => [place, field]));
  let names: string[] = [];
  let known: readonly string[] | null = null;
  return (columns: readonly string[], { cells }: TableRow): Record<string, string> => {
    if (columns !== known) {
      known = columns;
      names = columns.map((column, place) => fields.get(place) ?? column);
    }
    const values: Record<string, string> = {};
    for (const [place, cell] of cells.entries())
      if (cell !== '') values[names[place] ?? `column ${place + 1}`] = cell;
    return values;
  };
}
