import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { addressOf, read, type ReadOptions, type Trouble } from './client.ts';
import type { Item, ListPath } from './contract.ts';
import type { Reading } from './use-read.ts';

export type List<I> = {
  items: readonly I[];
  /** Whether the server has more than is shown. */
  hasMore: boolean;
  busy: boolean;
  moreTrouble: Trouble | null;
  more: () => void;
};

type Pages<I> = { address: string; items: readonly I[]; nextCursor: string | null };

/** Reads the first page of a list; `more` adds the next. */
export function useList<P extends ListPath>(
  path: P,
  options: Pick<ReadOptions<P>, 'id' | 'query'> = {},
): Reading<List<Item<P>>> {
  const address = addressOf(path, options.id, options.query);
  const [turn, setTurn] = useState(0);
  const [pages, setPages] = useState<Pages<Item<P>>>();
  const [failed, setFailed] = useState<{ address: string; trouble: Trouble }>();
  const [busy, setBusy] = useState(false);
  const current = useRef(address);
  current.current = address;

  const load = async (
    cursor: string | null,
    before: readonly Item<P>[],
    signal?: AbortSignal,
  ): Promise<void> => {
    setBusy(true);
    const query = { ...options.query, ...(cursor !== null && { cursor }) };
    const answered = await read(path, { ...options, query, ...(signal && { signal }) });
    if (signal?.aborted === true || current.current !== address) return;
    setBusy(false);
    if (!answered.ok) {
      setFailed({ address, trouble: answered.trouble });
      return;
    }
    setFailed(undefined);
    // Every list of the contract answers these two; the compiler cannot see it through the choice of path.
    const page = answered.value as { items: Item<P>[]; nextCursor: string | null };
    setPages({ address, items: [...before, ...page.items], nextCursor: page.nextCursor });
  };

  useEffect(() => {
    const stop = new AbortController();
    load(null, [], stop.signal).catch(() => undefined);
    return () => {
      stop.abort();
    };
  }, [address, turn]);

  const again = useCallback(() => {
    setTurn((count) => count + 1);
  }, []);
  const trouble = failed?.address === address ? failed.trouble : null;
  if (pages?.address !== address) {
    return trouble === null ? { state: 'loading', again } : { state: 'failed', trouble, again };
  }
  const more = (): void => {
    if (pages.nextCursor !== null && !busy) void load(pages.nextCursor, pages.items);
  };
  return {
    state: 'here',
    value: { items: pages.items, hasMore: pages.nextCursor !== null, busy, moreTrouble: trouble, more },
    again,
  };
}

/** Every item of a list, for a download; stops at the most a spreadsheet holds. */
export async function readAll<P extends ListPath>(
  path: P,
  options: Pick<ReadOptions<P>, 'id' | 'query'>,
): Promise<readonly Item<P>[] | Trouble> {
  const items: Item<P>[] = [];
  let cursor: string | null = null;
  do {
    const limits: Record<string, string> = { limit: '200', ...(cursor !== null && { cursor }) };
    const answered = await read(path, { ...options, query: { ...options.query, ...limits } });
    if (!answered.ok) return answered.trouble;
    const page = answered.value as { items: Item<P>[]; nextCursor: string | null };
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && items.length < MOST_ROWS);
  return items;
}

/** A worksheet of Excel has 1,048,576 rows, one of them the heading. */
const MOST_ROWS = 1_048_575;
