import { type VisitLine } from '../returns/visit-line.ts';
import { assumedThresholds } from './thresholds.ts';
import { settle } from './week-plants.ts';
import { type Workbench } from './workbench.ts';

/** What may be made of a whole file's monitoring: more edited, or more exact, than human visits are; on or just over the limit. */
export type Habit = {
  rule: 'monitoring-edited-beyond-rate' | 'visits-exactly-as-planned-beyond-rate';
  isBeyond: boolean;
};

export function plantHabit(bench: Workbench, { rule, isBeyond }: Habit): void {
  const percent =
    rule === 'monitoring-edited-beyond-rate'
      ? assumedThresholds.editedMonitoringPercent
      : assumedThresholds.exactlyAsPlannedPercent;
  const target = Math.floor((bench.lines.length * percent) / 100) + (isBeyond ? 1 : 0);
  const planted = new Set(bench.marks.flatMap(({ on }) => on));
  const has = rule === 'monitoring-edited-beyond-rate' ? isEdited : isExact;
  let count = bench.lines.filter(has).length;
  for (const line of bench.lines) {
    if (count >= target) break;
    if (planted.has(line) || has(line)) continue;
    if (rule === 'monitoring-edited-beyond-rate') line.monitoring = 'edited';
    else settle(line);
    count += 1;
  }
  const note = `${count} of ${bench.lines.length} visits of the file, the limit being ${percent}%`;
  bench.marks.push({
    rule,
    expected: isBeyond ? 'flag' : 'silent',
    distance: isBeyond ? 'above' : 'at',
    note,
    on: [],
    subject: bench.provider.providerId,
  });
  // Planned lengths are quarters of an hour, so what is recorded as planned is round.
  if (rule === 'visits-exactly-as-planned-beyond-rate')
    bench.marks.push({
      rule: 'visit-lengths-round-beyond-rate',
      expected: 'flag',
      note: 'recorded as planned, and so in quarters of an hour',
      on: [],
      subject: bench.provider.providerId,
    });
}

function isEdited({ monitoring }: VisitLine): boolean {
  return monitoring === 'edited';
}

/** A line that leaves out its minutes does not say that they were as planned. */
function isExact(line: VisitLine): boolean {
  return (
    line.says.claimedMinutes === undefined &&
    line.actualStart === line.startMinute &&
    line.actualMinutes === line.claimedMinutes
  );
}
