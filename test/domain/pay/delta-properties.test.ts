import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyText } from '../../../domain/pay/component.ts';
import { coverLines, readRanges, writeRanges, type Coverage } from '../../../domain/pay/coverage.ts';
import { deltaLines, valueOf, type DeltaLine } from '../../../domain/pay/delta.ts';
import { packageEntitlement } from '../../../domain/pay/entitlement/package-components.ts';
import { segmentPence } from '../../../domain/pay/price.ts';
import { factsOf, type Told } from '../../support/pay-case.ts';
import { facts, offset, START } from '../../support/random-pay.ts';
import { recomputePence } from '../../support/recompute-line.ts';

/** The properties at the end of the pay engine’s design, over random histories of facts, runs, calendars and rejections. */

const run = fc.record({
  through: fc.integer({ min: 0, max: 150 }),
  calendar: fc.constantFrom('none' as const, 'four-weekly' as const),
  counts: fc.boolean(),
});
const history = fc.array(fc.tuple(facts, fc.array(run, { minLength: 1, maxLength: 3 })), {
  minLength: 1,
  maxLength: 4,
});

function componentsOf(told: Told) {
  const entitlement = packageEntitlement(factsOf(told));
  return entitlement.blocked ? [] : entitlement.components;
}

function linesOf(
  told: Told,
  coverage: Coverage,
  { through, calendar }: { through: number; calendar: string },
): DeltaLine[] {
  return deltaLines({
    components: componentsOf(told),
    coverage,
    through: START + through,
    notBefore: 0,
    periodStarts: ({ first, last }) =>
      calendar === 'none'
        ? []
        : Array.from({ length: 10 }, (_, place) => START + place * 28).filter(
            (day) => day > first && day <= last,
          ),
  });
}

/** Plays a history and says what it left behind. */
function play(steps: readonly [Told, { through: number; calendar: string; counts: boolean }[]][]) {
  let coverage: Coverage = new Map();
  const lines: DeltaLine[] = [];
  let furthest = 0;
  for (const [told, runs] of steps) {
    for (const each of runs) {
      const made = linesOf(told, coverage, each);
      if (!each.counts) continue;
      coverage = coverLines(coverage, made);
      lines.push(...made);
      furthest = Math.max(furthest, each.through);
    }
  }
  return { coverage, lines, furthest };
}

const totals = (coverage: Coverage) =>
  new Map(
    [...coverage]
      .map(([key, { ranges }]) => [key, ranges.reduce((sum, range) => sum + range.pence, 0)] as const)
      .filter(([, pence]) => pence !== 0)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

describe('after any history of facts and runs', () => {
  it('settles: every range that was paid holds exactly what it is worth now', () => {
    fc.assert(
      fc.property(history, facts, fc.integer({ min: 0, max: 150 }), (steps, told, through) => {
        const { coverage } = play(steps);
        const settled = coverLines(coverage, linesOf(told, coverage, { through, calendar: 'none' }));
        const components = new Map(componentsOf(told).map((each) => [keyText(each.key), each]));
        for (const [key, { ranges }] of settled) {
          const component = components.get(key);
          const isOnce = component?.segments[0]?.price.basis === 'once';
          if (isOnce) continue;
          for (const range of ranges) {
            expect(range.pence).toBe(component === undefined ? 0 : valueOf(component, range));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is path-free: the same facts and the same furthest day give the same totals, whatever was paid before', () => {
    fc.assert(
      fc.property(history, facts, (steps, told) => {
        const { coverage, furthest } = play(steps);
        const last = { through: furthest, calendar: 'none' };
        const long = coverLines(coverage, linesOf(told, coverage, last));
        // Days that an earlier run paid ahead stay paid: the direct way covers them too.
        const covered = [...long.values()].flatMap(({ ranges }) => ranges.map((range) => range.last - START));
        const ahead = Math.max(furthest, ...covered);
        const far = { through: ahead, calendar: 'none' };
        const viaHistory = coverLines(long, linesOf(told, long, far));
        const direct = coverLines(new Map(), linesOf(told, new Map(), far));
        expect(totals(viaHistory)).toEqual(totals(direct));
      }),
      { numRuns: 300 },
    );
  });

  it('is quiet: a second run with no new fact makes no line', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { coverage } = play(steps);
        const [told] = steps.at(-1) ?? [{}];
        const last = { through: 100, calendar: 'four-weekly' };
        const paid = coverLines(coverage, linesOf(told, coverage, last));
        expect(linesOf(told, paid, last)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('is traceless: what runs that do not count would have paid changes nothing', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const onlyCounted = steps.map(
          ([told, runs]) => [told, runs.filter(({ counts }) => counts)] as [Told, typeof runs],
        );
        expect(play(steps).lines).toEqual(play(onlyCounted).lines);
      }),
      { numRuns: 100 },
    );
  });

  it('explains every line so that its amount follows from the explanation alone', () => {
    fc.assert(
      fc.property(history, (steps) => {
        for (const line of play(steps).lines) {
          expect(recomputePence(line.explanation)).toBe(line.pence);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps its coverage in a short text', () => {
    fc.assert(
      fc.property(history, (steps) => {
        for (const { ranges } of play(steps).coverage.values()) {
          expect(readRanges(writeRanges(ranges))).toEqual(ranges);
        }
      }),
      { numRuns: 100 },
    );
  });
});

it('adds up: a stretch is worth what its parts are', () => {
  fc.assert(
    fc.property(facts, offset, offset, (told, cut, length) => {
      for (const { segments } of componentsOf(told)) {
        for (const segment of segments) {
          if (segment.price.basis === 'once') continue;
          const last = Math.min(segment.last, segment.first + cut + length + 1);
          const middle = Math.min(segment.first + cut, last - 1);
          if (middle < segment.first) continue;
          const whole = segmentPence(segment, { first: segment.first, last });
          const parts =
            segmentPence(segment, { first: segment.first, last: middle }) +
            segmentPence(segment, { first: middle + 1, last });
          expect(parts).toBe(whole);
        }
      }
    }),
    { numRuns: 300 },
  );
});
