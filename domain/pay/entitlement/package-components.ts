import { Decimal } from '../../money.ts';
import { mergeSegments, type Component } from '../component.ts';
import { planPrice } from '../price.ts';
import { intersectSpan, spanOf, subtractSpans, type Span } from '../span.ts';
import { expenseComponent } from './expense-component.ts';
import { nhsShares } from './nhs-share.ts';
import { nursingComponents } from './nursing-components.ts';
import { contributionsOf, keyOf, refsOf, type Desk, type KnownContribution } from './package-desk.ts';
import type { PackageFacts, PriceableFacts, PriceGap } from './package-facts.ts';
import { payableDays, type PayableDays } from './payable-days.ts';
import { pricedActuals } from './priced-actuals.ts';
import { pricedOnce, pricedTerms, type Priced, type PricedDays } from './priced-terms.ts';

/** What a package is worth, strand by strand, and the days nobody can price. */
export type Entitlement = { blocked: false; components: Component[]; gaps: PriceGap[] };

/** A package whose facts are so incomplete that nothing about it may be paid or taken back. */
export type Blocked = { blocked: true; gaps: PriceGap[] };

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
  const desk = deskOf({ ...facts, serviceType });
  const sign = serviceType.body.paymentSign;
  const cost = costOf(desk, sign === -1 ? -1 : 1);
  const nursing = nursingComponents(desk);
  const strands = [
    // What is not paid through us has nothing to take a contribution off.
    ...(sign === 0 ? [] : [cost, ...chargesOf(desk), ...nursing.paid]),
    ...nhsShares(facts, [cost, ...nursing.inside], desk.gaps),
    ...facts.expenses.map((expense) => expenseComponent(desk, expense)),
  ];
  const components = strands.filter(({ segments, unknown }) => segments.length > 0 || unknown.length > 0);
  return { blocked: false, components, gaps: desk.gaps };
}

function deskOf(facts: PriceableFacts): Desk {
  const payable = payableDays(facts);
  const own = ownPrice(facts, payable);
  const { providerId, costCentre, costElement, taxCode, purchaseOrder, purchaseOrderLine } =
    facts.carePackage.body;
  const { subjectiveCode } = facts.serviceType.body;
  return {
    facts,
    payable,
    own,
    payeeId: `provider:${providerId}`,
    coding: { costCentre, costElement, subjectiveCode, taxCode, purchaseOrder, purchaseOrderLine },
    gaps: [...own.gaps],
  };
}

function ownPrice(facts: PriceableFacts, payable: readonly PayableDays[]): Priced {
  switch (facts.serviceType.body.basis) {
    case 'once':
      return pricedOnce(facts, payable);
    case 'actuals':
      return pricedActuals(facts);
    case 'plan':
    case 'scheduled':
      return pricedTerms(facts, payable);
  }
}

function costOf(desk: Desk, sign: 1 | -1): Component {
  const { own } = desk;
  const { carePackage, serviceType } = desk.facts;
  const kind = serviceType.body.basis === 'once' ? 'one-off' : 'cost';
  return {
    key: keyOf(desk, kind, carePackage.body.packageId),
    sign,
    segments: mergeSegments(own.days),
    unknown: own.unknown,
    facts: refsOf(desk, own.refs),
  };
}

/** What others pay the provider directly is taken off what we pay; what the council collects is no matter of pay. */
function chargesOf(desk: Desk): Component[] {
  return contributionsOf(desk)
    .filter(({ body }) => body.kind !== 'fnc')
    .flatMap((each) => chargeOf(desk, each));
}

function chargeOf(desk: Desk, { body: contribution, ref }: KnownContribution): Component[] {
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
      // Taken off a price that nobody knows, it would make the provider owe us money.
      unknown: desk.own.unknown,
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
    if (within === undefined) return [];
    const price = planPrice({
      unitsPerWeek: '1',
      rate,
      percent: days.chargePercent,
      months: facts.rules.months,
    });
    return [{ ...within, price }];
  });
}
