import { type VisitLine } from '../returns/visit-line.ts';
import { nthOf } from '../prng.ts';
import { type RuleName } from './rule-names.ts';
import { assumedThresholds } from './thresholds.ts';
import { settle } from './week-plants.ts';
import { type PackageWeek, type Workbench } from './workbench.ts';

/** Errors of where people and carers are at one time. Planned times are in no extract, so a visit may be moved within its day. */
export function plantCarers(bench: Workbench): void {
  plantLongDay(bench);
  plantTwoPlaces(bench);
  plantTravel(bench);
  plantPersonOverlaps(bench);
  markDoubleHanded(bench);
}

/** Two early visits of two people on one day, given to one new carer: the second begins so long after the first has ended. */
function pairWithGap(
  bench: Workbench,
  carerId: string,
  gapMinutes: number,
): [VisitLine, VisitLine] | undefined {
  const first = bench.take(isRoomy);
  const second =
    first === undefined
      ? undefined
      : bench.take(
          (week) => isRoomy(week) && week.monday === first.monday && week.pack.person !== first.pack.person,
        );
  const [one] = first?.lines ?? [];
  const two = second?.lines.find(({ day }) => day === one?.day);
  if (one === undefined || two === undefined) return undefined;
  settle(one);
  two.startMinute = one.startMinute + one.claimedMinutes + gapMinutes;
  settle(two);
  one.carerId = carerId;
  two.carerId = carerId;
  return [one, two];
}

function plantTwoPlaces(bench: Workbench): void {
  const cases = [
    [1, 'below', 'silent'],
    [0, 'at', 'silent'],
    [-1, 'above', 'flag'],
    [-20, 'above', 'flag'],
  ] as const;
  for (const [gap, distance, expected] of cases) {
    const pair = pairWithGap(bench, bench.spareCarer(), gap);
    if (pair === undefined) continue;
    const note =
      gap < 0
        ? `with another person for ${-gap} minutes of it`
        : `begins ${gap} minutes after the visit before`;
    const also: RuleName[] = ['carer-without-travel-time'];
    bench.marks.push({ rule: 'carer-in-two-places', expected, distance, note, on: [pair[1], pair[0]], also });
  }
}

function plantTravel(bench: Workbench): void {
  const cases = [
    [-1, 'above', 'flag'],
    [0, 'at', 'silent'],
    [1, 'below', 'silent'],
  ] as const;
  for (const [by, distance, expected] of cases) {
    const gap = assumedThresholds.travelMinutesBetweenPeople + by;
    const pair = pairWithGap(bench, bench.spareCarer(), gap);
    if (pair === undefined) continue;
    bench.marks.push({
      rule: 'carer-without-travel-time',
      expected,
      distance,
      note: `${gap} minutes from one person's door to another's`,
      on: [pair[1], pair[0]],
    });
  }
}

function plantPersonOverlaps(bench: Workbench): void {
  const cases = [
    [0, 'at', 'silent'],
    [-1, 'above', 'flag'],
  ] as const;
  for (const [gap, distance, expected] of cases) {
    const [one, two] =
      bench.take(({ pack, lines }) => pack.visitPlan?.startMinutes.length === 2 && lines.length === 14)
        ?.lines ?? [];
    if (one === undefined || two === undefined) continue;
    settle(one);
    two.startMinute = one.startMinute + one.claimedMinutes + gap;
    two.carerId = bench.spareCarer();
    settle(two);
    const note =
      gap === 0
        ? 'one carer leaves as the next comes'
        : 'two carers at once for one minute, one commissioned';
    bench.marks.push({ rule: 'visits-overlap-beyond-carers', expected, distance, note, on: [two, one] });
  }
}

function markDoubleHanded(bench: Workbench): void {
  const doubled = bench.lines.filter(
    (line) => line.pack.visitPlan?.carers === 2 && Object.keys(line.says).length === 0,
  );
  const lawful = doubled.find((line) => line.isSecondCarer) ?? doubled[0];
  if (lawful !== undefined) {
    bench.marks.push({
      rule: 'visits-overlap-beyond-carers',
      expected: 'silent',
      note: 'two carers commissioned and claimed',
      on: [lawful],
    });
  }
  const last = doubled.at(-1);
  if (last === undefined) return;
  const third: VisitLine = { ...last, isSecondCarer: true, carers: 1, carerId: bench.spareCarer(), says: {} };
  settle(third);
  bench.lines.push(third);
  const also: RuleName[] = ['units-above-commissioned', 'line-repeated-in-file'];
  bench.marks.push({
    rule: 'visits-overlap-beyond-carers',
    expected: 'flag',
    note: 'a third carer where two are commissioned',
    on: [third, last],
    also,
  });
}

const LONG_DAYS = [
  [1, 'above', 'flag'],
  [0, 'at', 'silent'],
  [-1, 'below', 'silent'],
] as const;

/** A carer's day is filled to the limit with visits of real people, moved end to end with travel between; agencies take turns. */
function plantLongDay(bench: Workbench): void {
  const [by, distance, expected] = nthOf(LONG_DAYS, bench.provider.index);
  const target = assumedThresholds.carerMinutesADay + by;
  const day = fillDay(bench, bench.spareCarer(), target);
  if (day.length === 0) return;
  const note = `${target} minutes of visits by one carer in one day`;
  bench.marks.push({
    rule: 'carer-hours-beyond-limit',
    expected,
    distance,
    note,
    on: day,
    subject: day[0]?.carerId ?? '',
  });
}

const TRAVEL_GAP_MINUTES = 6;
const FIRST_VISIT_MINUTE = 4 * 60 + 30;

function fillDay(bench: Workbench, carerId: string, targetMinutes: number): VisitLine[] {
  const [monday, weekLines] = linesOfOneWeek(bench, targetMinutes);
  const day = weekLines.filter((line) => line.day === monday + 1);
  const chosen: VisitLine[] = [];
  let total = 0;
  for (const line of day) {
    if (total + line.claimedMinutes > targetMinutes) continue;
    chosen.push(line);
    total += line.claimedMinutes;
  }
  const missing = targetMinutes - total;
  // What whole visits leave over is spread a minute a visit, far inside every tolerance.
  if (missing > chosen.length) return [];
  let start = FIRST_VISIT_MINUTE;
  for (const [place, line] of chosen.entries()) {
    if (place < missing) line.claimedMinutes += 1;
    line.startMinute = start;
    line.carerId = carerId;
    settle(line);
    start += line.claimedMinutes + TRAVEL_GAP_MINUTES;
  }
  return chosen;
}

/** Enough weeks of people nobody else visits that their Tuesdays fill a day. */
function linesOfOneWeek(bench: Workbench, targetMinutes: number): [number, VisitLine[]] {
  const lines: VisitLine[] = [];
  const mayFill = ({ pack, lines: own }: PackageWeek): boolean => own.length >= 5 && bench.isAlone(pack);
  const first = bench.take(mayFill);
  if (first === undefined) return [0, []];
  let minutes = 0;
  for (
    let week: PackageWeek | undefined = first;
    week !== undefined;
    week = bench.take((one) => mayFill(one) && one.monday === first.monday)
  ) {
    lines.push(...week.lines);
    minutes += (week.pack.visitPlan?.visitMinutes ?? 0) * (week.pack.visitPlan?.startMinutes.length ?? 0);
    // Every line of a day must find room: with a person's visits split between carers, times could cross.
    if (minutes >= targetMinutes) break;
  }
  return [first.monday, lines];
}

/** The first visit of the day, with hours before the next of the same person. */
function isRoomy({ lines, pack }: PackageWeek): boolean {
  return lines.length >= 5 && (pack.visitPlan?.startMinutes[0] ?? 0) < 9 * 60;
}
