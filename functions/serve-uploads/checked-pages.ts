import type { S3Client } from '@aws-sdk/client-s3';
import type * as z from 'zod';
import { readPart } from '../platform/checked-parts.ts';
import { InvalidRequest } from '../platform/problem-responses.ts';

type Source = { buckets: S3Client; bucket: string; keyOf: (part: number) => string };
export type CheckedPage<I> = { items: I[]; nextCursor: string | null };

/** A page that filters may open this many parts before it says where to go on. */
const MOST_PARTS = 20;

/** A page of items that lie in numbered parts; the cursor says in which part and how far in. */
export async function readCheckedPage<S extends z.ZodType>(
  source: Source,
  schema: S,
  paging: { limit: number; cursor?: string | undefined; keep?: (item: z.output<S>) => boolean },
): Promise<CheckedPage<z.output<S>>> {
  const start = placeOf(paging.cursor);
  const items: z.output<S>[] = [];
  for (let part = start.part; part < start.part + MOST_PARTS; part += 1) {
    const found = await readPart({ ...source, key: source.keyOf(part) }, schema);
    if (found === null) return { items, nextCursor: null };
    for (let offset = part === start.part ? start.offset : 0; offset < found.length; offset += 1) {
      const item = found[offset];
      if (item === undefined || paging.keep?.(item) === false) continue;
      if (items.length === paging.limit) return { items, nextCursor: `${part}:${offset}` };
      items.push(item);
    }
  }
  return { items, nextCursor: `${start.part + MOST_PARTS}:0` };
}

function placeOf(cursor: string | undefined): { part: number; offset: number } {
  if (cursor === undefined) return { part: 1, offset: 0 };
  const [, part, offset] = /^([1-9]\d{0,4}):(\d{1,5})$/.exec(cursor) ?? [];
  if (part === undefined || offset === undefined) throw new InvalidRequest('The cursor is not one of ours.');
  return { part: Number(part), offset: Number(offset) };
}
