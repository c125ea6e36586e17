import type { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { exceptionSchema, type ExceptionLine } from '../../../domain/returns/exception.ts';
import { readPart } from '../checked-parts.ts';

/**
 * A line of a return as it was sent: its number, the package it was found to be about where it names none, what it comes
 * to in pence if nobody asks about it, its cells. They are kept as the file has them, behind the character that parts
 * them, which takes a third of the time and room of a list; as a list where the file quotes them.
 */
export const checkedLineSchema = z
  .tuple([z.int(), z.string().nullable(), z.int(), z.union([z.string(), z.array(z.string())])])
  .transform(([line, placed, worth, cells]) => ({
    ...{ line, placed, worth },
    cells: typeof cells === 'string' ? cells.slice(1).split(cells.charAt(0)) : cells,
  }));
export type CheckedLine = z.output<typeof checkedLineSchema>;
export type KeptLine = z.input<typeof checkedLineSchema>;

/**
 * What lines claim that may be accepted, column by column: what each claims, its invoice number, its reference and its
 * number. A list a line would take twice the time of a million of them.
 */
const earlierClaimsSchema = z.strictObject({
  keys: z.array(z.string()),
  invoices: z.array(z.string().nullable()),
  lineRefs: z.array(z.string()),
  lines: z.array(z.int()),
});
export type EarlierClaims = z.infer<typeof earlierClaimsSchema>;

export const EXCEPTIONS_PER_PART = 1_000;

export function exceptionsPartKey(uploadId: string, part: number): string {
  return `checked/${uploadId}/exceptions-${String(part).padStart(5, '0')}.ndjson.gz`;
}

type Source = { buckets: S3Client; evidenceBucket: string };

/** Every line of a return that is not simply accepted, in as many parts as it was kept in. */
export async function readExceptions(
  { uploadId, exceptions }: { uploadId: string; exceptions: number },
  { buckets, evidenceBucket: bucket }: Source,
): Promise<ExceptionLine[]> {
  const parts = Math.ceil(exceptions / EXCEPTIONS_PER_PART);
  const found: ExceptionLine[] = [];
  for (let part = 1; part <= parts; part += 1) {
    const source = { buckets, bucket, key: exceptionsPartKey(uploadId, part) };
    found.push(...((await readPart(source, exceptionSchema)) ?? []));
  }
  return found;
}

/** What of a return may be accepted, batch by batch. */
export async function* readClaims(
  keyOf: (part: number) => string,
  { buckets, evidenceBucket: bucket }: Source,
): AsyncGenerator<EarlierClaims> {
  for (let part = 1; ; part += 1) {
    const claims = await readPart({ buckets, bucket, key: keyOf(part) }, earlierClaimsSchema);
    if (claims === null || claims.length === 0) return;
    yield* claims;
  }
}

/** Where the months of care lie that a return brings, by their ids. */
export function careIdsPartKey(uploadId: string, part: number): string {
  return `checked/${uploadId}/care-${String(part).padStart(5, '0')}.ndjson.gz`;
}
export const CARE_IDS_PER_PART = 100_000;
