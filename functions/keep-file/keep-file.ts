import { createHash } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Upload } from '../../events/api/uploads.ts';
import { objectCreatedSchema } from '../../events/inbox-message.ts';
import type { Clock } from '../platform/clock.ts';
import { finishUpload } from '../platform/finish-upload.ts';
import { receiveUpload } from '../platform/receive-upload.ts';
import { sizeProblem } from '../platform/size-problem.ts';
import { objectOf, readBytes, type StoredObject } from '../platform/stored-object.ts';
import type { Table } from '../store/table.ts';
import { uploadStore, type UploadChange } from '../store/upload-store.ts';

type Deps = { buckets: S3Client; table: Table; clock: Clock };

/**
 * Records a file that nothing reads yet: it is kept as it came, seen in the list of files, and loses nothing. What is
 * empty, too large or came before is said today, not when its reader comes.
 */
export async function keepFile(message: unknown, deps: Deps): Promise<void> {
  const event = objectCreatedSchema.parse(message);
  const uploads = uploadStore(deps.table);
  const upload = await receiveUpload(event, { buckets: deps.buckets, uploads });
  if (upload.state !== 'received' || upload.sha256 !== null) return;
  const change = await judgeFile(upload, objectOf(event), deps);
  if (change.state === undefined) await uploads.change(upload.uploadId, ['received'], change);
  else await finishUpload(upload, change, deps);
}

/** What becomes of a file: its hash where it is kept, else the state that ends it. */
async function judgeFile(
  upload: Upload,
  object: StoredObject,
  { buckets, table }: Deps,
): Promise<UploadChange> {
  const problem = sizeProblem(upload) ?? (upload.sizeBytes === 0 ? empty : null);
  if (problem !== null) return { state: 'rejected', problem };
  const sha256 = await hashOf(await readBytes(object, buckets));
  const first = await uploadStore(table).claimContent(upload, sha256);
  return first === upload.uploadId ? { sha256 } : { state: 'duplicate', sha256, duplicateOf: first };
}

async function hashOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of bytes) hash.update(chunk);
  return hash.digest('hex');
}

const empty = {
  rule: 'file-empty',
  message: 'The file is empty. Check the export and send the file again.',
} as const;
