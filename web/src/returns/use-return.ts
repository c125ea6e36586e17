import type { ReturnDetail } from '../../../events/api/return-shapes.ts';
import { useFollowed } from '../api/use-followed.ts';
import { useRead, type Reading } from '../api/use-read.ts';

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
  const isSame = (value: ReturnDetail): boolean => value.uploadId === id;
  return useFollowed(useRead('/v1/provider-returns/{id}', { id }), { isSame, isMoving });
}
