import { counts, type PayRun } from '../../../domain/pay/run/pay-run.ts';
import { emptyPosition, type PayPosition } from '../../../domain/pay/run/position.ts';
import type { PayStore } from '../../store/pay-store.ts';
import type { SeenPosition } from '../../store/position-store.ts';

/** Where each package stands: as its last run left it if that run counts, else as it was before that run. */
export async function positionsThatCount(
  positions: ReadonlyMap<string, SeenPosition>,
  run: PayRun,
  runs: Pick<PayStore, 'readRun'>,
): Promise<(subject: string) => PayPosition> {
  const counted = new Map<string, boolean>();
  for (const id of new Set([...positions.values()].map(({ payRunId }) => payRunId))) {
    const other = id === run.payRunId ? null : await runs.readRun(id);
    counted.set(id, other !== null && counts(other.body));
  }
  return (subject) => {
    const position = positions.get(subject);
    if (position === undefined) return emptyPosition;
    return counted.get(position.payRunId) === true ? position.after : position.before;
  };
}
