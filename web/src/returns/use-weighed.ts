import { useEffect, useState } from 'preact/hooks';
import type { DecisionEffect } from '../../../events/api/returns.ts';
import { read, type Trouble } from '../api/client.ts';
import type { Query } from '../api/contract.ts';

type Weighing = { effect: DecisionEffect | null; trouble: Trouble | null };
const PAUSE_MS = 250;

/** What a decision would change, asked of the server once the hand rests. */
export function useWeighed(id: string, query: Query<'/v1/provider-returns/{id}/effect'> | null): Weighing {
  const [known, setKnown] = useState<{ asked: string } & Weighing>();
  const asked = JSON.stringify(query);
  useEffect(() => {
    if (query === null) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      read('/v1/provider-returns/{id}/effect', { id, query, signal: stop.signal }).then(
        (answered) => {
          if (stop.signal.aborted) return;
          setKnown(
            answered.ok
              ? { asked, effect: answered.value, trouble: null }
              : { asked, effect: null, trouble: answered.trouble },
          );
        },
        () => undefined, // Only an abandoned read throws.
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [id, asked]);
  return known?.asked === asked ? known : { effect: null, trouble: null };
}
