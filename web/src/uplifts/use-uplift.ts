import type { UpliftDetail } from '../../../events/api/uplifts.ts';
import { useFollowed } from '../api/use-followed.ts';
import { useRead, type Reading } from '../api/use-read.ts';

/** Whether it will be something else without anybody’s doing; work that stands still waits for a person. */
function isMoving({ state, working, problem }: UpliftDetail): boolean {
  if (problem !== null) return false;
  return working !== null || state === 'draft' || state === 'applying' || state === 'undoing';
}

/** One uplift, read again and again while it is worked on. */
export function useUplift(id: string): Reading<UpliftDetail> {
  const isSame = (value: UpliftDetail): boolean => value.upliftId === id;
  return useFollowed(useRead('/v1/uplifts/{id}', { id }), { isSame, isMoving });
}
