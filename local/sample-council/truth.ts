import { calendarOf, isoOf } from './days.ts';
import { type SampleOptions } from './model.ts';
import { assumedThresholds } from './planted/thresholds.ts';
import { type TruthEntry } from './sample-file.ts';
import { sampleFiles } from './sample-files.ts';

/** All that was planted, in the order of the files. */
export function* sampleTruth(options: SampleOptions): Generator<TruthEntry> {
  for (const { truth } of sampleFiles(options)) yield* truth;
}

/** truth.json: what the thresholds were taken to be, then one planted spot a line. */
export function truthText(options: SampleOptions, entries: readonly TruthEntry[]): string {
  const { receivedOn, goLive } = calendarOf(options.month);
  const head = {
    council: 'Larkshire',
    ...options,
    goLive: isoOf(goLive),
    receivedOn: isoOf(receivedOn),
    thresholds: assumedThresholds,
  };
  const lines = entries.map((entry) => JSON.stringify(entry)).join(',\n');
  return `${JSON.stringify(head).slice(0, -1)},\n"entries":[\n${lines}\n]}\n`;
}
