import type { CalendarDate } from '../../calendar.ts';
import type { AgreementChanges, OneOff } from '../../direct-payments/agreement-changes.ts';
import { Decimal } from '../../money.ts';
import type { DirectPaymentAgreement } from '../../records/direct-payment-agreement.ts';
import { mergeSegments, type Component, type ComponentKind, type FactRef } from '../component.ts';
import type { Coding } from '../payment.ts';
import { oncePrice, planPrice, type Price } from '../price.ts';
import { dayNumber, spanOf, subtractSpans, type Span } from '../span.ts';
import type { CouncilRules, Known } from './package-facts.ts';

export type AgreementFacts = {
  agreement: Known<DirectPaymentAgreement>;
  /** Suspensions and one-offs; null where nobody entered any. */
  changes: Known<AgreementChanges> | null;
  person: Known<{ dateOfDeath: CalendarDate | null }> | null;
  coding: Coding;
  /** The service type that the coding comes from; null where there is none. */
  codedBy: FactRef | null;
  rules: Pick<CouncilRules, 'months'>;
};

/**
 * What a direct payment agreement is worth: its weekly budget, less the person’s contribution where it is paid net, on the
 * days that are not suspended; and its one-offs, each on its own day. An agreement paid once is worth one week’s budget on
 * its first day. Payment ends with the day of death: what a personal assistant is still owed is settled from the account,
 * which holds money in advance. A one-off is decided by itself: it is paid on a suspended day too.
 */
export function agreementComponents(facts: AgreementFacts): Component[] {
  const { agreement, changes } = facts;
  const { agreementId, weeklyBudgetPence, weeklyContributionPence } = agreement.body;
  const agreed = agreedDays(facts);
  const payable = changes === null ? agreed : withoutSuspended(agreed, changes.body);
  return [
    strand(facts, { kind: 'cost', days: payable, pence: weeklyBudgetPence }),
    ...(weeklyContributionPence === null || weeklyContributionPence === 0
      ? []
      : [strand(facts, { kind: 'contribution', days: payable, pence: weeklyContributionPence })]),
    ...(changes?.body.oneOffs ?? []).map((oneOff) =>
      component(facts, {
        ...{ kind: 'one-off', sign: 1, sourceId: `${agreementId}:${oneOff.number}` },
        segments: paidOnce(oneOff, agreed),
      }),
    ),
  ];
}

/** From the first day of the agreement to its last, or the day of death if that is earlier. */
function agreedDays({ agreement, person }: AgreementFacts): Span[] {
  const { startDate, endDate } = agreement.body;
  const whole = spanOf({ from: startDate, to: endDate });
  const died = person?.body.dateOfDeath ?? null;
  const after = died === null ? [] : [{ first: dayNumber(died) + 1, last: Number.MAX_SAFE_INTEGER }];
  return subtractSpans(whole, after);
}

function withoutSuspended(days: readonly Span[], { suspensions }: AgreementChanges): Span[] {
  const suspended = suspensions.map(spanOf);
  return days.flatMap((span) => subtractSpans(span, suspended));
}

type Strand = { kind: 'cost' | 'contribution'; days: readonly Span[]; pence: number };

/** So much a week over some days; of what is paid once, all of it on the first day of the agreement. */
function strand(facts: AgreementFacts, { kind, days, pence }: Strand): Component {
  const { agreementId, frequency, startDate } = facts.agreement.body;
  const rate = poundsOf(pence);
  const monthly = frequency === 'monthly' || frequency === 'quarterly' || frequency === 'annually';
  const months = monthly ? facts.rules.months : 'days-of-the-month';
  const start = dayNumber(startDate);
  const segments =
    frequency === 'once'
      ? onDay(start, days).map((day) => ({ ...day, price: oncePrice({ unitsPerWeek: '1', rate }) }))
      : days.map((span) => ({ ...span, price: planPrice({ unitsPerWeek: '1', rate, months }) }));
  return component(facts, { kind, sign: kind === 'cost' ? 1 : -1, sourceId: agreementId, segments });
}

function paidOnce({ on, amountPence }: OneOff, agreed: readonly Span[]): (Span & { price: Price })[] {
  const price = oncePrice({ unitsPerWeek: '1', rate: poundsOf(amountPence) });
  return onDay(dayNumber(on), agreed).map((day) => ({ ...day, price }));
}

/** One day, where it is among some; nothing where it is not. */
function onDay(day: number, days: readonly Span[]): Span[] {
  return days.some(({ first, last }) => first <= day && day <= last) ? [{ first: day, last: day }] : [];
}

type Part = {
  kind: ComponentKind;
  sign: 1 | -1;
  sourceId: string;
  segments: readonly (Span & { price: Price })[];
};

function component(facts: AgreementFacts, { kind, sign, sourceId, segments }: Part): Component {
  const { agreement, changes, person, codedBy, coding } = facts;
  const { agreementId } = agreement.body;
  return {
    key: { packageId: agreementId, kind, sourceId, payeeId: `agreement:${agreementId}`, coding },
    sign,
    segments: mergeSegments(segments),
    unknown: [],
    facts: [
      agreement.ref,
      ...(changes === null ? [] : [changes.ref]),
      ...(person === null ? [] : [person.ref]),
      ...(codedBy === null ? [] : [codedBy]),
    ],
  };
}

function poundsOf(pence: number): string {
  return new Decimal(pence).dividedBy(100).toFixed();
}
