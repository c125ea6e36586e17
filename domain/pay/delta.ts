import { pence, type Pence } from '../money.ts';
import { monthOfDay, readCareMonthId } from './care-month.ts';
import { keyText, readKey, type Component, type ComponentKey, type FactRef } from './component.ts';
import {
  nothingCovered,
  type ComponentCoverage,
  type CoveredRange,
  type Coverage,
  type CoveringLine,
} from './coverage.ts';
import { segmentStep, type Step } from './explanation.ts';
import { segmentPence, type Segment } from './price.ts';
import { cutAt, intersectSpan, subtractSpans, type Span } from './span.ts';

/** A signed amount of one component over a range: what is newly due, or what corrects what was paid. */
export type DeltaLine = CoveringLine & {
  component: ComponentKey;
  adjustment: boolean;
  /** The one segment a new line lies in; an adjustment may span several. */
  segment: Segment | null;
  explanation: readonly Step[];
};

export type DeltaRequest = {
  components: readonly Component[];
  coverage: Coverage;
  /** The last day that is paid. */
  through: number;
  /** No day before it is paid or adjusted (go-live, or where the old system had paid to). */
  notBefore: number;
  /** Where the run’s calendar cuts what is newly due: the first days of its periods. */
  periodStarts: (days: Span) => readonly number[];
  /** The versions that facts of the package have now: what made a strand vanish is among them. */
  known?: readonly FactRef[];
};

/**
 * What is still due on a package, and what was paid wrongly: for every range that was ever paid the difference between
 * its worth now and the sum of its lines, over that range; for every stretch up to the last day that was not, a new line.
 */
export function deltaLines(request: DeltaRequest): DeltaLine[] {
  const lines: DeltaLine[] = [];
  const current = new Set<string>();
  for (const component of request.components) {
    const key = keyText(component.key);
    current.add(key);
    componentLines({ ...request, component, key, lines });
  }
  for (const [key, { facts: before }] of request.coverage) {
    if (current.has(key)) continue;
    const facts = versionsNow(before, request.known ?? []);
    // What no longer exists is worth nothing on each of its days.
    const component: Component = { key: readKey(key), sign: 1, segments: [], unknown: [], facts };
    componentLines({ ...request, component, key, lines });
  }
  return lines;
}

type Desk = DeltaRequest & { component: Component; key: string; lines: DeltaLine[] };

function componentLines(desk: Desk): void {
  const { component, coverage, key, notBefore } = desk;
  const covered = coverage.get(key) ?? nothingCovered;
  const changed = changedFacts(covered.facts, component.facts);
  const isOnce = component.segments[0]?.price.basis === 'once';
  let onceCounted = false;
  for (const range of covered.ranges) {
    const holdsOnce: boolean = isOnce && !onceCounted && holdsStart(component, range);
    const worth = isOnce && !holdsOnce ? pence(0) : valueOf(component, range);
    onceCounted ||= holdsOnce;
    const difference = pence(worth - range.pence);
    if (difference === 0 || range.first < notBefore || touches(component.unknown, range)) continue;
    desk.lines.push(adjustmentLine(desk, factsOver(changed, range), range, worth, difference));
  }
  if (isOnce) dueOnce(desk, covered, onceCounted);
  else dueStretches(desk, covered);
}

/** What the component is worth over some days, signed. */
export function valueOf({ segments, sign }: Pick<Component, 'segments' | 'sign'>, days: Span): Pence {
  let total = 0;
  for (const segment of segments) {
    if (segment.first > days.last) break;
    const within = intersectSpan(segment, days);
    if (within !== undefined) total += segmentPence(segment, within);
  }
  return pence(sign * total + 0);
}

function touches(spans: readonly Span[], days: Span): boolean {
  return spans.some((span) => intersectSpan(span, days) !== undefined);
}

function holdsStart({ segments }: Component, { first, last }: Span): boolean {
  const start = segments[0]?.first;
  return start !== undefined && start >= first && start <= last;
}

function adjustmentLine(
  { component, key }: Desk,
  changed: readonly FactRef[],
  { first, last, pence: paid }: CoveredRange,
  worth: Pence,
  difference: Pence,
): DeltaLine {
  return {
    key,
    component: component.key,
    adjustment: true,
    segment: null,
    first,
    last,
    pence: difference,
    facts: factsOver(component.facts, { first, last }),
    explanation: [
      ...worthSteps(component, { first, last }, worth),
      { step: 'already-paid', pence: paid },
      ...(changed.length > 0 ? [{ step: 'changed' as const, facts: [...changed] }] : []),
    ],
  };
}

/** How what a range is worth was reckoned, segment by segment. */
function worthSteps(component: Component, days: Span, worth: Pence): Step[] {
  const steps: Step[] = [];
  if (component.segments[0]?.price.basis === 'once' && worth === 0) return steps;
  for (const segment of component.segments) {
    const within = intersectSpan(segment, days);
    if (within !== undefined) steps.push(segmentStep(segment, within, segmentPence(segment, within)));
  }
  if (component.sign === -1 && worth !== 0) steps.push({ step: 'deducted', pence: worth });
  return steps;
}

/** The versions that are used now and were not then. */
function changedFacts(before: readonly FactRef[], now: readonly FactRef[]): FactRef[] {
  const was = new Set(before.map(refText));
  return now.filter((ref) => !was.has(refText(ref)));
}

/** The facts that some days depend on: of care that was accepted, the months they lie in. */
function factsOver(facts: readonly FactRef[], { first, last }: Span): FactRef[] {
  const [from, to] = [monthOfDay(first), monthOfDay(last)];
  return facts.filter(({ kind, id }) => {
    const { month } = readCareMonthId(id);
    return kind !== 'actuals' || (month >= from && month <= to);
  });
}

/** The facts a strand was reckoned from, as they are now; those that are gone as they were. */
function versionsNow(before: readonly FactRef[], known: readonly FactRef[]): FactRef[] {
  return before.map((was) => known.find(({ kind, id }) => kind === was.kind && id === was.id) ?? was);
}

function refText({ kind, id, version }: FactRef): string {
  return `${kind} ${id} ${version}`;
}

function dueStretches(desk: Desk, covered: ComponentCoverage): void {
  const { component, through, notBefore } = desk;
  for (const segment of component.segments) {
    const due = intersectSpan(segment, { first: notBefore, last: through });
    if (due === undefined) continue;
    for (const stretch of subtractSpans(due, [...covered.ranges, ...component.unknown])) {
      for (const piece of cutAt(stretch, desk.periodStarts(stretch))) dueLine(desk, segment, piece);
    }
  }
}

/**
 * A one-off is due whole on its first day, and dated over all of them up to one that was paid before: a range that lay over
 * another would be paid twice once the care is priced by the week again.
 */
function dueOnce(desk: Desk, covered: ComponentCoverage, alreadyCovered: boolean): void {
  const segment = desk.component.segments[0];
  if (segment === undefined || alreadyCovered) return;
  if (segment.first > desk.through || segment.first < desk.notBefore) return;
  const paidAfter = covered.ranges.filter(({ first }) => first > segment.first);
  const last = Math.min(segment.last, ...paidAfter.map(({ first }) => first - 1));
  dueLine(desk, segment, { first: segment.first, last });
}

function dueLine({ component, key, lines }: Desk, segment: Segment, { first, last }: Span): void {
  const amount = pence(component.sign * segmentPence(segment, { first, last }) + 0);
  if (amount === 0) return;
  const steps: Step[] = [segmentStep(segment, { first, last }, segmentPence(segment, { first, last }))];
  if (component.sign === -1) steps.push({ step: 'deducted', pence: amount });
  lines.push({
    key,
    component: component.key,
    adjustment: false,
    segment,
    first,
    last,
    pence: amount,
    facts: factsOver(component.facts, { first, last }),
    explanation: steps,
  });
}
