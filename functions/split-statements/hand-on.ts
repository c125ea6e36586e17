import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ClientPart, RefusedPart } from '../../domain/managed-accounts/bulk-part.ts';
import { faultyEntry } from '../../domain/managed-accounts/part-entries.ts';
import type { Upload } from '../../events/api/uploads.ts';
import { clientStatementKey, clientUploadId } from '../platform/accounts/held-accounts.ts';
import type { Clock } from '../platform/clock.ts';
import type { Table } from '../store/table.ts';
import { inTurns } from '../store/table.ts';
import { uploadStore } from '../store/upload-store.ts';
import type { BulkFile } from './part-file.ts';

export type HandOnDeps = { table: Table; buckets: S3Client; inboxBucket: string; clock: Clock };

/** A client’s statement that lies in the folder of its agreement now. */
type HandedOn = { agreementId: string; line: number; name: string; rows: number };

/** What became of a bulk file: its lines and files are all here, once. */
export type BulkOutcome = {
  rows: number;
  handedOn: readonly HandedOn[];
  refused: readonly RefusedPart[];
  notes: BulkFile['notes'];
};

/** As long as a message may come again: what a client’s file is called and who sent it is known until then. */
const ANNOUNCED_SECONDS = 24 * 60 * 60;

/**
 * Puts each client’s statement into the folder of its agreement, under a name that the bulk file, the agreement and what
 * it is called in the file decide alone: parted twice, it is the same statement.
 */
export async function handOn(upload: Upload, file: BulkFile, deps: HandOnDeps): Promise<BulkOutcome> {
  const done = await inTurns(file.parts, (part) => handOnOne(upload, part, deps));
  return {
    ...{ rows: file.rows, notes: file.notes },
    handedOn: done.flatMap((each) => ('agreementId' in each ? [each] : [])),
    refused: [...file.refused, ...done.flatMap((each) => ('finding' in each ? [each] : []))],
  };
}

async function handOnOne(
  { uploadId, uploadedBy }: Upload,
  { agreementId, line, name, content }: ClientPart<BulkFile['parts'][number]['content']>,
  { table, buckets, inboxBucket, clock }: HandOnDeps,
): Promise<HandedOn | RefusedPart> {
  const { fileName, rows, read } = content;
  const bytes = await read();
  if (bytes === null) return { line, name, finding: faultyEntry('damaged', { line, value: name }) };
  const id = clientUploadId(uploadId, { agreementId, name });
  const forgotten = Math.floor(Date.parse(clock()) / 1000) + ANNOUNCED_SECONDS;
  await uploadStore(table).announce(id, { userId: uploadedBy, roles: [], fileName }, forgotten);
  await buckets.send(
    new PutObjectCommand({
      Bucket: inboxBucket,
      Key: clientStatementKey(uploadId, { agreementId, name, fileName }),
      Body: bytes,
      Metadata: { 'upload-id': id },
    }),
  );
  return { agreementId, line, name, rows };
}
