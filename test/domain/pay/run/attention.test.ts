import { describe, expect, it } from 'vitest';
import { calendarDate as day } from '../../../../domain/calendar.ts';
import { packageEntitlement } from '../../../../domain/pay/entitlement/package-components.ts';
import { agreementPayee, lackOf, providerPayee } from '../../../../domain/pay/payee-on-record.ts';
import { attentionRules, type AttentionRule } from '../../../../domain/pay/run/attention.ts';
import { mattersOn, type Hold } from '../../../../domain/pay/run/hold.ts';
import {
  holdUntilAgreed,
  orderStanding,
  type OrderAgreement,
} from '../../../../domain/pay/run/order-agreement.ts';
import { payPackage, type PackagePay } from '../../../../domain/pay/run/pay-package.ts';
import type { Payable } from '../../../../domain/pay/run/payable.ts';
import { emptyPosition, type PayPosition } from '../../../../domain/pay/run/position.ts';
import { dayNumber } from '../../../../domain/pay/span.ts';
import { directPaymentAgreementSchema } from '../../../../domain/records/direct-payment-agreement.ts';
import { providerSchema, type Provider } from '../../../../domain/records/provider.ts';
import { pence } from '../../../../domain/money.ts';
import { factsOf, type Told } from '../../../support/pay-case.ts';

type Case = {
  told?: Told;
  through?: string;
  position?: PayPosition;
  holds?: Hold[];
  payable?: Partial<Payable>;
};

/** A home at £700 a week in December 2022, paid through the 7th. */
function pay({ told = {}, through = '2022-12-07', position, holds = [], payable }: Case = {}): PackagePay {
  const facts = factsOf(told);
  const entitlement = packageEntitlement(facts);
  return payPackage(
    {
      ...{ packageId: 'PK1', personId: 'PE1', serviceType: 'residential' },
      endDate: facts.carePackage.body.endDate,
      dateOfDeath: facts.person?.body.dateOfDeath ?? null,
      components: entitlement.blocked ? [] : entitlement.components,
      ...{ gaps: entitlement.gaps, blocked: entitlement.blocked, notBefore: 0 },
      ...{ ownHolds: [], payeeLacks: null, order: null, ...payable },
    },
    position ?? emptyPosition,
    {
      ...{ payRunId: 'R000002', holds, through: dayNumber(day(through)) },
      ...{ periodStarts: () => [], hash: (text: string) => text },
    },
  );
}

const hold = (changes: Partial<Hold> = {}): Hold => ({
  ...{ holdId: 'H1', category: 'disputed', on: { packageId: 'PK1' }, state: 'active', placedBy: 'olu' },
  ...{ placedOn: day('2022-12-01'), releasedOn: null },
  ...changes,
});
const cameBack = (changes: Partial<Hold> = {}): Hold =>
  hold({ category: 'ledger-rejection', on: { providerId: 'P001' }, state: 'released', ...changes });
const said = (state: OrderAgreement['state']): OrderAgreement => ({
  ...{ packageId: 'PK1', providerId: 'P001', packageVersion: 1, state, on: day('2022-11-30') },
});
const ordered = (agreement: OrderAgreement | null, isNeeded = true): Case => ({
  payable: { order: orderStanding({ providerId: 'P001' }, agreement, isNeeded) },
});
const paidBy = (provider: Partial<Provider>): Case => ({
  payable: { payeeLacks: lackOf(providerPayee(providerOf(provider))) },
});

function providerOf(told: Partial<Provider>): Provider {
  const blank = Object.fromEntries(Object.keys(providerSchema.shape).map((field) => [field, null]));
  return providerSchema.parse({ ...blank, providerId: 'P001', name: 'Larch House', ...told });
}

const paid = pay().after;
const unpriced = {
  terms: [
    { from: '2022-12-01', units: '1', rate: '700' },
    { from: '2022-12-10', units: '1', rate: null },
  ],
};
const dearer = (from: string): Told => ({
  terms: [
    { from: '2022-12-01', units: '1', rate: '700' },
    { from, units: '1', rate: '770' },
  ],
});
const cheaper: Told = { rate: '400', version: 2 };
const contractPaysOn = (dateOfDeath: string): Told => ({
  person: { dateOfDeath },
  rules: {
    eventRules: [
      {
        ...{ event: 'death', serviceType: null, contract: null, to: null, from: day('2020-01-01') },
        ...{ payDays: 7, payPercent: '100', chargeDays: 0, chargePercent: '100' },
      } as never,
    ],
  },
});
const heldBefore = pay({ holds: [hold()] }).after;
const owing = pay({ told: cheaper, position: paid }).after;
const givenUp = (from: string, to: string): PayPosition => {
  const [key = ''] = paid.coverage.keys();
  return { ...paid, writtenOff: [{ key, from: day(from), to: day(to), amountPence: pence(300_00) }] };
};
const givenBack = pay({ told: cheaper, position: owing, through: '2022-12-14' }).after;

/** Of each rule one run that it names, and one that it just does not. */
const cases: Readonly<Record<AttentionRule, { named: Case; passed: Case }>> = {
  'price-gap': {
    named: { told: unpriced, through: '2022-12-10' },
    passed: { told: unpriced, through: '2022-12-09' },
  },
  'first-payment': { named: {}, passed: { position: paid, through: '2022-12-08' } },
  'one-off': { named: { told: { serviceType: { basis: 'once' } } }, passed: {} },
  adjustment: {
    named: { told: { rate: '700.07' }, position: paid, through: '2022-12-14' },
    passed: { position: paid, through: '2022-12-14' },
  },
  'rate-changed': {
    named: { told: dearer('2022-12-14'), position: paid, through: '2022-12-14' },
    passed: { told: dearer('2022-12-15'), position: paid, through: '2022-12-14' },
  },
  'ends-in-period': { named: { through: '2022-12-31' }, passed: { through: '2022-12-30' } },
  'also-held': {
    named: { position: heldBefore, holds: [hold()], through: '2022-12-14' },
    passed: { position: heldBefore, holds: [hold({ state: 'released' })], through: '2022-12-14' },
  },
  'after-death': {
    named: { told: contractPaysOn('2022-12-06') },
    passed: { told: contractPaysOn('2022-12-07') },
  },
  'owed-back': {
    named: { told: cheaper, position: owing, through: '2022-12-14' },
    passed: { told: cheaper, position: givenBack, through: '2022-12-21' },
  },
  'written-off': {
    named: { told: { rate: '770', version: 2 }, position: givenUp('2022-12-01', '2022-12-07') },
    passed: { told: { rate: '770', version: 2 }, position: givenUp('2022-11-24', '2022-11-30') },
  },
  'payee-details': {
    named: paidBy({ sortCode: '000000', accountNumber: null }),
    passed: paidBy({ sortCode: '000000', accountNumber: '12345678' }),
  },
  'came-back': {
    named: { holds: [cameBack()] },
    passed: { holds: [cameBack({ on: { providerId: 'P002' } }), cameBack({ category: 'disputed' })] },
  },
  'not-agreed': { named: ordered(null), passed: ordered(said('agreed')) },
};

describe('attention', () => {
  it.each(Object.entries(attentionRules))('by the rule %s (“%s”) is asked for where it holds', (rule) => {
    const own = cases[rule as AttentionRule];
    const rulesOf = (of: Case) => pay(of).attention.map((each) => each.rule);
    expect(rulesOf(own.named)).toContain(rule);
    expect(rulesOf(own.passed)).not.toContain(rule);
  });

  it('takes a start that moved to an earlier day for no change of price', () => {
    const earlier = pay({ told: { from: '2022-11-30' }, position: paid, through: '2022-12-14' });
    expect(earlier.lines.map(({ from }) => from)).toContain('2022-11-30');
    expect(earlier.attention.map(({ rule }) => rule)).not.toContain('rate-changed');
  });

  it('says how much of which days was written off, and looks at no line that takes back', () => {
    const position = givenUp('2022-12-01', '2022-12-07');
    const ofRule = (told: Told) =>
      pay({ told, position }).attention.filter(({ rule }) => rule === 'written-off');
    expect(ofRule({ rate: '770', version: 2 })).toEqual([
      {
        rule: 'written-off',
        message:
          '£300.00 for 1 December 2022 to 7 December 2022 was written off, so that the payee has had it. Hold what is paid for these days, unless it is meant to be paid again.',
      },
    ]);
    expect(ofRule(cheaper)).toEqual([]);
  });

  it('is asked for by nothing where the run pays nothing', () => {
    expect(pay({ position: paid, holds: [cameBack()], ...ordered(said('rejected')) }).attention).toEqual([]);
  });

  it('says which payment came back last, and whether it still keeps the money', () => {
    const holds = [cameBack({ placedOn: day('2022-12-03') }), cameBack({ state: 'active' })];
    const { attention, lines } = pay({ holds });
    expect(attention).toContainEqual({
      rule: 'came-back',
      message: 'A payment came back or could not be sent on 3 December 2022.',
    });
    expect(lines[0]?.heldBy).toBe('H1');
  });

  it.each([
    ['nobody asked for an answer, and there is none', ordered(null, false), []],
    [
      'the provider says that it is wrong, asked or not',
      ordered(said('rejected'), false),
      ['The provider says that the order is wrong.'],
    ],
    [
      'another provider had agreed',
      ordered({ ...said('agreed'), providerId: 'P002' }),
      ['The provider has not said yet that the order is right.'],
    ],
  ])('for an order where %s', (_, order, messages) => {
    const found = pay(order).attention.filter(({ rule }) => rule === 'not-agreed');
    expect(found.map(({ message }) => message)).toEqual(messages);
  });
});

it.each([
  ['nobody agreed to', null, ['not-agreed:PK1']],
  ['its provider says is wrong', said('rejected'), ['not-agreed:PK1']],
  ['another provider agreed to', { ...said('agreed'), providerId: 'P002' }, ['not-agreed:PK1']],
  ['its provider agreed to', said('agreed'), []],
])('an order that %s is held where the council asks for an agreement', (_, agreement, held) => {
  const holds = holdUntilAgreed({ packageId: 'PK1', providerId: 'P001' }, agreement, day('2022-12-01'));
  expect(holds.map(({ holdId }) => holdId)).toEqual(held);
});

describe('what is missing to pay a payee', () => {
  it.each([
    ['by the ledger, which does not know it', { settlementRoute: 'ledger' }, 'supplier-number'],
    ['by the ledger, without an account of ours', { settlementRoute: 'ledger', supplierNumber: 'S1' }, null],
    ['by the ledger, as it knows it', { supplierNumber: 'S1' }, null],
    ['by Bacs, as the ledger does not know it', {}, 'bank-details'],
    ['by Bacs, without an account', { settlementRoute: 'bacs', supplierNumber: 'S1' }, 'bank-details'],
    ['by cheque, without an account', { settlementRoute: 'bacs', paymentMethod: 'cheque' }, null],
  ] as const)('%s', (_, provider, lack) => {
    expect(lackOf(providerPayee(providerOf(provider)))).toBe(lack);
  });

  it.each([
    ['nothing by a prepaid card', { accountType: 'prepaid-card' }, null],
    ['an account otherwise', { accountType: 'own' }, 'bank-details'],
    ['nothing with one', { accountType: 'own', sortCode: '000000', accountNumber: '12345678' }, null],
  ])('of a direct payment is %s', (_, told, lack) => {
    const { shape } = directPaymentAgreementSchema;
    const blank = Object.fromEntries(Object.keys(shape).map((field) => [field, null]));
    const agreement = {
      ...{ ...blank, agreementId: 'DP1', personId: 'PE1', startDate: '2022-12-01' },
      ...{ frequency: 'four-weekly', weeklyBudgetPence: 20_000, ...told },
    };
    expect(lackOf(agreementPayee(directPaymentAgreementSchema.parse(agreement)))).toBe(lack);
  });
});

it.each([
  ['an active one, however old', hold(), true],
  ['a payment that came back 90 days ago', cameBack({ placedOn: day('2022-10-02') }), true],
  ['a payment that came back 91 days ago', cameBack({ placedOn: day('2022-10-01') }), false],
  ['another that was released', hold({ state: 'released', placedOn: day('2022-12-30') }), false],
])('of holds a run knows %s: %o', (_, known, matters) => {
  expect(mattersOn(known, day('2022-12-31'))).toBe(matters);
});
