import type { ClosedRange } from '../../date-range.ts';
import { formatPounds, negatePence, pence, sumPence, type Pence } from '../../money.ts';
import { dateOfDay, dayNumber } from '../span.ts';
import { isHeld, paidByThem, paidByUs, type ExplainedPart, type Group } from './difference.ts';
import { componentOf, type OurPiece } from './our-line.ts';
import { whyNothing, type Surrounding } from './package-known.ts';
import { priceTails } from './price-tails.ts';
import type { TheirLine } from './their-line.ts';

/** Something that explains some pence by itself, and what is left of both sides without it. */
type Step = { part: ExplainedPart; left: (group: Group) => Group };
const MOST_STEPS = 3;

/**
 * Why two sides of a package differ, as parts that sum to theirs less ours. Of all that explain the difference to the
 * penny the shortest is said, rather what stands in a line than what a price only implies; a cause that leaves a penny open is not said.
 */
export function explainDifference(group: Group, surrounding: Surrounding): ExplainedPart[] {
  const difference = paidByThem(group) - paidByUs(group);
  const { ours, theirs } = group;
  if (theirs.length === 0) return [notPaidByThem(group)];
  if (ours.length === 0) {
    return [{ ...whyNothing(surrounding, daysOf(theirs)), pence: difference }];
  }
  const found = subsets(stepsOf(group)).flatMap((steps) => explanationsBy(steps, group, surrounding));
  const [best] = found.toSorted((a, b) => a.weight - b.weight);
  return best?.parts ?? [unexplained(group)];
}

type Explanation = { parts: ExplainedPart[]; weight: number };
const WEIGHT_OF_PART = 10;

function explanationsBy(steps: readonly Step[], group: Group, surrounding: Surrounding): Explanation[] {
  const left = steps.reduce((rest, step) => step.left(rest), group);
  const parts = steps.map(({ part }) => part);
  const explained = parts.reduce((sum, part) => sum + part.pence, 0);
  const residual = paidByThem(group) - paidByUs(group) - explained;
  const tails = residual === 0 ? [{ parts: [], weight: 0 }] : priceTails(left, residual, surrounding);
  return tails.map((tail) => ({
    parts: [...parts, ...tail.parts],
    weight: (parts.length + tail.parts.length) * WEIGHT_OF_PART + tail.weight,
  }));
}

/** What of a group may stand on one side only. */
function stepsOf(group: Group): Step[] {
  return [
    ...twice(group),
    ...held(group),
    ...corrected(group),
    ...nhsShare(group),
    ...onlyOurs(group),
    ...onlyTheirs(group),
  ];
}

function twice({ theirs }: Group): Step[] {
  const first = new Map<string, number>();
  const again: TheirLine[] = [];
  for (const each of theirs) {
    const { line, reference: _reference, ...said } = each;
    const text = JSON.stringify(said);
    if (first.has(text)) again.push(each);
    else first.set(text, line);
  }
  if (again.length === 0) return [];
  const lines = again.map(({ line }) => String(line)).join(', ');
  const sentence = `Their file says the same twice: line ${lines} repeats an earlier one, ${formatPounds(sumOf(again))}.`;
  return [
    {
      part: { cause: 'paid-twice-by-them', pence: sumOf(again), sentence },
      left: (rest) => ({ ...rest, theirs: rest.theirs.filter((each) => !again.includes(each)) }),
    },
  ];
}

function held({ ours }: Group): Step[] {
  const kept = ours.filter(isHeld);
  if (kept.length === 0) return [];
  const amount = sumPence(kept.map((piece) => piece.pence));
  const sentence = `We reckon it too, and hold ${formatPounds(amount)} of it.`;
  return [
    {
      part: { cause: 'held-by-us', pence: amount, sentence },
      left: (rest) => ({
        ...rest,
        ours: rest.ours.map((piece) => ({ ...piece, line: { ...piece.line, heldBy: null } })),
      }),
    },
  ];
}

/** What we corrected after it was paid; they may not have heard of it. */
function corrected({ ours }: Group): Step[] {
  const isCorrection = ({ line }: OurPiece) => line.kind === 'adjustment';
  const corrections = ours.filter((piece) => isCorrection(piece) && !isHeld(piece));
  if (corrections.length === 0) return [];
  const amount = sumPence(corrections.map((piece) => piece.pence));
  const sentence = `We corrected what was paid for these days by ${formatPounds(amount)}; they did not.`;
  return [
    {
      part: { cause: 'adjustment-by-us', pence: negatePence(amount), sentence },
      left: (rest) => ({ ...rest, ours: rest.ours.filter((piece) => !isCorrection(piece)) }),
    },
  ];
}

/** They pay less by what the NHS bears, where we pay all of it and ask the board for its share. */
function nhsShare({ shares }: Group): Step[] {
  if (shares.length === 0) return [];
  const amount = sumPence(shares.map((piece) => piece.pence));
  const sentence = `They leave out the share of the NHS, ${sizeOf(amount)}; we pay it and recharge it to the board.`;
  return [
    {
      part: { cause: 'nhs-share', pence: amount, sentence },
      left: (rest) => ({ ...rest, ours: [...rest.ours, ...rest.shares], shares: [] }),
    },
  ];
}

/** What a package has beside its cost, in words. */
const EXTRAS: ReadonlyMap<string, string> = new Map([
  ['contribution', 'the person’s contribution'],
  ['fnc', 'funded nursing care'],
  ['top-up', 'the top-up'],
  ['expense', 'expenses'],
  ['one-off', 'a one-off'],
]);

function onlyOurs({ ours, theirs }: Group): Step[] {
  const named = new Set<string>(theirs.flatMap(({ component }) => component ?? []));
  return [...EXTRAS].flatMap(([component, word]) => {
    const isIt = ({ line }: OurPiece) => componentOf(line) === component;
    const paid = ours.filter((piece) => isIt(piece) && !isHeld(piece));
    if (named.has(component) || paid.length === 0) return [];
    const amount = sumPence(paid.map((piece) => piece.pence));
    const part = {
      cause: 'component-only-ours' as const,
      pence: negatePence(amount),
      sentence: `We ${paysOrTakes(amount)} ${word}, ${sizeOf(amount)}; they do not.`,
    };
    return [{ part, left: (rest) => ({ ...rest, ours: rest.ours.filter((piece) => !isIt(piece)) }) }];
  });
}

function onlyTheirs({ ours, theirs }: Group): Step[] {
  const known = new Set(ours.map(({ line }) => componentOf(line)));
  return [...EXTRAS].flatMap(([component, word]) => {
    const isIt = (line: TheirLine) => line.component === component;
    const lines = theirs.filter(isIt);
    if (known.has(component) || lines.length === 0) return [];
    const amount = sumOf(lines);
    const part = {
      cause: 'component-only-theirs' as const,
      pence: amount,
      sentence: `They ${paysOrTakes(amount)} ${word}, ${sizeOf(amount)}; we do not.`,
    };
    return [{ part, left: (rest) => ({ ...rest, theirs: rest.theirs.filter((line) => !isIt(line)) }) }];
  });
}

function paysOrTakes(amount: Pence): string {
  return amount < 0 ? 'take off' : 'pay';
}

function sizeOf(amount: Pence): string {
  return formatPounds(pence(Math.abs(amount)));
}

function sumOf(lines: readonly TheirLine[]): Pence {
  return sumPence(lines.map(({ amountPence }) => amountPence));
}

function notPaidByThem(group: Group): ExplainedPart {
  const ours = paidByUs(group);
  return {
    cause: 'not-paid-by-them',
    pence: negatePence(ours),
    sentence: `Their file pays nothing for it on these days; we pay ${formatPounds(ours)}.`,
  };
}

function unexplained(group: Group): ExplainedPart {
  const difference = pence(paidByThem(group) - paidByUs(group));
  return {
    cause: 'unexplained',
    pence: difference,
    sentence: `Nothing we know explains ${formatPounds(difference)} to the penny. Look at both lines.`,
  };
}

/** The first and last day some lines are about. */
function daysOf(lines: readonly TheirLine[]): ClosedRange {
  const first = Math.min(...lines.map(({ from }) => dayNumber(from)));
  const last = Math.max(...lines.map(({ to }) => dayNumber(to)));
  return { from: dateOfDay(first), to: dateOfDay(last) };
}

/** Every choice of a few steps, none among them. */
function subsets(steps: readonly Step[]): Step[][] {
  let chosen: Step[][] = [[]];
  for (const step of steps) {
    const added = chosen.filter(({ length }) => length < MOST_STEPS).map((each) => [...each, step]);
    chosen = [...chosen, ...added];
  }
  return chosen;
}
