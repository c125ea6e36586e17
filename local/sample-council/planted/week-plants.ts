import { type VisitLine } from '../returns/visit-line.ts';
import { toleranceOf } from './thresholds.ts';
import { type PackageWeek, type Workbench } from './workbench.ts';

const STEPS = [
  [1, 'above', 'flag'],
  [0, 'at', 'silent'],
  [-1, 'below', 'silent'],
] as const;

/** Errors of minutes. Each threshold is tried on a package of one visit a week, where netting over the week changes nothing. */
export function plantWeeks(bench: Workbench): void {
  for (const step of STEPS) {
    for (const minutes of [30, 60]) {
      plantDuration(bench, minutes, step);
      plantUnits(bench, { minutes, direction: 1, rule: 'units-above-commissioned', step });
      plantUnits(bench, { minutes, direction: -1, rule: 'units-below-commissioned', step });
    }
  }
  plantNettedWeek(bench);
  plantShortWeek(bench);
  plantExtraVisits(bench);
  plantMissedWeek(bench);
}

/** Claims and records agree to the minute, so that nothing but what is planted can be said of the line. */
export function settle(line: VisitLine): void {
  line.actualStart = line.startMinute;
  line.actualMinutes = line.claimedMinutes;
  line.monitoring = 'auto';
}

type Step = (typeof STEPS)[number];

function plantDuration(bench: Workbench, minutes: number, [by, distance, expected]: Step): void {
  const line = bench.take(isOneVisitOf(minutes))?.lines[0];
  if (line === undefined) return;
  settle(line);
  const short = toleranceOf(minutes) + by;
  line.actualMinutes = line.claimedMinutes - short;
  const note = `claims ${line.claimedMinutes} minutes, ${line.actualMinutes} recorded, the only visit of its week`;
  bench.marks.push({ rule: 'visit-duration-beyond-tolerance', expected, distance, note, on: [line] });
}

type Units = {
  minutes: number;
  direction: 1 | -1;
  rule: 'units-above-commissioned' | 'units-below-commissioned';
  step: Step;
};

function plantUnits(
  bench: Workbench,
  { minutes, direction, rule, step: [by, distance, expected] }: Units,
): void {
  const line = bench.take(isOneVisitOf(minutes))?.lines[0];
  if (line === undefined) return;
  line.claimedMinutes += direction * (toleranceOf(minutes) + by);
  settle(line);
  const note = `${line.claimedMinutes} minutes delivered and claimed of ${minutes} commissioned that week`;
  bench.marks.push({ rule, expected, distance, note, on: [line] });
}

/** Eight minutes short one day and eight long another come to nothing over the week. */
function plantNettedWeek(bench: Workbench): void {
  const week = bench.take(isDaily);
  const [short, long] = week?.lines ?? [];
  if (week === undefined || short === undefined || long === undefined) return;
  week.lines.forEach(settle);
  short.actualMinutes -= 8;
  long.actualMinutes += 8;
  const note = 'eight minutes short one day, eight long another: nets to nothing over the week';
  for (const line of [short, long]) {
    bench.marks.push({ rule: 'visit-duration-beyond-tolerance', expected: 'silent', note, on: [line] });
  }
}

function plantShortWeek(bench: Workbench): void {
  const week = bench.take(isDaily);
  if (week === undefined) return;
  for (const line of week.lines) {
    settle(line);
    line.actualMinutes -= 12;
  }
  const note = 'every visit of the week twelve minutes short of what is claimed';
  bench.marks.push({
    rule: 'visit-duration-beyond-tolerance',
    expected: 'flag',
    note,
    on: week.lines,
    subject: week.pack.packageId,
  });
}

/** Two visits nobody commissioned, both truly made. */
function plantExtraVisits(bench: Workbench): void {
  const week = bench.take(isOneVisitOf(45)) ?? bench.take(isOneVisitOf(60));
  const line = week?.lines[0];
  if (line === undefined) return;
  settle(line);
  const extra = [1, 2].map((days): VisitLine => ({
    ...line,
    day: line.day + days,
    carerId: bench.spareCarer(),
    says: {},
  }));
  bench.lines.push(...extra);
  const note = 'three visits in a week of one';
  bench.marks.push({
    rule: 'units-above-commissioned',
    expected: 'flag',
    note,
    on: [...extra, line],
    subject: line.pack.packageId,
  });
}

function plantMissedWeek(bench: Workbench): void {
  const week = bench.take(isDaily);
  if (week === undefined) return;
  for (const line of week.lines) bench.remove(line);
  const note = `no visit in the week of day ${week.monday - bench.calendar.monthFrom + 1} of the month, though commissioned every day`;
  bench.marks.push({
    rule: 'commissioned-not-delivered',
    expected: 'flag',
    note,
    on: [],
    subject: week.pack.packageId,
    also: ['units-below-commissioned'],
  });
}

export function isOneVisitOf(minutes: number): (week: PackageWeek) => boolean {
  return ({ pack, lines }) =>
    pack.visitPlan?.weekdays.length === 1 && lines.length === 1 && pack.visitPlan.visitMinutes === minutes;
}

export function isDaily({ pack, lines }: PackageWeek): boolean {
  return pack.visitPlan?.startMinutes.length === 1 && lines.length === 7;
}
