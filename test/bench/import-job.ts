import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { calendarDate } from '../../domain/calendar.ts';
import { readTable } from '../../functions/files/tables/read-table.ts';
import { rowChecker } from '../../functions/import-extract/check-rows.ts';
import { importExtract, type Deps } from '../../functions/import-extract/import-extract.ts';
import { importKinds } from '../../functions/import-extract/import-kinds.ts';
import { systemClock } from '../../functions/platform/clock.ts';
import type { Table } from '../../functions/store/table.ts';
import { uploadStore } from '../../functions/store/upload-store.ts';

/** One measured job in a process of its own, as a function has: prints what it took and the most memory it held. */
type Job =
  | { job: 'import'; key: string; path: string; table: string; tableEndpoint: string; bucketEndpoint: string }
  | { job: 'check'; path: string }
  | { job: 'raw-writes'; path: string; table: string; tableEndpoint: string };

const client = { region: 'eu-west-2', credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' } };

function openTable(job: { table: string; tableEndpoint: string }): Table {
  const engine = new DynamoDBClient({ ...client, endpoint: job.tableEndpoint });
  return {
    client: DynamoDBDocumentClient.from(engine, { marshallOptions: { removeUndefinedValues: true } }),
    name: job.table,
  };
}

async function importFile(job: Extract<Job, { job: 'import' }>): Promise<Record<string, unknown>> {
  const table = openTable(job);
  const buckets = new S3Client({
    ...client,
    endpoint: job.bucketEndpoint,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const uploadId = `bench-${Date.now()}`;
  await buckets.send(
    new PutObjectCommand({
      Bucket: 'inbox',
      Key: job.key,
      Body: readFileSync(job.path),
      Metadata: { 'upload-id': uploadId },
    }),
  );
  const deps: Deps = {
    table,
    buckets,
    queues: new SQSClient({ ...client, endpoint: 'http://127.0.0.1:1' }),
    inboxBucket: 'inbox',
    evidenceBucket: 'evidence',
    extractsQueueUrl: 'http://127.0.0.1:1/none',
    clock: systemClock,
  };
  const event = {
    'detail-type': 'Object Created',
    source: 'aws.s3',
    time: new Date().toISOString(),
    detail: { bucket: { name: 'inbox' }, object: { key: job.key, size: 1 } },
  };
  const startedAt = performance.now();
  await importExtract(event, deps);
  const seconds = (performance.now() - startedAt) / 1000;
  const upload = await uploadStore(table).readUpload(uploadId);
  return { seconds, state: upload?.state, counts: upload?.counts };
}

/** The checking alone: reading, every rule of a row, and references that are all known. */
async function checkFile(job: Extract<Job, { job: 'check' }>): Promise<Record<string, unknown>> {
  let rows = 0;
  let check: ReturnType<typeof rowChecker> | undefined;
  const startedAt = performance.now();
  for await (const event of readTable(createReadStream(job.path), { fileName: 'packages.csv' })) {
    if (event.kind === 'header') {
      check = rowChecker(importKinds['care-packages'], {
        columns: event.columns,
        today: calendarDate('2026-11-22'),
        references: { learn: () => Promise.resolve(), has: () => true },
        faultsOf: () => [],
      });
    } else if (event.kind === 'rows' && check !== undefined) {
      const checked = await check(event.rows);
      rows += checked.sound.length;
    }
  }
  const seconds = (performance.now() - startedAt) / 1000;
  return { seconds, rows, rowsPerSecond: Math.round(rows / seconds) };
}

/** The table's own speed: the very items that an import left, written again, 100 a transaction and eight under way. */
async function writeRaw(job: Extract<Job, { job: 'raw-writes' }>): Promise<Record<string, unknown>> {
  const table = openTable(job);
  const lines = createInterface({ input: createReadStream(job.path) })[Symbol.asyncIterator]();
  let items = 0;
  const nextGroup = async () => {
    const group: Record<string, unknown>[] = [];
    while (group.length < 100) {
      const line = await lines.next();
      if (line.done === true) break;
      group.push(JSON.parse(line.value) as Record<string, unknown>);
    }
    return group;
  };
  let reading: Promise<unknown> = Promise.resolve();
  async function work(): Promise<void> {
    for (;;) {
      const turn = reading.then(nextGroup);
      reading = turn;
      const group = await turn;
      if (group.length === 0) return;
      items += group.length;
      await table.client.send(
        new TransactWriteCommand({
          TransactItems: group.map((Item) => ({ Put: { TableName: table.name, Item } })),
        }),
      );
    }
  }
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: 8 }, work));
  const seconds = (performance.now() - startedAt) / 1000;
  return { seconds, items, itemsPerSecond: Math.round(items / seconds) };
}

const job = JSON.parse(process.argv[2] ?? '{}') as Job;
const figures = await (job.job === 'import'
  ? importFile(job)
  : job.job === 'check'
    ? checkFile(job)
    : writeRaw(job));
// Kilobytes on Linux.
const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({ ...figures, peakMegabytes }));
process.exit(0);
