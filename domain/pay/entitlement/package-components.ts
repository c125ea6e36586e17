import { addDays, type CalendarDate } from '../../calendar.ts';
import { Decimal } from '../../money.ts';
import type { Contribution } from '../../records/contribution.ts';
import { listReferenceRows, referenceValueOn } from '../../reference/reference-value.ts';
import {
  mergeSegments,
  type Component,
  type ComponentKey,
  type ComponentKind,
  type FactRef,
} from '../component.ts';
import type { Coding } from '../payment.ts';
import { planPrice, type ItemPrice } from '../price.ts';
import { expenseComponent } from './expense-component.ts';
import { nhsShares } from './nhs-share.ts';
import { cutAt, dateOfDay, dayNumber, intersectSpan, spanOf, subtractSpans, type Span } from '../span.ts';
import type { PackageFacts, PriceGap } from './package-facts.ts';
import { payableDays, type PayableDays } from './payable-days.ts';
import { endOf, pricedOnce, pricedTerms, type Priced, type PricedDays } from './priced-terms.ts';

/** What a package is worth, strand by strand, and the days nobody can price. */
export type Entitlement = { blocked: false; components: Component[]; gaps: PriceGap[] };

/** A package whose facts are so incomplete that nothing about it may be paid or taken back. */
export type Blocked = { blocked: true; gaps: PriceGap[] };

type Desk = {
  facts: PackageFacts;
  payable: readonly PayableDays[];
  payeeId: string;
  coding: Coding;
  gaps: PriceGap[];
};

/** What a package is worth on each of its days, as strands with a price each. */
export function packageEntitlement(facts: PackageFacts): Entitlement | Blocked {
  const { carePackage, serviceType, provider } = facts;
  const { startDate, endDate, providerId } = carePackage.body;
  const missing = [
    ...(serviceType === null ? [`Service type ${carePackage.body.serviceType} is not known.`] : []),
    ...(provider === null ? [`Provider ${providerId} is not known.`] : []),
  ];
  if (serviceType === null || missing.length > 0) {
    const gap = (message: string): PriceGap => ({
      rule: 'unknown-reference',
      message,
      from: startDate,
      to: endDate,
    });
    return { blocked: true, gaps: missing.map(gap) };
  }
  const desk: Desk = {
    facts,
    payable: payableDays(facts),
    payeeId: `provider:${providerId}`,
    coding: codingOf(facts),
    gaps: [],
  };
  const sign = serviceType.body.paymentSign;
  const own = ownPrice(desk);
  const cost = costOf(desk, own, sign === -1 ? -1 : 1);
  const contributions = contributionsOf(desk);
  const strands = [
    ...(sign === 0 ? [] : [cost]),
    ...contributions,
    ...nhsShares(facts, [cost, ...contributions], desk.gaps),
    ...facts.expenses.map((expense) => expenseComponent(desk, expense)),
  ];
  const components = strands.filter(({ segments, unknown }) => segments.length > 0 || unknown.length > 0);
  return { blocked: false, components, gaps: desk.gaps };
}

function codingOf({ carePackage, serviceType }: PackageFacts): Coding {
  const { costCentre, costElement, taxCode, purchaseOrder, purchaseOrderLine } = carePackage.body;
  const subjectiveCode = serviceType?.body.subjectiveCode ?? null;
  return { costCentre, costElement, subjectiveCode, taxCode, purchaseOrder, purchaseOrderLine };
}

function ownPrice(desk: Desk): Priced {
  const { facts, payable } = desk;
  const basis = facts.serviceType?.body.basis;
  const priced =
    basis === 'once'
      ? pricedOnce(facts)
      : basis === 'actuals'
        ? pricedActuals(facts)
        : pricedTerms(facts, payable);
  desk.gaps.push(...priced.gaps);
  return priced;
}

/** Every return period with accepted lines is a stretch of its own; a line lies on its day. */
function pricedActuals({ actuals }: PackageFacts): Priced {
  const days: PricedDays[] = actuals.map(({ from, to, lines }) => {
    const items = lines.map(({ lineRef, date, quantity, rate, amountPence }) => ({
      ref: lineRef,
      day: dayNumber(date),
      quantity,
      rate,
      pence: amountPence,
    }));
    return { ...spanOf({ from, to }), price: { basis: 'actuals', items } satisfies ItemPrice };
  });
  return { days, unknown: [], gaps: [], refs: actuals.map(({ ref }) => ref) };
}

function costOf(desk: Desk, own: Priced, sign: 1 | -1): Component {
  const { carePackage, serviceType } = desk.facts;
  const kind = serviceType?.body.basis === 'once' ? 'one-off' : 'cost';
  return {
    key: keyOf(desk, kind, carePackage.body.packageId),
    sign,
    segments: mergeSegments(own.days),
    unknown: own.unknown,
    facts: refsOf(desk, own.refs),
  };
}

function keyOf({ facts, payeeId, coding }: Desk, kind: ComponentKind, sourceId: string): ComponentKey {
  return { packageId: facts.carePackage.body.packageId, kind, sourceId, payeeId, coding };
}

/** The versions every amount of a package depends on, and those of this one. */
function refsOf({ facts }: Desk, own: readonly FactRef[]): FactRef[] {
  const { carePackage, serviceType, person, rules } = facts;
  const always = [carePackage, serviceType, person].flatMap((known) => (known === null ? [] : [known.ref]));
  const interrupted = carePackage.body.suspensions.length > 0 || person?.body.dateOfDeath != null;
  const eventRules = interrupted && rules.refs.eventRules !== null ? [rules.refs.eventRules] : [];
  return [...always, ...eventRules, ...own];
}

/** What others pay the provider directly is taken off what we pay; what the council collects is no matter of pay. */
function contributionsOf(desk: Desk): Component[] {
  const { contributions, carePackage } = desk.facts;
  if (contributions === null) return [];
  const { packageId } = carePackage.body;
  return contributions.body
    .filter((each) => each.packageId === packageId && each.status !== 'cancelled')
    .flatMap((each) =>
      each.kind === 'fnc' ? fncOf(desk, each, contributions.ref) : chargeOf(desk, each, contributions.ref),
    );
}

function chargeOf(desk: Desk, contribution: Contribution, ref: FactRef): Component[] {
  const { kind, collector, contributionId, weeklyAmountPence } = contribution;
  if (collector !== 'provider' || weeklyAmountPence === null) return [];
  const isTopUp = kind === 'top-up';
  const range = spanOf({ from: contribution.startDate, to: contribution.endDate });
  const chargeable = isTopUp ? [range] : subtractSpans(range, neverCharged(desk));
  const weekly = new Decimal(weeklyAmountPence).dividedBy(100).toFixed();
  const days = chargeable.flatMap((span) => weeklyOn(desk, span, weekly));
  return [
    {
      key: keyOf(desk, isTopUp ? 'top-up' : 'contribution', contributionId),
      sign: -1,
      segments: mergeSegments(days),
      unknown: [],
      facts: refsOf(desk, [ref]),
    },
  ];
}

const REABLEMENT_FREE_DAYS = 42;

/** Aftercare, continuing healthcare and six weeks of reablement are free (Care Act 2014; Mental Health Act 1983, s117). */
function neverCharged({ facts }: Desk): Span[] {
  const { funding, startDate } = facts.carePackage.body;
  const whole = spanOf({ from: startDate, to: null });
  if (funding === 's117' || funding === 'chc') return [whole];
  return funding === 'reablement'
    ? [{ first: whole.first, last: whole.first + REABLEMENT_FREE_DAYS - 1 }]
    : [];
}

/** A weekly amount on the payable days of a span, as far as the package’s events leave it charged. */
function weeklyOn({ payable, facts }: Desk, span: Span, rate: string): PricedDays[] {
  return payable.flatMap((days) => {
    const within = intersectSpan(days, span);
    if (within === undefined || Number(days.chargePercent) === 0) return [];
    const price = planPrice({
      unitsPerWeek: '1',
      rate,
      percent: days.chargePercent,
      months: facts.rules.months,
    });
    return [{ ...within, price }];
  });
}

/**
 * Funded nursing care: where the package’s rate excludes it, it is paid beside the rate; where the home gets it from
 * the NHS itself, it is taken off again (rate less FNC where the rate includes it).
 */
function fncOf(desk: Desk, contribution: Contribution, ref: FactRef): Component[] {
  const { carePackage, rules } = desk.facts;
  const { rateIncludesFnc } = carePackage.body;
  const range = spanOf({ from: contribution.startDate, to: contribution.endDate });
  if (rateIncludesFnc === null) {
    const message = `Contribution ${contribution.contributionId} is funded nursing care, and the package does not say whether its rate includes it.`;
    desk.gaps.push({
      rule: 'rate-includes-fnc',
      message,
      from: contribution.startDate,
      to: contribution.endDate,
    });
  }
  const { days, unknown } = fncDays(desk, contribution, range);
  const ownRate =
    contribution.weeklyAmountPence === null && rules.refs.fncRows !== null ? [rules.refs.fncRows] : [];
  const base = { segments: mergeSegments(days), facts: refsOf(desk, [ref, ...ownRate]) };
  const open = rateIncludesFnc === null ? [range] : unknown;
  const strand = (kind: 'fnc-payment' | 'fnc-reclaim', sign: 1 | -1): Component => ({
    ...base,
    key: keyOf(desk, kind, contribution.contributionId),
    sign,
    segments: rateIncludesFnc === null ? [] : base.segments,
    unknown: open,
  });
  return [
    ...(rateIncludesFnc === true ? [] : [strand('fnc-payment', 1)]),
    ...(contribution.collector === 'provider' ? [strand('fnc-reclaim', -1)] : []),
  ];
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
