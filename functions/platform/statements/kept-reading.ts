import type { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { calendarDateSchema } from '../../../domain/calendar.ts';
import { penceSchema } from '../../../domain/money.ts';
import { findingSchema } from '../../../domain/records/finding.ts';
import { statementFormats, type StatementReading } from '../../../domain/statements/statement.ts';
import { readPart } from '../checked-parts.ts';
import { partWriter } from '../part-writer.ts';

type Evidence = { buckets: S3Client; evidenceBucket: string };

const placeSchema = z.object({ line: z.int(), page: z.int().optional() });
const balanceSchema = z.object({
  date: calendarDateSchema,
  amountPence: penceSchema,
  isStated: z.boolean(),
});
const statementSchema = z.object({
  account: z.object({
    sortCode: z.string().nullable(),
    accountNumber: z.string().nullable(),
    iban: z.string().nullable(),
    name: z.string().nullable(),
  }),
  currency: z.string(),
  period: z.object({ from: calendarDateSchema, to: calendarDateSchema, isStated: z.boolean() }).nullable(),
  opening: balanceSchema.nullable(),
  closing: balanceSchema.nullable(),
  transactions: z.array(
    z.object({
      date: calendarDateSchema,
      text: z.string(),
      amountPence: penceSchema,
      balancePence: penceSchema.nullable(),
      kind: z.string().nullable(),
      reference: z.string().nullable(),
      otherAccount: z.string().optional(),
      place: placeSchema,
    }),
  ),
});

const readingSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    value: z.object({
      format: z.enum(statementFormats),
      layout: z.string().nullable(),
      statements: z.array(statementSchema),
      notes: z.array(findingSchema),
    }),
  }),
  z.object({
    ok: z.literal(false),
    rule: z.string(),
    message: z.string(),
    place: placeSchema.nullable(),
  }),
]) satisfies z.ZodType<StatementReading>;

function readingKey(uploadId: string): string {
  return `checked/${uploadId}/statement.ndjson.gz`;
}

/** Keeps what was read of a statement file beside it; written twice, it says the same. */
export async function keepReading(
  uploadId: string,
  reading: StatementReading,
  { buckets, evidenceBucket: bucket }: Evidence,
): Promise<void> {
  const key = readingKey(uploadId);
  const writer = partWriter<StatementReading>({
    ...{ buckets, bucket, perPart: 1, itemsBefore: 0 },
    keyOf: () => key,
  });
  await writer.add([reading]);
  await writer.end();
}

/** What was read of a statement file; null where it was not read yet. */
export async function keptReading(
  uploadId: string,
  { buckets, evidenceBucket: bucket }: Evidence,
): Promise<StatementReading | null> {
  const [reading] = (await readPart({ buckets, bucket, key: readingKey(uploadId) }, readingSchema)) ?? [];
  return reading ?? null;
}
