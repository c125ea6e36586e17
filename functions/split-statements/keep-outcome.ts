import type { S3Client } from '@aws-sdk/client-s3';
import { invariant } from '../../domain/outcome.ts';
import type { Finding } from '../../domain/records/finding.ts';
import type { Upload, UploadLine } from '../../events/api/uploads.ts';
import {
  findingsPartKey,
  FINDINGS_PER_PART,
  linesPartKey,
  LINES_PER_PART,
} from '../platform/checked-parts.ts';
import { partWriter } from '../platform/part-writer.ts';
import type { UploadChange } from '../store/upload-store.ts';
import type { BulkOutcome } from './hand-on.ts';

type Evidence = { buckets: S3Client; evidenceBucket: string };

/**
 * Keeps whose statement each part became, and why others became none, and says how the file ends. Every line or file of it is
 * counted once: what went in is what was handed on and what was refused.
 */
export async function keepOutcome(
  upload: Upload,
  { rows, handedOn, refused, notes }: BulkOutcome,
  deps: Evidence,
): Promise<UploadChange> {
  const accepted = handedOn.reduce((sum, each) => sum + each.rows, 0);
  invariant(accepted + refused.length === rows, 'no line of a bulk file is lost');
  const lines: UploadLine[] = [
    ...handedOn.map(({ agreementId, line, name, rows: own }): UploadLine => ({
      ...{ line, state: 'accepted', subjectId: agreementId, version: null, rules: [] },
      values: { name, rows: String(own) },
    })),
    ...refused.map(({ line, name, finding: { rule } }): UploadLine => ({
      ...{ line, state: 'refused', subjectId: null, version: null, rules: [rule] },
      values: { name },
    })),
  ];
  const findings = [...notes, ...refused.map(({ finding }) => finding)];
  await keepLines(upload, lines, deps);
  await keepFindings(upload, findings, deps);
  return {
    state: accepted === 0 ? 'rejected' : refused.length === 0 ? 'accepted' : 'part-accepted',
    counts: { rows, accepted, refused: refused.length, unchanged: 0 },
    findingCount: findings.length,
    problem: accepted === 0 ? nothingTaken : null,
  };
}

const nothingTaken = {
  rule: 'nothing-taken',
  message: 'Nothing of the file could be given to one of your clients: what was found in it says why.',
};

async function keepLines(
  { uploadId, counts }: Upload,
  lines: readonly UploadLine[],
  { buckets, evidenceBucket: bucket }: Evidence,
): Promise<void> {
  const writer = partWriter<UploadLine>({
    ...{ buckets, bucket, perPart: LINES_PER_PART, itemsBefore: counts.rows },
    keyOf: (part) => linesPartKey(uploadId, part),
  });
  await writer.add(lines);
  await writer.end();
}

async function keepFindings(
  { uploadId, findingCount }: Upload,
  findings: readonly Finding[],
  { buckets, evidenceBucket: bucket }: Evidence,
): Promise<void> {
  const writer = partWriter<Finding>({
    ...{ buckets, bucket, perPart: FINDINGS_PER_PART, itemsBefore: findingCount },
    keyOf: (part) => findingsPartKey(uploadId, part),
  });
  await writer.add(findings);
  await writer.end();
}
