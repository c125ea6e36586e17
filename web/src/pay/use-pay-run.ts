import { useEffect, useRef } from 'preact/hooks';
import type { PayRunDetail } from '../../../events/api/pay-runs.ts';
import { useRead, type Reading } from '../api/use-read.ts';

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 10_000;
const SLOWER = 1.4;

/** Whether something is still being done to a run without anybody’s doing. */
function isWorking(run: PayRunDetail): boolean {
  return isReckoning(run) || isIssuing(run);
}

/** A preview is one from its first moment, so only its lines say that it is reckoned. */
export function isReckoning({ state, linesHash }: PayRunDetail): boolean {
  return state === 'computing' || (state === 'preview' && linesHash === null);
}

/** Issuing is asked for by a second version of the approved run; the run is issued once the last file is written. */
export function isIssuing({ state, history }: PayRunDetail): boolean {
  return state === 'approved' && history.at(-2)?.state === 'approved';
}

/** One run, read again and again while it is worked on; a connection that breaks meanwhile does not empty the page. */
export function usePayRun(id: string): Reading<PayRunDetail> {
  const reading = useRead('/v1/pay-runs/{id}', { id });
  const last = useRef<PayRunDetail | null>(null);
  const wait = useRef(FIRST_WAIT_MS);
  if (reading.state === 'here') last.current = reading.value;
  const known = last.current?.payRunId === id ? last.current : null;
  const lost = reading.state === 'failed' && reading.trouble.status === 0;
  const shown: Reading<PayRunDetail> =
    lost && known !== null ? { state: 'here', value: known, again: reading.again } : reading;
  useEffect(() => {
    if (shown.state !== 'here' || !isWorking(shown.value)) {
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
