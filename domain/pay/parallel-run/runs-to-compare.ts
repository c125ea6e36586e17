import type { ClosedRange } from '../../date-range.ts';
import { counts, type PayRun } from '../run/pay-run.ts';

type Candidate = Pick<
  PayRun,
  'payRunId' | 'kind' | 'state' | 'throughDate' | 'scope' | 'linesHash' | 'computedFrom' | 'hypothetical'
>;

/**
 * Which runs of ours stand beside the incumbent's file for a period, of the runs of one kind, newest first. Runs that count
 * (approved and later) whose last day is in the period or after it; where none of them that pays everybody reaches the
 * period's end, also the newest that is ready, submitted or a preview and does, as long as it was reckoned after the
 * others: its lines then come on top of theirs. Runs for some only are taken where no run for all reaches the end. A run
 * that is only thought (a preview with hypothetical changes) never is. None at all where nothing reaches the end.
 */
export function runsToCompare<R extends Candidate>(runs: readonly R[], { from, to }: ClosedRange): R[] {
  const known = runs.filter(
    ({ linesHash, throughDate, hypothetical }) =>
      linesHash !== null && throughDate >= from && hypothetical.length === 0,
  );
  const counted = known.filter(counts);
  if (counted.some((run) => reaches(run, to) && run.scope === null)) return counted;
  const thought = known.filter((run) => isThought(run) && reaches(run, to) && isAfter(run, counted));
  const forAll = thought.find(({ scope }) => scope === null);
  const chosen = forAll === undefined ? thought : [forAll];
  const all = [...chosen, ...counted];
  return all.some((run) => reaches(run, to)) ? all : [];
}

function reaches({ throughDate }: Candidate, to: string): boolean {
  return throughDate >= to;
}

function isThought({ state }: Candidate): boolean {
  return state === 'ready' || state === 'submitted' || state === 'preview';
}

function isAfter({ computedFrom }: Candidate, counted: readonly Candidate[]): boolean {
  return counted.every((run) => (run.computedFrom ?? '') <= (computedFrom ?? ''));
}
