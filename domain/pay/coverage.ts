import { pence, type Pence } from '../money.ts';
import { invariant } from '../outcome.ts';
import type { FactRef } from './component.ts';
import type { Span } from './span.ts';

/** A range that runs have paid for, with the sum of every line on it. */
export type CoveredRange = Span & { pence: Pence };

/** What runs that count have paid on one component. */
export type ComponentCoverage = {
  ranges: readonly CoveredRange[];
  /** The versions its last lines were reckoned from, so that an adjustment can say what changed. */
  facts: readonly FactRef[];
};

/** By the text of the component’s key. */
export type Coverage = ReadonlyMap<string, ComponentCoverage>;

export const nothingCovered: ComponentCoverage = { ranges: [], facts: [] };

/** A line as far as coverage is concerned. */
export type CoveringLine = Span & { key: string; pence: Pence; facts: readonly FactRef[] };

/** The coverage after some more lines: an adjustment joins its own range, a new line adds one. */
export function coverLines(coverage: Coverage, lines: readonly CoveringLine[]): Coverage {
  const next = new Map(coverage);
  for (const { key, first, last, pence: amount, facts } of lines) {
    const { ranges, facts: earlier } = next.get(key) ?? nothingCovered;
    const place = ranges.findIndex((range) => range.first === first && range.last === last);
    const before = ranges[place];
    const after =
      before === undefined
        ? [...ranges, { first, last, pence: amount }]
        : ranges.with(place, { first, last, pence: pence(before.pence + amount) });
    next.set(key, { ranges: after, facts: [...monthsElse(earlier, facts), ...facts] });
  }
  return next;
}

/** The months of care that other lines were reckoned from: a line names those of its own days only. */
function monthsElse(earlier: readonly FactRef[], facts: readonly FactRef[]): FactRef[] {
  return earlier.filter(
    ({ kind, id }) => kind === 'actuals' && !facts.some((each) => each.kind === kind && each.id === id),
  );
}

/** Ranges as short text, each counted from the end of the one before: `20783+28=70000,+28=70000`. */
export function writeRanges(ranges: readonly CoveredRange[]): string {
  let expected: number | null = null;
  return ranges
    .map(({ first, last, pence: amount }) => {
      const start = first === expected ? '' : String(first);
      expected = last + 1;
      return `${start}+${last - first + 1}=${amount}`;
    })
    .join(',');
}

const RANGE = /^(-?\d+|)\+([1-9]\d*)=(-?\d+)$/;

export function readRanges(text: string): CoveredRange[] {
  if (text === '') return [];
  let expected = 0;
  return text.split(',').map((part) => {
    const read = RANGE.exec(part);
    invariant(read !== null, 'coverage names days and what was paid for them');
    const [, start, days, amount] = read;
    const first = start === '' ? expected : Number(start);
    const last = first + Number(days) - 1;
    expected = last + 1;
    return { first, last, pence: pence(Number(amount)) };
  });
}
