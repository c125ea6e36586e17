import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { UploadStore } from '../store/upload-store.ts';

/**
 * Sends a message for every file with rows that wait for something they refer to, as it may be known now. A file that
 * grew itself is not asked again.
 */
export async function recheckWaiting(
  {
    uploads,
    queues,
    queueUrl,
  }: { uploads: Pick<UploadStore, 'listWaiting'>; queues: SQSClient; queueUrl: string },
  grown?: { uploadId: string },
): Promise<void> {
  for (const { uploadId } of await uploads.listWaiting()) {
    if (uploadId === grown?.uploadId) continue;
    await queues.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify({ recheckUploadId: uploadId }),
      }),
    );
  }
}
