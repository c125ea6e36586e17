import type { S3Client } from '@aws-sdk/client-s3';
import { objectCreatedSchema } from '../../events/inbox-message.ts';
import { receiveUpload } from '../platform/receive-upload.ts';
import type { UploadStore } from '../store/upload-store.ts';

/** Records a file that nothing reads yet: it is kept as it came, seen in the list of files, and loses nothing. */
export async function keepFile(
  message: unknown,
  deps: { buckets: S3Client; uploads: UploadStore },
): Promise<void> {
  await receiveUpload(objectCreatedSchema.parse(message), deps);
}
