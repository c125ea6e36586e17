import type { DeferredOutcome } from './deferred-job.ts';
import type { Figure } from './figure.ts';
import { runJob } from './run-job.ts';

const MOST_SECONDS = 5;
const RUNS = 3;
/** A thousand agreements from July 2015 to June 2025. */
const DAYS = 3_653_000;

/** Interest of deferred payment agreements, recomputed from their first day; the machine is shared: the best of all counts. */
export async function deferredFigures(): Promise<Figure[]> {
  const outcomes: DeferredOutcome[] = [];
  for (let run = 1; run <= RUNS; run += 1)
    outcomes.push(await runJob<DeferredOutcome>('deferred-job.ts', {}));
  const peer = await runJob<DeferredOutcome>('deferred-decimal-job.ts', {});
  for (const { days, owedPence } of outcomes)
    if (days !== DAYS || peer.days !== DAYS || owedPence !== peer.owedPence)
      throw new Error('the domain and the plain loop reckon differently');
  const seconds = outcomes.map((outcome) => outcome.seconds);
  const best = Math.min(...seconds);
  const all = seconds.map((each) => each.toFixed(1)).join(', ');
  return [
    {
      job: 'recompute 1,000 deferred agreements of ten years, interest of each day',
      ours: `${best.toFixed(1)} s; ${all}`,
      peer: `a plain loop over the days in Decimal, the same pence: ${peer.seconds.toFixed(1)} s`,
      ratio: best / peer.seconds,
      aim: `≤ ${MOST_SECONDS} s`,
      met: best <= MOST_SECONDS,
      megabytes: Math.max(...outcomes.map(({ peakMegabytes }) => peakMegabytes)),
    },
  ];
}
