import type { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import type { FileState, Upload } from '../../events/api/uploads.ts';
import { inboxMessageSchema } from '../../events/inbox-message.ts';
import { receiveUpload } from '../platform/receive-upload.ts';
import { objectOf, type StoredObject } from '../platform/stored-object.ts';
import type { Table } from '../store/table.ts';
import { uploadStore, type UploadChange } from '../store/upload-store.ts';

/** Where a try that died may have left an upload: the message comes again and the work goes on. */
const UNDER_WAY: readonly FileState[] = ['received', 'reading', 'checked'];

/** Two tries at once must not leave it `reading` and finished. */
const OPENED: UploadChange = { state: 'reading', finishedAt: null };

/** Our own messages: what a PDF says was read in the function that reads them; headings are known that some files wait for. */
const ownMessageSchema = z.union([
  z.strictObject({ readUploadId: z.string() }),
  z.strictObject({ recheckMappingId: z.string() }),
]);
export const statementMessageSchema = z.union([ownMessageSchema, inboxMessageSchema]);
type StatementMessage = z.infer<typeof statementMessageSchema>;
type FileMessage = Exclude<StatementMessage, z.infer<typeof ownMessageSchema>>;

type Deps = { table: Table; buckets: S3Client; inboxBucket: string };

/** A statement file to read. */
export type OpenStatement = { upload: Upload; object: StoredObject };

/** The statement file a message is about, moved to `reading`; null when there is nothing (more) to do. */
export async function openStatement(message: FileMessage, deps: Deps): Promise<OpenStatement | null> {
  const uploads = uploadStore(deps.table);
  const isAgain = 'recheckUploadId' in message;
  const upload = isAgain
    ? await uploads.readUpload(message.recheckUploadId)
    : await receiveUpload(message, { buckets: deps.buckets, uploads });
  if (upload?.finishedAt !== null) return null;
  if (!(await uploads.change(upload.uploadId, UNDER_WAY, OPENED))) return null;
  return { upload, object: isAgain ? kept(upload, deps) : objectOf(message) };
}

/** The very bytes that came in, whatever was put under their name since. */
function kept({ key, objectVersion }: Upload, { inboxBucket: bucket }: Deps): StoredObject {
  return { bucket, key, ...(objectVersion === null ? {} : { versionId: objectVersion }) };
}
