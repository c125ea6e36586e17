import { NoSuchKey, GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type * as z from 'zod';

/** The most findings, and lines, that one compressed part holds: a page of either opens few small objects. */
export const FINDINGS_PER_PART = 1_000;
export const LINES_PER_PART = 5_000;
/** A batch holds the claims of so many lines at least, but for the last of its file. */
export const CLAIMS_PER_BATCH = 1_000;
export const CLAIM_BATCHES_PER_PART = 50;

/** Where what was found in a file lies in the evidence bucket: parts counted from 1 without a gap. */
export function findingsPartKey(uploadId: string, part: number): string {
  return partKey(uploadId, 'findings', part);
}

/** Where the checked lines of a file lie in the evidence bucket: parts counted from 1 without a gap. */
export function linesPartKey(uploadId: string, part: number): string {
  return partKey(uploadId, 'lines', part);
}

/** Where what was accepted of a return lies, by what it claims: parts counted from 1 without a gap. */
export function claimsPartKey(uploadId: string, part: number): string {
  return partKey(uploadId, 'claims', part);
}

function partKey(uploadId: string, name: 'findings' | 'lines' | 'claims', part: number): string {
  return `checked/${uploadId}/${name}-${String(part).padStart(5, '0')}.ndjson.gz`;
}

const unzip = promisify(gunzip);

/** No part is larger than this when unpacked; a larger one is not ours. */
const MOST_PART_BYTES = 128 * 1024 * 1024;

/** The items of one part (gzip of one JSON value a line), each parsed; null where there is no such part. */
export async function readPart<S extends z.ZodType>(
  source: { buckets: S3Client; bucket: string; key: string },
  schema: S,
): Promise<z.infer<S>[] | null> {
  const packed = await readObject(source);
  if (packed === null) return null;
  const text = (await unzip(packed, { maxOutputLength: MOST_PART_BYTES })).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => schema.parse(JSON.parse(line)));
}

async function readObject(source: { buckets: S3Client; bucket: string; key: string }) {
  try {
    const answer = await source.buckets.send(
      new GetObjectCommand({ Bucket: source.bucket, Key: source.key }),
    );
    return (await answer.Body?.transformToByteArray()) ?? null;
  } catch (error) {
    if (error instanceof NoSuchKey) return null;
    throw error;
  }
}
