import { useEffect, useRef } from 'preact/hooks';
import type { Reading } from './use-read.ts';

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 10_000;
const SLOWER = 1.4;

/**
 * Something read again and again while it moves by itself, ever less often; a connection that breaks meanwhile does not
 * empty the page.
 */
export function useFollowed<T>(
  reading: Reading<T>,
  { isSame, isMoving }: { isSame: (value: T) => boolean; isMoving: (value: T) => boolean },
): Reading<T> {
  const last = useRef<T | null>(null);
  const wait = useRef(FIRST_WAIT_MS);
  if (reading.state === 'here') last.current = reading.value;
  const known = last.current !== null && isSame(last.current) ? last.current : null;
  const lost = reading.state === 'failed' && reading.trouble.status === 0;
  const shown: Reading<T> =
    lost && known !== null ? { state: 'here', value: known, again: reading.again } : reading;
  useEffect(() => {
    if (shown.state !== 'here' || !isMoving(shown.value)) {
      wait.current = FIRST_WAIT_MS;
      return;
    }
    const timer = setTimeout(() => {
      wait.current = Math.min(wait.current * SLOWER, LONGEST_WAIT_MS);
      reading.again();
    }, wait.current);
    return () => {
      clearTimeout(timer);
    };
  });
  return shown;
}
