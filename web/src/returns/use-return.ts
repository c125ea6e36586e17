import { useEffect, useRef } from 'preact/hooks';
import type { ReturnDetail } from '../../../events/api/returns.ts';
import { useRead, type Reading } from '../api/use-read.ts';

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 10_000;
const SLOWER = 1.4;

/** Whether what is paid does not say yet what was decided. */
export function isWorkingOff({ decisions }: ReturnDetail): boolean {
  return decisions.some(({ state, isApplied }) => state === 'made' && !isApplied);
}

function isMoving(detail: ReturnDetail): boolean {
  const { state, taken } = detail;
  // The state of the file is written last, after its sums and its decisions.
  const isStateBehind = state === 'checked' && taken?.sums.questioned === 0;
  return state === 'received' || state === 'reading' || isStateBehind || isWorkingOff(detail);
}

/** One return, read again while it is checked or decided; a connection that breaks meanwhile does not empty the page. */
export function useReturn(id: string): Reading<ReturnDetail> {
  const reading = useRead('/v1/provider-returns/{id}', { id });
  const last = useRef<ReturnDetail | null>(null);
  const wait = useRef(FIRST_WAIT_MS);
  if (reading.state === 'here') last.current = reading.value;
  const known = last.current?.uploadId === id ? last.current : null;
  const lost = reading.state === 'failed' && reading.trouble.status === 0;
  const shown: Reading<ReturnDetail> =
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
