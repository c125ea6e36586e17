import { useEffect, useState } from 'preact/hooks';
import type { Answered, Trouble } from './client.ts';

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 5_000;
const SLOWER = 1.4;
const NOT_THERE_TRIES = 10;

export type Polled<T> = { value: T | null; trouble: Trouble | null; again: () => void };

/** Something that is read again and again until it is settled: every second at first, then ever less often. */
export function usePolled<T>(
  id: string,
  read: (id: string, signal: AbortSignal) => Promise<Answered<T>>,
  isDone: (value: T) => boolean,
): Polled<T> {
  const [known, setKnown] = useState<{ id: string; value: T | null; trouble: Trouble | null }>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let notThere = 0;
    const ask = async (wait: number): Promise<void> => {
      const answered = await read(id, stop.signal);
      if (stop.signal.aborted) return;
      if (answered.ok) {
        setKnown({ id, value: answered.value, trouble: null });
        if (isDone(answered.value)) return;
      } else {
        setKnown((before) => ({
          id,
          value: before?.id === id ? before.value : null,
          trouble: answered.trouble,
        }));
        // A file that has just been sent is not known for a moment.
        if (answered.trouble.status === 404) notThere += 1;
        if (notThere > NOT_THERE_TRIES || (answered.trouble.status !== 0 && answered.trouble.status !== 404))
          return;
      }
      timer = setTimeout(() => {
        watch(Math.min(wait * SLOWER, LONGEST_WAIT_MS));
      }, wait);
    };
    const watch = (wait: number): void => {
      ask(wait).catch(() => undefined); // Only an abandoned read throws.
    };
    watch(FIRST_WAIT_MS);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [id, turn]);
  const again = (): void => {
    setTurn((count) => count + 1);
  };
  return known?.id === id ? { ...known, again } : { value: null, trouble: null, again };
}
