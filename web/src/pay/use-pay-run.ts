import type { PayRunDetail } from '../../../events/api/pay-runs.ts';
import { useFollowed } from '../api/use-followed.ts';
import { useRead, type Reading } from '../api/use-read.ts';

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
  const isSame = (value: PayRunDetail): boolean => value.payRunId === id;
  return useFollowed(useRead('/v1/pay-runs/{id}', { id }), { isSame, isMoving: isWorking });
}
