import { Decimal } from '../../money.ts';
import type { DirectPaymentAgreement } from '../../records/direct-payment-agreement.ts';
import { mergeSegments, type Component, type ComponentKind, type FactRef } from '../component.ts';
import type { Coding } from '../payment.ts';
import { oncePrice, planPrice } from '../price.ts';
import { dayNumber, spanOf, subtractSpans, type Span } from '../span.ts';
import type { CouncilRules, Known } from './package-facts.ts';
import type { CalendarDate } from '../../calendar.ts';

export type AgreementFacts = {
  agreement: Known<DirectPaymentAgreement>;
  person: Known<{ dateOfDeath: CalendarDate | null }> | null;
  coding: Coding;
  /** The service type that the coding comes from; null where there is none. */
  codedBy: FactRef | null;
  rules: Pick<CouncilRules, 'months'>;
};

/**
 * What a direct payment agreement is worth: its weekly budget, less the person’s contribution where it is paid net. An
 * agreement paid once is worth one week’s budget on its first day. Payment ends with the day of death: what a
 * personal assistant is still owed is settled from the account, which holds money in advance.
 */
export function agreementComponents(facts: AgreementFacts): Component[] {
  const { agreement, person, codedBy, rules } = facts;
  const { startDate, endDate, frequency, weeklyBudgetPence, weeklyContributionPence } = agreement.body;
  const whole = spanOf({ from: startDate, to: endDate });
  const after: Span[] =
    person?.body.dateOfDeath == null
      ? []
      : [{ first: dayNumber(person.body.dateOfDeath) + 1, last: Number.MAX_SAFE_INTEGER }];
  const payable = subtractSpans(whole, after);
  const monthly = frequency === 'monthly' || frequency === 'quarterly' || frequency === 'annually';
  const months = monthly ? rules.months : 'days-of-the-month';
  const strand = (kind: ComponentKind, sign: 1 | -1, weeklyPence: number): Component => {
    const rate = new Decimal(weeklyPence).dividedBy(100).toFixed();
    const once = frequency === 'once';
    const days = once ? payable.map(({ first }) => ({ first, last: first })) : payable;
    const price = once
      ? oncePrice({ unitsPerWeek: '1', rate })
      : planPrice({ unitsPerWeek: '1', rate, months });
    return {
      key: {
        packageId: agreement.body.agreementId,
        kind,
        sourceId: agreement.body.agreementId,
        payeeId: `agreement:${agreement.body.agreementId}`,
        coding: facts.coding,
      },
      sign,
      segments: mergeSegments(days.map((span) => ({ ...span, price }))),
      unknown: [],
      facts: [
        agreement.ref,
        ...(person === null ? [] : [person.ref]),
        ...(codedBy === null ? [] : [codedBy]),
      ],
    };
  };
  return [
    strand('cost', 1, weeklyBudgetPence),
    ...(weeklyContributionPence === null || weeklyContributionPence === 0
      ? []
      : [strand('contribution', -1, weeklyContributionPence)]),
  ];
}
