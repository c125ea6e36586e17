import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll } from 'vitest';
import { instant } from '../../domain/calendar.ts';
import type { Finding } from '../../domain/records/finding.ts';
import { findingSchema } from '../../domain/records/finding.ts';
import { uploadLineSchema, type Upload, type UploadLine } from '../../events/api/uploads.ts';
import { importExtract, type Deps } from '../../functions/import-extract/import-extract.ts';
import { findingsPartKey, linesPartKey, readPart } from '../../functions/platform/checked-parts.ts';
import { asUploadLine } from '../../functions/platform/returns/as-upload-line.ts';
import { openTaken, pageOfLines } from '../../functions/platform/returns/return-lines.ts';
import { factStore } from '../../functions/store/fact-store.ts';
import { listStore } from '../../functions/store/list-store.ts';
import { uploadStore } from '../../functions/store/upload-store.ts';
import { workStore } from '../../functions/store/work-store.ts';
import { startQueues } from '../../local/emulators/queues.ts';
import { realEngines, type Engines } from './real-engines.ts';
import { templateOf } from './test-buckets.ts';

const INBOX = 'inbox';
const EVIDENCE = 'evidence';
const OUTBOX = 'outbox';
const EXTRACTS = 'extracts';

/** What one delivery of a file came to. */
export type Delivered = { upload: Upload; findings: Finding[]; lines: UploadLine[] };

/** The extracts' way in, on the real engines, unless on others: drop a file, and it is taken as in the cloud. */
export async function inboxDesk(engines?: Engines) {
  const { table, client: buckets } = engines ?? (await realEngines([INBOX, EVIDENCE, OUTBOX]));
  const queues = await startQueues(undefined);
  await queues.create(templateOf({ 'AWS::SQS::Queue': [EXTRACTS] }));
  let now = instant('2026-11-22T09:00:00.000Z');
  let sequence = 0;
  const deps: Deps = {
    table,
    buckets,
    queues: queues.client,
    inboxBucket: INBOX,
    evidenceBucket: EVIDENCE,
    extractsQueueUrl: queues.urlOf(EXTRACTS),
    clock: () => now,
  };
  afterAll(async () => {
    await queues.stop();
  });

  /** The event that EventBridge would deliver for an object. */
  function eventOf(key: string, size: number) {
    sequence += 1;
    return {
      'detail-type': 'Object Created',
      source: 'aws.s3',
      time: now.replace(/\.\d+Z$/, 'Z'),
      detail: {
        bucket: { name: INBOX },
        object: { key, size, sequencer: String(sequence).padStart(8, '0') },
      },
    };
  }

  async function put(key: string, content: string | Uint8Array, uploadId?: string) {
    const Body = typeof content === 'string' ? Buffer.from(content) : content;
    await buckets.send(
      new PutObjectCommand({
        Bucket: INBOX,
        Key: key,
        Body,
        Metadata: uploadId === undefined ? {} : { 'upload-id': uploadId },
      }),
    );
    return eventOf(key, Body.length);
  }

  async function linesOfReturn(upload: Upload): Promise<UploadLine[]> {
    const from = { table, buckets, evidenceBucket: EVIDENCE };
    const opened = await openTaken(upload, from);
    if (opened === null) return [];
    return (await pageOfLines(opened, { limit: 100_000 }, from)).items.map(asUploadLine);
  }

  async function read(uploadId: string): Promise<Delivered> {
    const upload = await uploadStore(table).readUpload(uploadId);
    if (upload === null) throw new Error(`no upload ${uploadId}`);
    const all = async <T>(part: (number: number) => Promise<T[] | null>) => {
      const items: T[] = [];
      for (let number = 1; ; number += 1) {
        const found = await part(number);
        if (found === null) return items;
        items.push(...found);
      }
    };
    const source = { buckets, bucket: EVIDENCE };
    return {
      upload,
      findings: await all((part) =>
        readPart({ ...source, key: findingsPartKey(uploadId, part) }, findingSchema),
      ),
      lines:
        upload.kind === 'provider-returns'
          ? await linesOfReturn(upload)
          : await all((part) => readPart({ ...source, key: linesPartKey(uploadId, part) }, uploadLineSchema)),
    };
  }

  /** What was sent to the queue so far: nothing takes it off. */
  const messages = (): unknown[] => queues.messagesOf(EXTRACTS).map(({ body }): unknown => JSON.parse(body));

  let uploads = 0;
  return {
    table,
    deps,
    buckets,
    facts: factStore(table),
    lists: listStore(table),
    work: workStore(table),
    uploads: uploadStore(table),
    put,
    read,
    /** Sets the clock. */
    at(time: string) {
      now = instant(time);
    },
    /** Puts a file into the inbox and takes it, once. */
    async drop(key: string, content: string | Uint8Array): Promise<Delivered> {
      uploads += 1;
      const uploadId = `upload-${uploads}`;
      await importExtract(await put(key, content, uploadId), deps);
      return read(uploadId);
    },
    /** Works through the messages the imports sent to themselves. */
    async workQueue(): Promise<number> {
      const waiting = messages();
      for (const message of waiting) await importExtract(message, deps);
      return waiting.length;
    },
    messages,
    async exists(key: string): Promise<boolean> {
      return buckets.send(new HeadObjectCommand({ Bucket: INBOX, Key: key })).then(
        () => true,
        () => false,
      );
    },
  };
}
