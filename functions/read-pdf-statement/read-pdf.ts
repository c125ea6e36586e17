import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { readPdfStatement } from '../files/statements/pdf/read-pdf-statement.ts';
import { keepReading } from '../platform/statements/kept-reading.ts';
import { readBytes, wholeOf } from '../platform/stored-object.ts';
import type { Table } from '../store/table.ts';
import { uploadStore } from '../store/upload-store.ts';

export type Deps = {
  table: Table;
  buckets: S3Client;
  queues: SQSClient;
  inboxBucket: string;
  evidenceBucket: string;
  statementsQueueUrl: string;
};

const messageSchema = z.strictObject({ pdfUploadId: z.string() });

/**
 * Reads a bank statement that came as a PDF, apart from all else: a file of some kilobytes may ask for gigabytes. What it
 * says, or why it cannot be read, is kept beside it, and whoever takes statements in goes on from there.
 */
export async function readPdf(message: unknown, deps: Deps): Promise<void> {
  const { pdfUploadId: uploadId } = messageSchema.parse(message);
  const upload = await uploadStore(deps.table).readUpload(uploadId);
  if (upload?.finishedAt !== null) return;
  const version = upload.objectVersion === null ? {} : { versionId: upload.objectVersion };
  const object = { bucket: deps.inboxBucket, key: upload.key, ...version };
  const reading = await readPdfStatement(await wholeOf(await readBytes(object, deps.buckets)));
  await keepReading(uploadId, reading, deps);
  await deps.queues.send(
    new SendMessageCommand({
      QueueUrl: deps.statementsQueueUrl,
      MessageBody: JSON.stringify({ readUploadId: uploadId }),
    }),
  );
}
