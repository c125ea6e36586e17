import type { S3Client } from '@aws-sdk/client-s3';
import type { FileState, Upload } from '../../events/api/uploads.ts';
import type { InboxMessage } from '../../events/inbox-message.ts';
import { receiveUpload } from '../platform/receive-upload.ts';
import { objectOf, type StoredObject } from '../platform/stored-object.ts';
import type { Table } from '../store/table.ts';
import { uploadStore, type UploadChange } from '../store/upload-store.ts';

/** Where a try that died may have left an upload: the message comes again and the work goes on. */
const UNDER_WAY: readonly FileState[] = ['received', 'reading', 'checked'];

/** Two tries at once must not leave it `reading` and finished. */
const OPENED: UploadChange = { state: 'reading', finishedAt: null };

export type OpenReturnDeps = { table: Table; buckets: S3Client; inboxBucket: string };

/** A return to work on. */
export type OpenReturn = { upload: Upload; object: StoredObject };

/** The return a message is about, moved to `reading`; null when there is nothing (more) to do. */
export async function openReturn(message: InboxMessage, deps: OpenReturnDeps): Promise<OpenReturn | null> {
  return 'recheckUploadId' in message
    ? openWaiting(message.recheckUploadId, deps)
    : openArrived(message, deps);
}

async function openArrived(
  message: Exclude<InboxMessage, { recheckUploadId: string }>,
  { table, buckets }: OpenReturnDeps,
): Promise<OpenReturn | null> {
  const uploads = uploadStore(table);
  const upload = await receiveUpload(message, { buckets, uploads });
  // A return that was checked stays `checked` until somebody decides: only its end says that it is through.
  if (upload.finishedAt !== null) return null;
  const opened = await uploads.change(upload.uploadId, UNDER_WAY, OPENED);
  return opened ? { upload, object: objectOf(message) } : null;
}

/** A file that waited for the one before it. */
async function openWaiting(
  uploadId: string,
  { table, inboxBucket }: OpenReturnDeps,
): Promise<OpenReturn | null> {
  const uploads = uploadStore(table);
  const upload = await uploads.readUpload(uploadId);
  if (upload === null || (upload.finishedAt !== null && upload.state !== 'waiting')) return null;
  const opened = await uploads.change(uploadId, ['waiting', ...UNDER_WAY], OPENED);
  if (!opened) return null;
  const version = upload.objectVersion === null ? {} : { versionId: upload.objectVersion };
  return { upload, object: { bucket: inboxBucket, key: upload.key, ...version } };
}
