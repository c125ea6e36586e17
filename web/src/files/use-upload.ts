import { useEffect, useState } from 'preact/hooks';
import type { Upload } from '../../../events/api/uploads.ts';
import { read, type Trouble } from '../api/client.ts';
import { isDone } from './is-done.ts';

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 10_000;
const SLOWER = 1.4;
const NOT_THERE_TRIES = 8;

export type Watched = { upload: Upload | null; trouble: Trouble | null; again: () => void };

/** One file, read again and again until its fate is settled: every second at first, then ever less often. */
export function useUpload(id: string): Watched {
  const [known, setKnown] = useState<{ id: string; upload: Upload | null; trouble: Trouble | null }>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let notThere = 0;
    const ask = async (wait: number): Promise<void> => {
      const answered = await read('/v1/uploads/{id}', { id, signal: stop.signal });
      if (stop.signal.aborted) return;
      if (answered.ok) {
        setKnown({ id, upload: answered.value, trouble: null });
        if (isDone(answered.value)) return;
      } else {
        setKnown((before) => ({
          id,
          upload: before?.id === id ? before.upload : null,
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
  return known?.id === id ? { ...known, again } : { upload: null, trouble: null, again };
}
