import type { S3Client } from '@aws-sdk/client-s3';
import type { Upload } from '../../events/api/uploads.ts';
import {
  findingsPartKey,
  FINDINGS_PER_PART,
  linesPartKey,
  LINES_PER_PART,
} from '../platform/checked-parts.ts';
import type { Table } from '../store/table.ts';
import { uploadStore, type UploadChange } from '../store/upload-store.ts';
import type { CheckedLine } from './check-rows.ts';
import { partWriter } from '../platform/part-writer.ts';

export type ReporterDeps = { table: Table; buckets: S3Client; evidenceBucket: string };

const PROGRESS_MILLISECONDS = 2_000;

/** Keeps the lines and findings beside the file and the counts on the upload, while the rows go by. */
export function reporter(upload: Upload, rowsThere: number, deps: ReporterDeps) {
  const uploads = uploadStore(deps.table);
  const target = { buckets: deps.buckets, bucket: deps.evidenceBucket };
  const { uploadId } = upload;
  const lines = partWriter({
    ...target,
    keyOf: (part) => linesPartKey(uploadId, part),
    perPart: LINES_PER_PART,
    itemsBefore: upload.counts.rows,
  });
  const findings = partWriter({
    ...target,
    keyOf: (part) => findingsPartKey(uploadId, part),
    perPart: FINDINGS_PER_PART,
    itemsBefore: upload.findingCount,
  });
  const counts = { rows: rowsThere, accepted: 0, refused: 0, unchanged: 0 };
  let rowsWaiting = 0;
  let said = Date.now();

  async function take(checked: readonly CheckedLine[]): Promise<void> {
    for (const { line } of checked) {
      if (line.state === 'accepted') counts.accepted += 1;
      else if (line.state === 'unchanged') counts.unchanged += 1;
      else counts.refused += 1;
      if (line.state === 'waiting') rowsWaiting += 1;
    }
    await lines.add(checked.map((each) => each.line));
    await findings.add(checked.flatMap((each) => each.findings));
    if (Date.now() - said > PROGRESS_MILLISECONDS) {
      said = Date.now();
      await uploads.change(uploadId, ['reading'], { counts });
    }
  }

  return {
    take,
    find: findings.add,
    async end(): Promise<UploadChange & { counts: Upload['counts']; rowsWaiting: number }> {
      await lines.end();
      const findingCount = await findings.end();
      const state =
        counts.refused === 0
          ? 'accepted'
          : counts.accepted + counts.unchanged > 0
            ? 'part-accepted'
            : 'rejected';
      const problem =
        state === 'rejected'
          ? { rule: 'no-row-taken', message: 'No row could be taken. The findings say why, line by line.' }
          : null;
      return { state, counts, findingCount, rowsWaiting, problem };
    },
  };
}
