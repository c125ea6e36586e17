import type { ReturnSums } from '../../../domain/returns/settle-return.ts';
import type { FileState } from '../../../events/api/uploads.ts';

/** The state of a return whose lines stand so: `checked` as long as somebody has still to decide. */
export function stateOf({
  accepted,
  questioned,
  refused,
  unchanged,
}: Pick<ReturnSums, 'accepted' | 'questioned' | 'refused' | 'unchanged'>): FileState {
  if (questioned > 0) return 'checked';
  if (refused === 0) return 'accepted';
  return accepted + unchanged === 0 ? 'rejected' : 'part-accepted';
}
