import { addDays, type CalendarDate } from '../../calendar.ts';
import { Decimal } from '../../money.ts';
import type { Contribution } from '../../records/contribution.ts';
import { listReferenceRows, referenceValueOn } from '../../reference/reference-value.ts';
import { mergeSegments, type Component } from '../component.ts';
import { planPrice } from '../price.ts';
import { cutAt, dateOfDay, dayNumber, intersectSpan, spanOf, type Span } from '../span.ts';
import { contributionsOf, keyOf, refsOf, type Desk, type KnownContribution } from './package-desk.ts';
import { endOf, type PricedDays } from './priced-terms.ts';

/** What funded nursing care changes of our payment, and how much of it lies inside the package’s own rate. */
export type NursingComponents = { paid: Component[]; inside: Component[] };

/**
 * Funded nursing care: where the package’s rate excludes it, it is paid beside the rate; where the home gets it from
 * the NHS itself, it is taken off again (rate less FNC where the rate includes it).
 */
export function nursingComponents(desk: Desk): NursingComponents {
  const nursing = contributionsOf(desk)
    .filter(({ body }) => body.kind === 'fnc')
    .map((each) => fundedNursing(desk, each));
  return {
    paid: nursing.flatMap(({ paid }) => paid),
    inside: nursing.flatMap(({ inside }) => inside),
  };
}

function fundedNursing(desk: Desk, { body: contribution, ref }: KnownContribution): NursingComponents {
  const { carePackage, rules } = desk.facts;
  const { rateIncludesFnc } = carePackage.body;
  const { contributionId, collector, startDate, endDate, weeklyAmountPence } = contribution;
  const range = spanOf({ from: startDate, to: endDate });
  const { days, unknown } = fncDays(desk, contribution, range);
  const rowsRef = weeklyAmountPence === null && rules.refs.fncRows !== null ? [rules.refs.fncRows] : [];
  const strand = (kind: 'fnc-payment' | 'fnc-reclaim', sign: 1 | -1): Component => ({
    key: keyOf(desk, kind, contributionId),
    sign,
    segments: rateIncludesFnc === null ? [] : mergeSegments(days),
    unknown: [...(rateIncludesFnc === null ? [range] : unknown), ...desk.own.unknown],
    facts: refsOf(desk, [ref, ...rowsRef]),
  });
  if (rateIncludesFnc === null) {
    const message = `Contribution ${contributionId} is funded nursing care, and the package does not say whether its rate includes it.`;
    desk.gaps.push({ rule: 'rate-includes-fnc', message, from: startDate, to: endDate });
  }
  const reclaim = strand('fnc-reclaim', -1);
  return {
    paid: [
      ...(rateIncludesFnc === true ? [] : [strand('fnc-payment', 1)]),
      ...(collector === 'provider' ? [reclaim] : []),
    ],
    inside: rateIncludesFnc === true ? [reclaim] : [],
  };
}

function fncDays(
  desk: Desk,
  contribution: Contribution,
  range: Span,
): { days: PricedDays[]; unknown: Span[] } {
  const { rules } = desk.facts;
  const amount = contribution.weeklyAmountPence;
  const days: PricedDays[] = [];
  const unknown: Span[] = [];
  const changes = amount === null ? fncChanges(desk) : [];
  for (const payable of desk.payable) {
    const within = intersectSpan(payable, range);
    if (within === undefined) continue;
    for (const piece of cutAt(within, changes)) {
      const rate = amount === null ? nationalRate(desk, piece) : new Decimal(amount).dividedBy(100).toFixed();
      if (rate === null) unknown.push(piece);
      else days.push({ ...piece, price: planPrice({ unitsPerWeek: '1', rate, months: rules.months }) });
    }
  }
  return { days, unknown };
}

function nationalRate(desk: Desk, piece: Span): string | null {
  const date = dateOfDay(piece.first);
  const query = { kind: 'funded-nursing-care', category: 'standard', date } as const;
  const answer = referenceValueOn(query, desk.facts.rules.fncRows);
  if (answer.outcome === 'found') return answer.value;
  desk.gaps.push({ rule: 'fnc-without-rate', message: answer.message, from: date, to: endOf(piece) });
  return null;
}

function fncChanges({ facts }: Desk): number[] {
  return [...publishedFncDays, ...facts.rules.fncRows.flatMap(boundariesOf)];
}

function boundariesOf({ from, to }: { from: CalendarDate; to: CalendarDate | null }): number[] {
  return to === null ? [dayNumber(from)] : [dayNumber(from), dayNumber(addDays(to, 1))];
}

const publishedFncDays = listReferenceRows('funded-nursing-care').flatMap(boundariesOf);
