import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { calendarDateSchema, instantSchema } from '../../../domain/calendar.ts';
import { factRefSchema } from '../../../domain/pay/component.ts';
import { broughtForwardSchema, type BroughtForward } from '../../../domain/pay/run/brought-forward.ts';
import { holdSchema } from '../../../domain/pay/run/hold.ts';
import type { Payment } from '../../../domain/pay/payment.ts';
import type { PackagePay } from '../../../domain/pay/run/pay-package.ts';
import type { StoredPosition } from '../../../domain/pay/run/position.ts';
import { attentionCountSchema, payTotalsSchema, type PayRun } from '../../../domain/pay/run/pay-run.ts';
import { runFileKindSchema } from '../../../domain/pay/run/run-file.ts';
import { penceSchema } from '../../../domain/money.ts';
import { findingSchema } from '../../../domain/records/finding.ts';

/** Where a run’s lines lie: for ever with the evidence, or for a day where it is a preview. */
export type RunBuckets = { client: S3Client; evidence: string; previews: string };

/** What a run found out about one package, whole enough to be reckoned again from the versions it names. */
export type EvidenceRow = Omit<PackagePay, 'after'> & {
  subject: string;
  inputs: z.infer<typeof factRefSchema>[];
  before: StoredPosition;
};

/** What one part of a run comes to; the run is the sum of its parts. */
const shardSummarySchema = z.object({
  totals: payTotalsSchema,
  linesHash: z.string(),
  attention: z.array(attentionCountSchema),
  settings: z.array(factRefSchema),
  holds: z.array(holdSchema),
  sums: z.array(z.object({ providerId: z.string(), serviceType: z.string(), totalPence: penceSchema })),
  due: z.array(z.object({ payeeId: z.string(), amountPence: penceSchema })),
  cancelled: z.array(z.object({ key: z.string(), amountPence: penceSchema })),
});
export type ShardSummary = z.infer<typeof shardSummarySchema>;

type RunPart = Pick<PayRun, 'payRunId' | 'attempt' | 'state'>;

export function runPrefix({ payRunId, attempt }: Pick<PayRun, 'payRunId' | 'attempt'>): string {
  return `pay-runs/${payRunId}/${attempt}`;
}

function shardName(shard: number): string {
  return String(shard).padStart(5, '0');
}

export function runEvidence(buckets: RunBuckets) {
  const bucketOf = ({ state }: RunPart): string =>
    state === 'preview' ? buckets.previews : buckets.evidence;

  async function put(
    run: RunPart,
    name: string,
    body: Uint8Array | string,
    contentType: string,
  ): Promise<void> {
    const key = `${runPrefix(run)}/${name}`;
    await buckets.client.send(
      new PutObjectCommand({ Bucket: bucketOf(run), Key: key, Body: body, ContentType: contentType }),
    );
  }

  async function get(run: RunPart, name: string): Promise<Uint8Array> {
    const key = `${runPrefix(run)}/${name}`;
    const answer = await buckets.client.send(new GetObjectCommand({ Bucket: bucketOf(run), Key: key }));
    if (answer.Body === undefined) throw new Error(`${key} has no body`);
    return answer.Body.transformToByteArray();
  }

  return {
    put,
    get,

    async writeShard(
      run: RunPart,
      shard: number,
      rows: readonly EvidenceRow[],
      summary: ShardSummary,
    ): Promise<void> {
      const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
      await put(run, `lines-${shardName(shard)}.ndjson.gz`, gzipSync(text), 'application/gzip');
      await put(run, `sums-${shardName(shard)}.json`, JSON.stringify(summary), 'application/json');
    },

    async readRows(run: RunPart, shard: number): Promise<EvidenceRow[]> {
      const bytes = await get(run, `lines-${shardName(shard)}.ndjson.gz`);
      const text = gunzipSync(bytes).toString('utf8');
      return text === '' ? [] : text.trimEnd().split('\n').map(readRow);
    },

    /** The rows of a run, one part of it at a time: all of them are more than a worker holds beside what it makes of them. */
    async *rowsByPart(run: RunPart & Pick<PayRun, 'shards'>): AsyncGenerator<EvidenceRow[]> {
      for (let shard = 1; shard <= run.shards; shard += 1) yield await this.readRows(run, shard);
    },

    async everySummary(run: RunPart & Pick<PayRun, 'shards'>): Promise<ShardSummary[]> {
      const summaries: ShardSummary[] = [];
      for (let shard = 1; shard <= run.shards; shard += 1) summaries.push(await this.readSummary(run, shard));
      return summaries;
    },

    /** Keeps what leaves with a run under the hash of what it says, which the run then names. */
    async writeOutgoing(run: RunPart, outgoing: Outgoing): Promise<string> {
      const text = JSON.stringify(outgoing);
      const hash = createHash('sha256').update(text).digest('hex');
      await put(run, outgoingName(hash), text, 'application/json');
      return hash;
    },

    async readOutgoing(run: RunPart, hash: string): Promise<Outgoing> {
      const bytes = await get(run, outgoingName(hash));
      return outgoingSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    },

    async readPayments(run: RunPart): Promise<Payment[]> {
      return paymentsSchema.parse(JSON.parse(Buffer.from(await get(run, 'payments.json')).toString('utf8')));
    },

    async writeBroughtForward(run: RunPart, forward: BroughtForward): Promise<void> {
      await put(run, 'brought-forward.json', JSON.stringify(forward), 'application/json');
    },

    async readBroughtForward(run: RunPart): Promise<BroughtForward> {
      const bytes = await get(run, 'brought-forward.json');
      return broughtForwardSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    },

    async readFiles(run: RunPart): Promise<RunFile[]> {
      return z
        .array(runFileSchema)
        .parse(JSON.parse(Buffer.from(await get(run, 'files.json')).toString('utf8')));
    },

    async readSummary(run: RunPart, shard: number): Promise<ShardSummary> {
      const bytes = await get(run, `sums-${shardName(shard)}.json`);
      return shardSummarySchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    },
  };
}
export type RunEvidence = ReturnType<typeof runEvidence>;

/** Our own writing, read back whole. */
const paymentSchema = z.custom<Payment>(
  (value) => typeof value === 'object' && value !== null && 'paymentId' in value,
);
const paymentsSchema = z.array(paymentSchema);

/** Payments parted into those that leave and those that stay with us, and why. */
const partedSchema = z.object({
  sendable: paymentsSchema,
  kept: z.array(
    z.object({
      payment: paymentSchema,
      reasons: z.array(findingSchema),
      /** The hold that keeps it; null where a file cannot carry it, and a hold is placed for that. */
      heldBy: z.string().nullable(),
    }),
  ),
});
export type Parted = z.infer<typeof partedSchema>;

/** What leaves with a run and to whom, decided once: a second try after a death sends the same. */
const outgoingSchema = z.object({
  madeAt: instantSchema,
  payOn: calendarDateSchema,
  own: partedSchema,
  again: partedSchema,
});
export type Outgoing = z.infer<typeof outgoingSchema>;

function outgoingName(hash: string): string {
  return `outgoing-${hash}.json`;
}

/** A file of a run, with the hash that proves it. */
const runFileSchema = z.object({
  name: z.string(),
  kind: runFileKindSchema,
  sha256: z.string(),
  bytes: z.int(),
  contentType: z.string(),
});
export type RunFile = z.infer<typeof runFileSchema>;

/** Rows are our own writing, read back whole; their form is checked where it matters, by the hash of the lines. */
const rowSchema = z.custom<EvidenceRow>(
  (value) => typeof value === 'object' && value !== null && 'subject' in value,
);

function readRow(line: string): EvidenceRow {
  return rowSchema.parse(JSON.parse(line));
}
