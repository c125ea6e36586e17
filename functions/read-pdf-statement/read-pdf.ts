import type { SQSClient } from '@aws-sdk/client-sqs';
import type { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import type { StatementReading } from '../../domain/statements/statement.ts';
import type { Upload } from '../../events/api/uploads.ts';
import { readPdfStatement } from '../files/statements/pdf/read-pdf-statement.ts';
import { queueSender } from '../platform/queue-sender.ts';
import { keepReading } from '../platform/statements/kept-reading.ts';
import { readBytes, wholeOf, type StoredObject } from '../platform/stored-object.ts';
import type { Table } from '../store/table.ts';
import { uploadStore } from '../store/upload-store.ts';
import { readScanned, type Scans } from './read-scanned.ts';

export type Deps = {
  table: Table;
  buckets: S3Client;
  queues: SQSClient;
  inboxBucket: string;
  evidenceBucket: string;
  statementsQueueUrl: string;
  /** Has the text of scans recognised; null where that is not switched on. */
  scans: Scans | null;
};

/** `jobId` and `tries` are of a scan that comes back while its text is recognised. */
const messageSchema = z.strictObject({
  pdfUploadId: z.string(),
  jobId: z.string().optional(),
  tries: z.int().min(0).optional(),
});

/**
 * Reads a bank statement that came as a PDF, apart from all else: a file of some kilobytes may ask for gigabytes. What it
 * says, or why it cannot be read, is kept beside it, and whoever takes statements in goes on from there.
 */
export async function readPdf(message: unknown, deps: Deps): Promise<void> {
  const { pdfUploadId: uploadId, ...asked } = messageSchema.parse(message);
  const upload = await uploadStore(deps.table).readUpload(uploadId);
  if (upload?.finishedAt !== null) return;
  const object = objectOf(upload, deps);
  const bytesOf = async () => wholeOf(await readBytes(object, deps.buckets));
  const reading: StatementReading | 'later' =
    deps.scans === null
      ? await readPdfStatement(await bytesOf())
      : await readScanned({ uploadId, object, bytesOf, ...asked }, deps.scans);
  if (reading === 'later') return;
  await keepReading(uploadId, reading, deps);
  await queueSender({ client: deps.queues, url: deps.statementsQueueUrl })({ readUploadId: uploadId });
}

function objectOf({ key, objectVersion }: Upload, { inboxBucket: bucket }: Deps): StoredObject {
  return { bucket, key, ...(objectVersion === null ? {} : { versionId: objectVersion }) };
}
