import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod';
import { readAccepted, type AcceptedLine } from '../../domain/returns/accepted-care.ts';

/** What was accepted of a package in a month, as it is kept: a month of visits in about a kilobyte. */
export const careMonthSchema = z.object({
  packageId: z.string(),
  month: z.string().regex(/^\d{4}-\d{2}$/),
  packed: z.string(),
});
export type CareMonth = z.infer<typeof careMonthSchema>;

/** A month of visits is a kilobyte or two: making room for more takes longer than packing them. */
const SMALL = { windowBits: 13, memLevel: 6, chunkSize: 1024 };

/** Accepted lines, written as short text, as a fact of their package and month. */
export function packCare({ packageId, month }: Omit<CareMonth, 'packed'>, accepted: string): CareMonth {
  return { packageId, month, packed: deflateRawSync(accepted, SMALL).toString('base64') };
}

/** No month of care is longer than this when it is unpacked. */
const MOST_BYTES = 8 * 1024 * 1024;

/** The lines that were accepted of a package in a month. */
export function unpackCare({ packed }: Pick<CareMonth, 'packed'>): AcceptedLine[] {
  return readAccepted(
    inflateRawSync(Buffer.from(packed, 'base64'), { maxOutputLength: MOST_BYTES }).toString('utf8'),
  );
}
