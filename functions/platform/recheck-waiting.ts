import type { SQSClient } from '@aws-sdk/client-sqs';
import type { UploadStore } from '../store/upload-store.ts';
import { queueSender } from './queue-sender.ts';

type Queue = { queues: SQSClient; queueUrl: string };

/**
 * Sends a message for every file with rows that wait for something they refer to, as it may be known now. A file that
 * grew itself is not asked again.
 */
export async function recheckWaiting(
  { uploads, ...queue }: Queue & { uploads: Pick<UploadStore, 'listWaiting'> },
  grown?: { uploadId: string },
): Promise<void> {
  for (const { uploadId } of await uploads.listWaiting()) {
    if (uploadId !== grown?.uploadId) await recheckUpload(uploadId, queue);
  }
}

/** Has the rows of a file that wait looked at again. */
export async function recheckUpload(uploadId: string, { queues, queueUrl }: Queue): Promise<void> {
  await queueSender({ client: queues, url: queueUrl })({ recheckUploadId: uploadId });
}
