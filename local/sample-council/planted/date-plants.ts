import { isoOf } from '../days.ts';
import { type VisitLine } from '../returns/visit-line.ts';
import { type RuleName } from './rule-names.ts';
import { assumedThresholds } from './thresholds.ts';
import { isDaily, settle } from './week-plants.ts';
import { SHORT_WEEK, type Workbench } from './workbench.ts';

/** Visits of the future, and of long ago on either side of the claim window. The package is old enough to have been open then. */
export function plantDates(bench: Workbench): void {
  const { receivedOn, previousFyStart } = bench.calendar;
  const oldest = receivedOn - assumedThresholds.claimWindowDays;
  const also: RuleName[] = [
    ...SHORT_WEEK,
    'units-above-commissioned',
    'outside-package-dates',
    'rate-differs-from-contract',
  ];
  const plants = [
    ['date-in-future', receivedOn + 1, 'flag', 'above'],
    ['too-old-to-claim', oldest - 1, 'flag', 'above'],
    ['too-old-to-claim', oldest, 'silent', 'at'],
    ['too-old-to-claim', oldest + 1, 'silent', 'below'],
  ] as const;
  for (const [rule, day, expected, distance] of plants) {
    const week = bench.take(
      (one) => isDaily(one) && one.pack.startOn < oldest - 7 && one.pack.startOn > previousFyStart,
    );
    const line = week?.lines[0];
    if (line === undefined) continue;
    settle(line);
    const moved: VisitLine = { ...line, day, carerId: bench.spareCarer(), says: {} };
    bench.lines.push(moved);
    bench.marks.push({
      rule,
      expected,
      distance,
      note: `a visit of ${isoOf(day)} in a file received ${isoOf(receivedOn)}`,
      on: [moved],
      also,
    });
  }
}

/** The last and first days of packages, of lives and of suspensions: the edge itself is lawful, a day past it is not. */
export function markEdges(bench: Workbench): void {
  const seen = new Set<string>();
  for (const line of [...bench.lines]) {
    const { packageId, endOn, startOn, person } = line.pack;
    const edges = [
      ['outside-package-dates', endOn, 1],
      ['outside-package-dates', startOn, -1],
      ['care-after-death', person.diedOn, 1],
    ] as const;
    for (const [rule, edge, beyond] of edges) {
      const key = `${packageId}/${rule}/${beyond}`;
      if (edge !== line.day || seen.has(key) || Object.keys(line.says).length > 0 || line.isSecondCarer)
        continue;
      seen.add(key);
      const past: VisitLine = { ...line, day: line.day + beyond, carerId: bench.spareCarer(), says: {} };
      settle(past);
      bench.lines.push(past);
      bench.marks.push({ rule, expected: 'silent', distance: 'at', note: 'on the day itself', on: [line] });
      bench.marks.push({
        rule,
        expected: 'flag',
        distance: 'above',
        note: 'one day past it',
        on: [past],
        also: ['units-above-commissioned', 'rate-differs-from-contract'],
      });
    }
  }
}

/** A line on each side of a suspension's ends. */
export function plantSuspension(
  bench: Workbench,
  packageId: string,
  { from, to }: { from: number; to: number },
): void {
  const before = bench.lines.find((line) => line.pack.packageId === packageId && line.day === from - 1);
  if (before === undefined) return;
  const also: RuleName[] = ['units-above-commissioned', 'rate-differs-from-contract'];
  bench.marks.push({
    rule: 'package-suspended',
    expected: 'silent',
    distance: 'below',
    note: 'the day before',
    on: [before],
  });
  for (const day of [from, to]) {
    const line: VisitLine = { ...before, day, carerId: bench.spareCarer(), says: {} };
    settle(line);
    bench.lines.push(line);
    bench.marks.push({
      rule: 'package-suspended',
      expected: 'flag',
      distance: 'at',
      note: 'claimed while in hospital',
      on: [line],
      also,
    });
  }
  const after = bench.lines.find((line) => line.pack.packageId === packageId && line.day === to + 1);
  if (after !== undefined)
    bench.marks.push({
      rule: 'package-suspended',
      expected: 'silent',
      distance: 'above',
      note: 'the day after',
      on: [after],
    });
}
