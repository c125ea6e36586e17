import type { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import type { EarlierLines } from '../../domain/returns/earlier-lines.ts';
import { claimsPartKey, readPart } from '../platform/checked-parts.ts';
import type { TakenReturn } from '../store/return-store.ts';

/** What an accepted line claims, by its key, and its invoice number. */
const claimSchema = z.tuple([z.string(), z.string().nullable()]);
export type Claim = z.infer<typeof claimSchema>;

/** What was accepted from earlier files of days that may still be claimed for. */
export async function readEarlier(
  files: readonly TakenReturn[],
  oldestDay: number,
  { buckets, evidenceBucket }: { buckets: S3Client; evidenceBucket: string },
): Promise<EarlierLines> {
  const lines = new Set<string>();
  const invoices = new Map<string, string>();
  for (const { uploadId, days, reference, fileName } of files) {
    if (days === null || days.last < oldestDay) continue;
    for (let part = 1; ; part += 1) {
      const source = { buckets, bucket: evidenceBucket, key: claimsPartKey(uploadId, part) };
      const claims = await readPart(source, claimSchema);
      if (claims === null) break;
      for (const [key, invoiceNumber] of claims) {
        lines.add(key);
        if (invoiceNumber !== null && !invoices.has(invoiceNumber))
          invoices.set(invoiceNumber, reference ?? fileName);
      }
    }
  }
  return { lines, invoices };
}
