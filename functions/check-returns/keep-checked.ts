import type { S3Client } from '@aws-sdk/client-s3';
import { careMonthId } from '../../domain/pay/care-month.ts';
import { writeAccepted } from '../../domain/returns/accepted-care.ts';
import type { ExceptionLine } from '../../domain/returns/exception.ts';
import type { Finding } from '../../domain/records/finding.ts';
import {
  addSums,
  noSums,
  settleReturn,
  type ReturnSums,
  type SettledPackage,
} from '../../domain/returns/settle-return.ts';
import type { Upload } from '../../events/api/uploads.ts';
import {
  claimsPartKey,
  CLAIMS_PER_BATCH,
  CLAIM_BATCHES_PER_PART,
  findingsPartKey,
  FINDINGS_PER_PART,
  linesPartKey,
  LINES_PER_PART,
} from '../platform/checked-parts.ts';
import { partWriter, type PartWriter } from '../platform/part-writer.ts';
import {
  careIdsPartKey,
  CARE_IDS_PER_PART,
  exceptionsPartKey,
  EXCEPTIONS_PER_PART,
  type KeptLine,
  type EarlierClaims,
} from '../platform/returns/checked-lines.ts';
import type { Table } from '../store/table.ts';
import { uploadStore } from '../store/upload-store.ts';
import type { LookedThrough } from './look-through.ts';

export type KeepDeps = { table: Table; buckets: S3Client; evidenceBucket: string };

const PROGRESS_MILLISECONDS = 2_000;

/** Keeps the lines of a return as they are read, with what they claim, and says how far the reading is. */
export function lineKeeper(upload: Upload, { table, buckets, evidenceBucket: bucket }: KeepDeps) {
  const { uploadId, counts } = upload;
  const target = { buckets, bucket };
  const lines = partWriter<KeptLine>({
    ...target,
    keyOf: (part) => linesPartKey(uploadId, part),
    perPart: LINES_PER_PART,
    itemsBefore: counts.rows,
  });
  const claims = partWriter<EarlierClaims>({
    ...target,
    keyOf: (part) => claimsPartKey(uploadId, part),
    perPart: CLAIM_BATCHES_PER_PART,
    itemsBefore: Math.ceil(counts.rows / CLAIMS_PER_BATCH),
  });
  let rows = 0;
  let said = Date.now();
  return {
    async keep(some: readonly KeptLine[], claimed: EarlierClaims | null): Promise<void> {
      await lines.add(some);
      if (claimed !== null) await claims.add([claimed]);
      rows += some.length;
      if (Date.now() - said <= PROGRESS_MILLISECONDS) return;
      said = Date.now();
      await uploadStore(table).change(uploadId, ['reading'], {
        counts: { ...counts, rows: Math.max(rows, counts.rows) },
      });
    },
    async end(): Promise<void> {
      await lines.end();
      await claims.end();
    },
  };
}

type Looked = Extract<LookedThrough, { refusal: null }>;

/** What is kept of a return beside its file: how its lines stand, and the care of each package and month it brings. */
export type KeptReturn = {
  findingCount: number;
  exceptions: number;
  /** What the lines come to that are no exceptions, and all lines. */
  clean: ReturnSums;
  sums: ReturnSums;
  days: { first: number; last: number } | null;
  /** What is accepted of each month of a package, as short text. */
  months: ReadonlyMap<string, string>;
};

/** Settles what was looked through, and keeps its findings and exceptions. */
export async function keepChecked(
  upload: Upload,
  { general, byLine, strays, book, weeks }: Looked,
  deps: KeepDeps,
): Promise<KeptReturn> {
  const write = writers(upload, deps);
  const findingsOf = (line: number) => byLine.get(line) ?? [];
  const months = new Map<string, string>();
  const span = { first: Infinity, last: -Infinity };
  let sums = noSums;
  let clean = noSums;
  for (const settled of settleReturn(book, { uploadId: upload.uploadId, findingsOf, weeks })) {
    await write.exceptions.add(settled.exceptions);
    sums = addSums(sums, settled.sums);
    clean = addSums(clean, settled.clean);
    span.first = Math.min(span.first, settled.days.first);
    span.last = Math.max(span.last, settled.days.last);
    keepMonths(settled, months);
  }
  await write.exceptions.add(
    strays.map((each) => ({
      ...each,
      ...{ days: null, claim: null, state: 'refused', askedAt: null },
      findings: [...findingsOf(each.line)],
    })),
  );
  sums = { ...sums, refused: sums.refused + strays.length };
  const exceptions = await write.exceptions.end();
  await write.findings.add(general);
  for (const own of [...byLine].sort(([a], [b]) => a - b)) await write.findings.add(own[1]);
  const findingCount = await write.findings.end();
  await write.careIds.add([...months.keys()]);
  await write.careIds.end();
  const days = sums.accepted + sums.questioned === 0 ? null : span;
  return { findingCount, exceptions, clean, sums, days, months };
}

function keepMonths({ packageId, months: own }: SettledPackage, months: Map<string, string>): void {
  for (const [month, lines] of own) months.set(careMonthId(packageId, month), writeAccepted(lines));
}

/** Keeps what was found where nothing of the file is taken; gives how many findings there are. */
export async function keepFindings(
  upload: Upload,
  findings: readonly Finding[],
  deps: KeepDeps,
): Promise<number> {
  const write = writers(upload, deps).findings;
  await write.add(findings);
  return write.end();
}

function writers(
  { uploadId, findingCount }: Upload,
  { buckets, evidenceBucket: bucket }: KeepDeps,
): {
  exceptions: PartWriter<ExceptionLine>;
  careIds: PartWriter<string>;
  findings: PartWriter<Finding>;
} {
  const target = { buckets, bucket };
  return {
    // How many exceptions there are is kept with the return: what an earlier try left beyond is not read.
    exceptions: partWriter({
      ...target,
      keyOf: (part) => exceptionsPartKey(uploadId, part),
      perPart: EXCEPTIONS_PER_PART,
      itemsBefore: 0,
    }),
    careIds: partWriter({
      ...target,
      keyOf: (part) => careIdsPartKey(uploadId, part),
      perPart: CARE_IDS_PER_PART,
      itemsBefore: 0,
    }),
    findings: partWriter({
      ...target,
      keyOf: (part) => findingsPartKey(uploadId, part),
      perPart: FINDINGS_PER_PART,
      itemsBefore: findingCount,
    }),
  };
}
