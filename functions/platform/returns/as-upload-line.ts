import type { LineStanding } from '../../../domain/returns/return-decision.ts';
import type { UploadLine } from '../../../events/api/uploads.ts';
import type { SeenLine } from './return-lines.ts';

const STATES: Readonly<Record<LineStanding, UploadLine['state']>> = {
  accepted: 'accepted',
  unchanged: 'unchanged',
  questioned: 'waiting',
  queried: 'waiting',
  disputed: 'waiting',
  refused: 'refused',
  rejected: 'refused',
  replaced: 'refused',
  withdrawn: 'refused',
};

/** A line of a return as a line of whatever file. */
export function asUploadLine({ line, state, packageId, values, findings }: SeenLine): UploadLine {
  return {
    line,
    state: STATES[state],
    subjectId: packageId,
    version: null,
    values: packageId === null ? values : { ...values, packageId },
    rules: findings.map(({ rule }) => rule),
  };
}
