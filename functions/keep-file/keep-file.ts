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
import { imageTypeOf, IMAGE_MARK_BYTES } from './image-type.ts';

type Deps = { buckets: S3Client; table: Table; clock: Clock };

/**
 * Records a file that is kept as it came: an image of paper, which must be one, or a file that nothing reads yet. What is
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
  const { sha256, start } = await lookThrough(await readBytes(object, buckets));
  const judged = upload.kind === 'invoice-images' ? judgeImage(start) : {};
  if (judged.state === 'rejected') return { ...judged, sha256 };
  const first = await uploadStore(table).claimContent(upload, sha256);
  if (first !== upload.uploadId) return { state: 'duplicate', sha256, duplicateOf: first };
  return { ...judged, sha256 };
}

/** An image is taken by what it is: its name says what anybody wanted it to say. */
function judgeImage(start: Uint8Array): UploadChange {
  const mediaType = imageTypeOf(start);
  return mediaType === null
    ? { state: 'rejected', problem: notAnImage }
    : { state: 'accepted', mediaType, problem: null };
}

async function lookThrough(bytes: AsyncIterable<Uint8Array>): Promise<{ sha256: string; start: Uint8Array }> {
  const hash = createHash('sha256');
  let start = Buffer.alloc(0);
  for await (const chunk of bytes) {
    hash.update(chunk);
    if (start.length < IMAGE_MARK_BYTES) start = Buffer.concat([start, chunk]);
  }
  return { sha256: hash.digest('hex'), start };
}

const notAnImage = {
  rule: 'not-an-image',
  message:
    'The file is no PDF, PNG or JPEG, whatever its name says. Scan the paper again as one of these and send that.',
} as const;

const empty = {
  rule: 'file-empty',
  message: 'The file is empty. Check the export and send the file again.',
} as const;
