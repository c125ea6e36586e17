import { useCallback, useEffect, useState } from 'preact/hooks';
import { addressOf, read, type ReadOptions, type Trouble } from './client.ts';
import type { Answer, Path } from './contract.ts';

/** Something read from the API: on its way, failed, or here. */
export type Reading<T> = (
  { state: 'loading' } | { state: 'failed'; trouble: Trouble } | { state: 'here'; value: T }
) & { again: () => void };

type Known<T> = {
  address: string;
  reading: { state: 'failed'; trouble: Trouble } | { state: 'here'; value: T };
};

/** Reads an address and keeps what came; `again` reads anew while the old answer stays on the page. */
export function useRead<P extends Path<'GET'>>(
  path: P,
  options: Pick<ReadOptions<P>, 'id' | 'query'> = {},
): Reading<Answer<'GET', P>> {
  const address = addressOf(path, options.id, options.query);
  const [turn, setTurn] = useState(0);
  const [known, setKnown] = useState<Known<Answer<'GET', P>>>();
  useEffect(() => {
    const stop = new AbortController();
    read(path, { ...options, signal: stop.signal }).then(
      (answered) => {
        if (stop.signal.aborted) return;
        setKnown({
          address,
          reading: answered.ok
            ? { state: 'here', value: answered.value }
            : { state: 'failed', trouble: answered.trouble },
        });
      },
      () => undefined, // Only an abandoned read throws, and nobody waits for it any more.
    );
    return () => {
      stop.abort();
    };
  }, [address, turn]);
  const again = useCallback(() => {
    setTurn((count) => count + 1);
  }, []);
  // An answer to an earlier question (another id, another filter) must not stand under the new one.
  if (known?.address !== address) return { state: 'loading', again };
  return { ...known.reading, again };
}
