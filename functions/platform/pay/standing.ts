import { counts, type PayRun } from '../../../domain/pay/run/pay-run.ts';
import { readKey } from '../../../domain/pay/component.ts';
import {
  emptyPosition,
  lessTakenOff,
  type PayPosition,
  type WrittenOff,
} from '../../../domain/pay/run/position.ts';
import { takenOffByStrand, writtenOffDays } from '../../../domain/pay/run/recovery.ts';
import { recoveriesOf } from './brought-forward.ts';
import type { ListStore } from '../../store/list-store.ts';
import type { PayStore } from '../../store/pay-store.ts';
import type { Pence } from '../../../domain/money.ts';
import type { SeenPosition } from '../../store/position-store.ts';

/**
 * Where each package stands: as its last run left it if that run counts, else as it was before that run. Of a run that
 * was computed anew, only the attempt that holds counts: an earlier one may have looked at packages it left out since.
 * @param run The run that asks, which does not count itself; null where none does.
 */
export async function positionsThatCount(
  positions: ReadonlyMap<string, SeenPosition>,
  run: PayRun | null,
  runs: Pick<PayStore, 'readRun'>,
): Promise<(subject: string) => PayPosition> {
  const countedAttempt = new Map<string, number>();
  for (const id of new Set([...positions.values()].map(({ payRunId }) => payRunId))) {
    const other = id === run?.payRunId ? null : await runs.readRun(id);
    if (other !== null && counts(other.body)) countedAttempt.set(id, other.body.attempt);
  }
  return (subject) => {
    const position = positions.get(subject);
    if (position === undefined) return emptyPosition;
    return countedAttempt.get(position.payRunId) === position.attempt ? position.after : position.before;
  };
}

/**
 * What payees gave back otherwise than by lines of the strand, or was given up, strand by strand, and for which days the council
 * gave it up; nothing for most packages.
 */
type TakenOff = { byStrand: ReadonlyMap<string, Pence>; writtenOff: readonly WrittenOff[] };
export type TakenOffOf = (subject: string) => TakenOff;

const NOTHING: TakenOff = { byStrand: new Map(), writtenOff: [] };

/** Looks up what was taken off later payments for the few packages that were ever overpaid. */
export async function takenOffOf(
  subjects: readonly string[],
  positionOf: (subject: string) => PayPosition,
  lists: Pick<ListStore, 'ofPayee'>,
): Promise<TakenOffOf> {
  const strands = subjects.flatMap((subject) => [...positionOf(subject).owed.keys()]);
  const recoveries = await recoveriesOf(
    strands.map((key) => readKey(key).payeeId),
    { lists },
  );
  const bodies = recoveries.map(({ body }) => body);
  const all = { byStrand: takenOffByStrand(bodies), writtenOff: writtenOffDays(bodies) };
  if (all.byStrand.size === 0) return () => NOTHING;
  return (subject) => {
    const { owed } = positionOf(subject);
    return {
      byStrand: new Map([...all.byStrand].filter(([key]) => owed.has(key))),
      writtenOff: all.writtenOff.filter(({ key }) => owed.has(key)),
    };
  };
}

/** Where each package stands with what came back taken into account. */
export function standingNow(
  positionOf: (subject: string) => PayPosition,
  takenOff: TakenOffOf,
): (subject: string) => PayPosition {
  return (subject) => lessTakenOff(positionOf(subject), takenOff(subject));
}
