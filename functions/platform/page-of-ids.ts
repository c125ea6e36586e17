import { InvalidRequest } from './problem-responses.ts';

/** A page of ids that were all read at once, and where the next one begins: the place of its first. */
export function pageOfIds(
  ids: readonly string[],
  { limit, cursor = '0' }: { limit: number; cursor?: string | undefined },
): { ids: readonly string[]; nextCursor: string | null } {
  const start = Number(cursor);
  if (!Number.isSafeInteger(start) || start < 0) throw new InvalidRequest('The cursor is not one of ours.');
  const end = start + limit;
  return { ids: ids.slice(start, end), nextCursor: end < ids.length ? String(end) : null };
}
