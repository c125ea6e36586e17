import type { FileState, Upload } from '../../../events/api/uploads.ts';
import { isDecidedLater, isKept } from '../words/labels.ts';

const LAST_STATES: readonly FileState[] = [
  'accepted',
  'part-accepted',
  'rejected',
  'duplicate',
  'waiting',
  'quarantined',
];

/** Whether the fate of a file is settled, or waits for a person. */
export function isDone(upload: Pick<Upload, 'kind' | 'state' | 'finishedAt'>): boolean {
  const { kind, state, finishedAt } = upload;
  if (state === 'checked') return isDecidedLater(kind) && finishedAt !== null;
  return LAST_STATES.includes(state) || isKept(kind);
}
