import { Conflict } from '../platform/problem-responses.ts';
import type { PayDeps } from './deps.ts';

/** Long enough to be nobody else’s, short enough to be read out. */
export const ID_LENGTH = 12;

/**
 * The id of what an act makes. A function may die after it was made and before the answer was kept: the same request
 * then makes it under the same id, and finds it there.
 */
export function idOfAct({ actId }: { actId: string | null }, { newId }: Pick<PayDeps, 'newId'>): string {
  return actId === null ? newId() : actId.slice(0, ID_LENGTH).toUpperCase();
}

/** The key of another request, whose answer is no longer kept. */
export function keyUsedBefore(id: string): Conflict {
  return new Conflict(
    `This Idempotency-Key was sent before with another request, which made ${id}. Give every new request a key of its own.`,
    { ids: { id } },
  );
}
