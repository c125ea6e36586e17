import * as z from 'zod';
import type { CalendarDate } from '../calendar.ts';
import { Decimal, negatePence, pence, penceSchema, poundsToPence, type Pence } from '../money.ts';
import { invariant } from '../outcome.ts';
import type { CarePackage } from '../packages/care-package.ts';
import type { Component, FactRef } from '../pay/component.ts';
import { valueOf } from '../pay/delta.ts';
import { packageEntitlement } from '../pay/entitlement/package-components.ts';
import type { AcceptedActuals, Known, PackageFacts } from '../pay/entitlement/package-facts.ts';
import type { Segment } from '../pay/price.ts';
import { readWeekdays } from '../pay/session-price.ts';
import { dayNumber, intersectSpan, OPEN, spanOf, type Span } from '../pay/span.ts';
import { financialYearOf, monthsLater } from '../periods.ts';
import type { RateCard } from '../records/rate-card.ts';
import { pricedCare, type AcceptedLine } from '../returns/accepted-care.ts';
import { commissioned } from '../returns/commissioned.ts';

/** What of a package’s facts its price depends on; what people put towards it stays as it is. */
export type UpliftFacts = Omit<PackageFacts, 'contributions' | 'expenses' | 'actuals'> & {
  /** Care that was accepted and is paid by what was delivered, month by month. */
  accepted: readonly { ref: FactRef; lines: readonly AcceptedLine[] }[];
  /** No day before it is paid or adjusted: go-live, or where the old system had paid to. */
  notBefore: number;
};

/** What a change costs, signed as it is paid, by the same reckoning as the pay engine’s. */
export const costSchema = z.object({
  weeklyPence: penceSchema.describe('A week’s difference where nothing interrupts the care.'),
  earlierYearsPence: penceSchema.describe('Of days before the financial year that is shown.'),
  thisYearPence: penceSchema.describe('From the effective date, or 1 April, to 31 March.'),
  fullYearPence: penceSchema.describe('Of the twelve months from the first day of the new rate.'),
  arrearsPence: penceSchema.describe('What lies before today; it is in the years as well.'),
  nhsThisYearPence: penceSchema.describe('What of this year’s the NHS owes us back.'),
  nhsFullYearPence: penceSchema.describe('What of the full year’s the NHS owes us back.'),
});
export type Cost = z.infer<typeof costSchema>;

export const noCost: Cost = costSchema.parse({
  ...{ weeklyPence: 0, earlierYearsPence: 0, thisYearPence: 0, fullYearPence: 0, arrearsPence: 0 },
  ...{ nhsThisYearPence: 0, nhsFullYearPence: 0 },
});

/** The financial year whose cost is shown: that of today, or of a later effective date. */
export function costYear(
  effectiveDate: CalendarDate,
  today: CalendarDate,
): ReturnType<typeof financialYearOf> {
  return financialYearOf(effectiveDate > today ? effectiveDate : today);
}

/** The days costs are told of: up to yesterday, and the financial year of today or of a later effective date. */
export type CostDays = { today: number; year: Span };

export function costDays(effectiveDate: CalendarDate, today: CalendarDate): CostDays {
  const year = costYear(effectiveDate, today);
  return { today: dayNumber(today), year: spanOf({ from: year.from, to: year.to }) };
}

/** A package as it is priced: by what is commissioned, and by what is paid. They differ where care is paid as delivered. */
export type Worth = { planned: Strands; paid: Strands };
type Strands = { isBlocked: boolean; cost: Component | undefined; nhs: Component | undefined };

/** What a package is worth with some terms and some cards; nothing where too little of it is known. */
export function worthOf(
  facts: UpliftFacts,
  carePackage: CarePackage,
  rateCards: ReadonlyMap<string, Known<RateCard>>,
): Worth {
  const { serviceType, accepted } = facts;
  const whole = { ...facts, carePackage: { ...facts.carePackage, body: carePackage }, rateCards };
  if (serviceType?.body.basis !== 'actuals') {
    const strands = strandsOf(whole, []);
    return { planned: strands, paid: strands };
  }
  const named = carePackage.weekdays ?? '';
  const weekdays = readWeekdays(named) === null ? EVERY_DAY : named;
  const asPlanned = {
    ...whole,
    carePackage: { ...whole.carePackage, body: { ...carePackage, weekdays } },
    serviceType: { ...serviceType, body: { ...serviceType.body, basis: 'scheduled' as const } },
  };
  if (accepted.length === 0) return { planned: strandsOf(asPlanned, []), paid: NOTHING };
  const pack = commissioned({
    carePackage,
    serviceType: serviceType.body,
    person: facts.person?.body ?? null,
    rateCards: new Map([...rateCards].map(([id, { body }]) => [id, body])),
    bankHolidays: facts.rules.bankHolidays,
  });
  const actuals = accepted.flatMap(({ ref, lines }) => pricedCare(lines, { ref, pack }) ?? []);
  return { planned: strandsOf(asPlanned, []), paid: strandsOf(whole, actuals) };
}

const NOTHING: Strands = { isBlocked: false, cost: undefined, nhs: undefined };

/** As the checks of returns read a package that names no days. */
const EVERY_DAY = 'Mon Tue Wed Thu Fri Sat Sun';

function strandsOf(facts: UpliftFacts, actuals: readonly AcceptedActuals[]): Strands {
  const entitlement = packageEntitlement({ ...facts, contributions: null, expenses: [], actuals });
  const components = entitlement.blocked ? [] : entitlement.components;
  return {
    isBlocked: entitlement.blocked,
    cost: components.find(({ key }) => key.kind === 'cost'),
    nhs: components.find(({ key }) => key.kind === 'nhs-share'),
  };
}

/** What a package costs more on some days after a change than before it. */
export function costOfChange(
  before: Worth,
  after: Worth,
  days: Span & { from: CalendarDate; notBefore: number },
  { today, year }: CostDays,
): { cost: Cost; isUnpriced: boolean } {
  const { from, notBefore } = days;
  const ours = { first: Math.max(days.first, notBefore), last: days.last };
  const fullYear = { first: days.first, last: dayNumber(monthsLater(from, 12)) - 1 };
  const planned = differenceOf(before.planned, after.planned);
  const paid = differenceOf(before.paid, after.paid);
  const looked = { first: ours.first, last: Math.min(ours.last, Math.max(year.last, fullYear.last)) };
  return {
    cost: {
      weeklyPence: pence(weeklyOf(after.planned.cost, days) - weeklyOf(before.planned.cost, days)),
      earlierYearsPence: planned.cost(ours, { first: -OPEN, last: year.first - 1 }),
      thisYearPence: planned.cost(ours, year),
      fullYearPence: planned.cost(days, fullYear),
      arrearsPence: paid.cost(ours, { first: -OPEN, last: today - 1 }),
      nhsThisYearPence: negatePence(planned.nhs(ours, year)),
      nhsFullYearPence: negatePence(planned.nhs(days, fullYear)),
    },
    isUnpriced: [before, after].some(({ planned }) => isOpenOn(planned, looked)),
  };
}

function differenceOf(before: Strands, after: Strands) {
  const on =
    (strand: 'cost' | 'nhs') =>
    (days: Span, window: Span): Pence => {
      const within = intersectSpan(days, window);
      if (within === undefined) return pence(0);
      return pence(worthOn(after[strand], within) - worthOn(before[strand], within));
    };
  return { cost: on('cost'), nhs: on('nhs') };
}

function worthOn(component: Component | undefined, days: Span): number {
  return component === undefined ? 0 : valueOf(component, days);
}

function isOpenOn({ isBlocked, cost }: Strands, days: Span): boolean {
  if (isBlocked) return true;
  return cost?.unknown.some((span) => intersectSpan(span, days) !== undefined) ?? false;
}

/** A week at the first price on some days, whole, whatever an event leaves of it meanwhile. */
function weeklyOf(component: Component | undefined, days: Span): Pence {
  const segment = component?.segments.find((each) => intersectSpan(each, days) !== undefined);
  if (component === undefined || segment === undefined) return pence(0);
  return pence(component.sign * wholeWeek(segment) + 0);
}

function wholeWeek({ price }: Segment): Pence {
  invariant(price.basis === 'plan' || price.basis === 'scheduled', 'what is planned has a price by the week');
  const { unitsPerWeek } = price;
  if (price.basis === 'plan') return poundsToPence(new Decimal(unitsPerWeek).times(price.rate), 'half-up');
  const rates = price.rates.filter((rate) => rate !== null);
  const sum = rates.reduce((total, rate) => total.plus(rate), new Decimal(0));
  return poundsToPence(sum.times(unitsPerWeek).dividedBy(price.sessionsPerWeek), 'half-up');
}
