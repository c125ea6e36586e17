import { createReadStream, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { instant } from '../../domain/calendar.ts';
import { checkReturns, type Deps } from '../../functions/check-returns/check-returns.ts';
import { uploadStore } from '../../functions/store/upload-store.ts';
import { itemUnits } from './write-units.ts';

/** Checks one return in a process of its own, as its function does; says what it took, wrote and held. */
type Job = {
  key: string;
  path: string;
  folder: string;
  table: string;
  tableEndpoint: string;
  bucketEndpoint: string;
};
const job = JSON.parse(process.argv[2] ?? '{}') as Job;

const client = { region: 'eu-west-2', credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' } };
const engine = new DynamoDBClient({ ...client, endpoint: job.tableEndpoint });
const documents = DynamoDBDocumentClient.from(engine, { marshallOptions: { removeUndefinedValues: true } });
const buckets = new S3Client({
  ...client,
  endpoint: job.bucketEndpoint,
  requestChecksumCalculation: 'WHEN_REQUIRED',
});

let units = 0;
let openedAt = 0;
let takenAt = 0;
type Sent = { input: { Item?: Record<string, unknown>; TransactItems?: { Put?: { Item?: Item } }[] } };
type Item = Record<string, unknown>;
const counting = Object.assign(Object.create(documents) as DynamoDBDocumentClient, {
  send(command: Sent) {
    const { Item: item, TransactItems: actions } = command.input;
    if (item !== undefined) units += itemUnits(item);
    if (item?.['entity'] === 'return-taken') takenAt = performance.now();
    for (const { Put } of actions ?? []) units += 2 * itemUnits(Put?.Item ?? {});
    return documents.send(command as never);
  },
});

/**
 * The file is read from the disk and its parts are written to it, as the peers do: the emulator of the buckets would take
 * turns with us on the two cores. All else goes to the emulators.
 */
type S3Command = { input: { Key?: string; Body?: Uint8Array } };
const disk = Object.assign(Object.create(buckets) as S3Client, {
  send(command: S3Command) {
    const { Key = '', Body } = command.input;
    if (command instanceof GetObjectCommand && Key === job.key) {
      openedAt = performance.now();
      const stream = createReadStream(job.path);
      return Promise.resolve({ Body: { transformToWebStream: () => stream } });
    }
    if (command instanceof PutObjectCommand && Key.startsWith('checked/') && Body !== undefined)
      return writeFile(join(job.folder, Key.replaceAll('/', '-')), Body);
    return buckets.send(command as never);
  },
});

const uploadId = `bench-${Date.now()}`;
await buckets.send(
  new PutObjectCommand({
    Bucket: 'inbox',
    Key: job.key,
    Body: createReadStream(job.path),
    ContentLength: statSync(job.path).size,
    Metadata: { 'upload-id': uploadId },
  }),
);
const deps: Deps = {
  table: { client: counting, name: job.table },
  buckets: disk,
  queues: new SQSClient({ ...client, endpoint: 'http://127.0.0.1:1' }),
  inboxBucket: 'inbox',
  evidenceBucket: 'evidence',
  returnsQueueUrl: 'http://127.0.0.1:1/none',
  clock: () => instant('2026-11-05T09:00:00.000Z'),
};
const event = {
  'detail-type': 'Object Created',
  source: 'aws.s3',
  time: '2026-11-05T09:00:00Z',
  detail: { bucket: { name: 'inbox' }, object: { key: job.key, size: 1 } },
};
const before = process.resourceUsage().userCPUTime;
const startedAt = performance.now();
await checkReturns(event, deps);
const seconds = (performance.now() - startedAt) / 1000;
const upload = await uploadStore({ client: documents, name: job.table }).readUpload(uploadId);
console.log(
  JSON.stringify({
    seconds,
    // From the first byte of the file until its return was taken; the packages it is held against are loaded before.
    checkedSeconds: (takenAt - openedAt) / 1000,
    loadSeconds: (openedAt - startedAt) / 1000,
    cpuSeconds: (process.resourceUsage().userCPUTime - before) / 1e6,
    units,
    state: upload?.state,
    counts: upload?.counts,
    problem: upload?.problem,
    // Kilobytes on Linux.
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
process.exit(0);
