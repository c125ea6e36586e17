import type { SQSClient } from '@aws-sdk/client-sqs';
import { queueSender } from '../platform/queue-sender.ts';
import { beginAgain } from '../platform/statements/begin-again.ts';
import { statementStore } from '../store/statement-store.ts';
import type { Table } from '../store/table.ts';
import { uploadStore } from '../store/upload-store.ts';

type Deps = { table: Table; queues: SQSClient; statementsQueueUrl: string };

/** Has every file read again that waits under headings about which something is saved by now. */
export async function recheckUnread(
  mappingId: string,
  { table, queues, statementsQueueUrl }: Deps,
): Promise<void> {
  const uploads = uploadStore(table);
  for (const uploadId of await statementStore(table).unreadUnder(mappingId)) {
    const upload = await uploads.readUpload(uploadId);
    // One that is `received` may be so since a try whose message was never sent.
    if (upload === null || !((await beginAgain(upload, uploads)) || upload.state === 'received')) continue;
    await queueSender({ client: queues, url: statementsQueueUrl })({ recheckUploadId: uploadId });
  }
}
