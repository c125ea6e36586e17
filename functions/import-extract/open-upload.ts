import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { invariant } from '../../domain/outcome.ts';
import { extractPrefixes, type ExtractPrefix } from '../../events/inbox.ts';
import type { InboxMessage } from '../../events/inbox-message.ts';
import type { FileState, Upload } from '../../events/api/uploads.ts';
import { receiveUpload } from '../platform/receive-upload.ts';
import { recheckUpload } from '../platform/recheck-waiting.ts';
import { objectOf, type StoredObject } from '../platform/stored-object.ts';
import type { Table } from '../store/table.ts';
import { uploadStore } from '../store/upload-store.ts';

/** Where a try that died may have left an upload: the message comes again and the work goes on. */
const UNDER_WAY: readonly FileState[] = ['reading', 'checked'];

export type OpenUploadDeps = {
  table: Table;
  buckets: S3Client;
  queues: SQSClient;
  inboxBucket: string;
  extractsQueueUrl: string;
};

/** An upload to work on; `waited` says how many of its rows waited, where it is looked at again for their sake. */
export type Opened = {
  upload: Upload;
  prefix: ExtractPrefix;
  object: StoredObject;
  waited: number | null;
};

/** The upload a message is about, moved to `reading`; null when there is nothing (more) to do. */
export async function openUpload(message: InboxMessage, deps: OpenUploadDeps): Promise<Opened | null> {
  return 'recheckUploadId' in message ? openAgain(message.recheckUploadId, deps) : openArrived(message, deps);
}

async function openArrived(
  message: Exclude<InboxMessage, { recheckUploadId: string }>,
  deps: OpenUploadDeps,
): Promise<Opened | null> {
  const uploads = uploadStore(deps.table);
  const upload = await receiveUpload(message, { buckets: deps.buckets, uploads });
  const opened = await uploads.change(upload.uploadId, ['received', ...UNDER_WAY], { state: 'reading' });
  if (opened) return { upload, prefix: prefixOf(upload), object: objectOf(message), waited: null };
  // The try that ended the first look may have died before it asked for the second.
  if (upload.rowsWaiting > 0) await lookTwice(upload, deps);
  return null;
}

/**
 * Has a file with rows that wait looked at once more. What they wait for may have come in after they were checked, with
 * a file that looked for who waits before this one was known to.
 */
export async function lookTwice({ uploadId }: Upload, deps: OpenUploadDeps): Promise<void> {
  await recheckUpload(uploadId, { queues: deps.queues, queueUrl: deps.extractsQueueUrl });
}

async function openAgain(uploadId: string, { table, inboxBucket }: OpenUploadDeps): Promise<Opened | null> {
  const uploads = uploadStore(table);
  const upload = await uploads.readUpload(uploadId);
  if (upload === null || upload.rowsWaiting === 0) return null;
  const opened = await uploads.change(uploadId, ['part-accepted', 'rejected', ...UNDER_WAY], {
    state: 'reading',
  });
  if (!opened) return null;
  const version = upload.objectVersion === null ? {} : { versionId: upload.objectVersion };
  const object = { bucket: inboxBucket, key: upload.key, ...version };
  return { upload, prefix: prefixOf(upload), object, waited: upload.rowsWaiting };
}

function prefixOf(upload: Upload): ExtractPrefix {
  const prefix = extractPrefixes.find((each) => each === upload.kind);
  invariant(prefix !== undefined, 'only extracts come to the queue of extracts');
  return prefix;
}
