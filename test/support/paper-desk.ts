import { PutObjectCommand } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Upload } from '../../events/api/uploads.ts';
import { importExtract } from '../../functions/import-extract/import-extract.ts';
import { keepFile } from '../../functions/keep-file/keep-file.ts';
import { findingsPartKey, readPart } from '../../functions/platform/checked-parts.ts';
import { findingSchema } from '../../domain/records/finding.ts';
import { uploadStore } from '../../functions/store/upload-store.ts';
import { payCouncil } from './pay-council.ts';
import { payDesk } from './pay-desk.ts';

const INBOX = 'inbox';

export const aPdf = (text = 'An invoice') => Buffer.from(`%PDF-1.7\n${text}\n%%EOF\n`);

/** Pay on the real engines, with the files that paper invoices are compared with and shown by. */
export async function paperDesk() {
  const desk = await payDesk();
  const council = payCouncil(desk);
  await council.base();
  const { client, evidence } = desk.buckets;
  const uploads = uploadStore(desk.table);
  let files = 0;

  async function put(key: string, content: string | Uint8Array) {
    files += 1;
    const uploadId = `up-${files}`;
    const Body = typeof content === 'string' ? Buffer.from(content) : content;
    await client.send(
      new PutObjectCommand({ Bucket: INBOX, Key: key, Body, Metadata: { 'upload-id': uploadId } }),
    );
    const event = {
      ...{ 'detail-type': 'Object Created', source: 'aws.s3', time: desk.clock() },
      detail: {
        bucket: { name: INBOX },
        object: { key, size: Body.length, sequencer: String(files).padStart(8, '0') },
      },
    };
    return { uploadId, event };
  }

  async function read(uploadId: string): Promise<Upload> {
    const upload = await uploads.readUpload(uploadId);
    if (upload === null) throw new Error(`no upload ${uploadId}`);
    return upload;
  }

  return {
    ...desk,
    council,
    uploads,
    put,
    /** Sends an image, and has it looked at. */
    async image(name: string, content: string | Uint8Array): Promise<Upload> {
      const { uploadId, event } = await put(`invoice-images/${name}`, content);
      await keepFile(event, { buckets: client, table: desk.table, clock: desk.clock });
      return read(uploadId);
    },
    /** Brings in what the ledger paid. */
    async history(name: string, content: string) {
      const { uploadId, event } = await put(`ledger-history/${name}`, content);
      await importExtract(event, {
        ...{ table: desk.table, buckets: client, queues: new SQSClient({}), clock: desk.clock },
        ...{ inboxBucket: INBOX, evidenceBucket: evidence, extractsQueueUrl: '' },
      });
      const key = findingsPartKey(uploadId, 1);
      const findings = await readPart({ buckets: client, bucket: evidence, key }, findingSchema);
      return { upload: await read(uploadId), findings: findings ?? [] };
    },
  };
}
