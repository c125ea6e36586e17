import { describe, expect, it } from 'vitest';
import type { EventRule } from '../../../../domain/pay/entitlement/event-rule.ts';
import { packageEntitlement } from '../../../../domain/pay/entitlement/package-components.ts';
import { factsOf, type Told } from '../../../support/pay-case.ts';
import { firstRun, runOf, storyOf } from '../../../support/first-run.ts';

const rate = (text: string) => text as never;
const day = (text: string) => text as never;

/** A rule for everybody that goes on paying and charging in full, changed by what a test says. */
const ruleFor = (event: string, more: Partial<EventRule> = {}): EventRule => ({
  event,
  serviceType: null,
  contract: null,
  from: day('2020-01-01'),
  to: null,
  payDays: null,
  payPercent: rate('100'),
  chargeDays: null,
  chargePercent: rate('100'),
  ...more,
});
const hospital = (from: string, to: string | null) => [{ from, to, kind: 'hospital' }];
const withRules = (...eventRules: EventRule[]) => ({ rules: { eventRules } });

describe('a stay in hospital', () => {
  it('is not paid where the contract says nothing', () => {
    expect(firstRun({ suspensions: hospital('2022-12-03', '2022-12-05') })).toEqual([
      ['cost', '2022-12-01', '2022-12-02', 200],
      ['cost', '2022-12-06', '2022-12-07', 200],
    ]);
  });

  it('keeps the bed for 42 days at the full price, and nothing after', () => {
    const told: Told = {
      to: null,
      suspensions: hospital('2022-12-01', null),
      ...withRules(ruleFor('hospital', { payDays: 42 })),
    };
    expect(firstRun(told, '2023-01-31')).toEqual([['cost', '2022-12-01', '2023-01-11', 4200]]);
  });

  it('is the same segment as the days before and after while it is paid in full', () => {
    const told = { suspensions: hospital('2022-12-03', '2022-12-05'), ...withRules(ruleFor('hospital')) };
    expect(firstRun(told)).toEqual([['cost', '2022-12-01', '2022-12-07', 700]]);
  });

  it('stops the contribution sooner than the fee where the contract says so', () => {
    const told: Told = {
      suspensions: hospital('2022-12-03', null),
      contributions: [{ weekly: 7000 }],
      ...withRules(ruleFor('hospital', { payDays: 4, chargeDays: 2 })),
    };
    expect(firstRun(told)).toEqual([
      ['cost', '2022-12-01', '2022-12-06', 600],
      ['contribution', '2022-12-01', '2022-12-04', -40],
    ]);
  });

  it('takes no contribution on days that are not paid, however long charging would go on', () => {
    const told: Told = {
      suspensions: hospital('2022-12-03', null),
      contributions: [{ weekly: 7000 }],
      ...withRules(ruleFor('hospital', { payDays: 2 })),
    };
    expect(firstRun(told)).toEqual([
      ['cost', '2022-12-01', '2022-12-04', 400],
      ['contribution', '2022-12-01', '2022-12-04', -40],
    ]);
  });

  it('charges a part of the contribution', () => {
    const told: Told = {
      suspensions: hospital('2022-12-01', null),
      contributions: [{ weekly: 7000 }],
      ...withRules(ruleFor('hospital', { chargePercent: rate('25') })),
    };
    expect(firstRun(told)).toEqual([
      ['cost', '2022-12-01', '2022-12-07', 700],
      ['contribution', '2022-12-01', '2022-12-07', -17.5],
    ]);
  });

  it('is corrected over the days that were paid when it is told late', () => {
    const story = storyOf({});
    story.run('2022-12-07');
    story.facts({ suspensions: hospital('2022-12-05', '2022-12-06') });
    expect(runOf(story, '2022-12-14')).toEqual([
      ['cost', '2022-12-01', '2022-12-07', -200],
      ['cost', '2022-12-08', '2022-12-14', 700],
    ]);
  });
});

describe('an absence', () => {
  it('is paid by half as a retainer for as long as it lasts', () => {
    const told = {
      suspensions: [{ from: '2022-12-03', to: '2022-12-06', kind: 'absence' }],
      ...withRules(ruleFor('absence', { payPercent: rate('50') })),
    };
    expect(firstRun(told)).toEqual([
      ['cost', '2022-12-01', '2022-12-02', 200],
      ['cost', '2022-12-03', '2022-12-06', 200],
      ['cost', '2022-12-07', '2022-12-07', 100],
    ]);
  });

  it('leaves least where it overlaps a stay in hospital', () => {
    const told = {
      suspensions: [
        ...hospital('2022-12-01', '2022-12-05'),
        { from: '2022-12-04', to: '2022-12-07', kind: 'absence' },
      ],
      ...withRules(ruleFor('hospital', { payDays: 4 }), ruleFor('absence', { payPercent: rate('50') })),
    };
    expect(firstRun(told)).toEqual([
      ['cost', '2022-12-01', '2022-12-03', 300],
      ['cost', '2022-12-04', '2022-12-04', 50],
      ['cost', '2022-12-06', '2022-12-07', 100],
    ]);
  });
});

describe('the rule of an event', () => {
  const paying = (percent: string, more: Partial<EventRule> = {}) =>
    ruleFor('hospital', { payPercent: rate(percent), ...more });
  const all = paying('10');
  const ofService = paying('20', { serviceType: 'residential' });
  const ofContract = paying('30', { contract: 'LOT1' });
  const ofBoth = paying('40', { serviceType: 'residential', contract: 'LOT1' });

  it.each<[string, EventRule[], number]>([
    ['of the service and contract before all others', [ofBoth, ofContract, ofService, all], 280],
    ['of the contract before that of the service', [ofContract, ofService, all], 210],
    ['of the service before one for all', [all, ofService], 140],
    ['that began last of two alike', [paying('60', { from: day('2022-06-01') }), all], 420],
    ['that holds on the first day of the event', [paying('70', { to: day('2022-12-01') })], 490],
    [
      'for all where the others are of another service, contract, time or event',
      [
        paying('70', { serviceType: 'nursing' }),
        paying('70', { contract: 'LOT2' }),
        paying('70', { from: day('2022-12-02') }),
        ruleFor('absence', { payPercent: rate('70') }),
        paying('70', { from: day('2020-06-01'), to: day('2022-11-30') }),
        all,
      ],
      70,
    ],
  ])('is the one %s', (_, eventRules, pounds) => {
    const told = {
      suspensions: hospital('2022-12-01', null),
      detail: { contract: 'LOT1' },
      ...withRules(...eventRules),
    };
    expect(firstRun(told)).toEqual([['cost', '2022-12-01', '2022-12-07', pounds]]);
  });

  it('is named among the facts of an amount only where an event counts', () => {
    const rulesOf = (told: Told) => {
      const refs = { eventRules: { kind: 'setting' as const, id: 'event-rules', version: 3 }, fncRows: null };
      const entitlement = packageEntitlement(factsOf({ ...told, rules: { refs } }));
      return entitlement.blocked
        ? []
        : entitlement.components.map(({ facts }) => facts.map(({ kind }) => kind));
    };
    expect([
      rulesOf({}),
      rulesOf({ suspensions: hospital('2022-12-03', null) }),
      rulesOf({ person: { dateOfDeath: '2022-12-03' } }),
    ]).toEqual([
      [['package', 'service-type', 'person']],
      [['package', 'service-type', 'person', 'setting']],
      [['package', 'service-type', 'person', 'setting']],
    ]);
  });
});

describe('a death', () => {
  const died = (dateOfDeath: string): Told => ({ to: null, person: { dateOfDeath } });

  it('ends what is paid with its day where the contract says nothing', () => {
    expect(firstRun(died('2022-12-05'), '2022-12-31')).toEqual([['cost', '2022-12-01', '2022-12-05', 500]]);
  });

  it('lets the fee go on for the days of the contract, and the contribution end', () => {
    const told: Told = {
      ...died('2022-12-05'),
      contributions: [{ weekly: 7000, to: null }],
      ...withRules(ruleFor('death', { payDays: 7, chargeDays: 0 })),
    };
    expect(firstRun(told, '2022-12-31')).toEqual([
      ['cost', '2022-12-01', '2022-12-12', 1200],
      ['contribution', '2022-12-01', '2022-12-05', -50],
    ]);
  });

  it('that is told late takes back what was paid after it', () => {
    const story = storyOf({ to: null });
    story.run('2022-12-14');
    story.facts(died('2022-12-10'));
    expect(runOf(story, '2022-12-31')).toEqual([['cost', '2022-12-01', '2022-12-14', -400]]);
  });

  it('before the first day leaves nothing to pay, and all of it to take back', () => {
    expect(firstRun(died('2022-11-20'))).toEqual([]);
  });

  it('before the first day of a one-off leaves nothing to pay; one after it changes nothing', () => {
    const oneOff = (dateOfDeath: string): Told => ({
      serviceType: { basis: 'once' },
      person: { dateOfDeath },
    });
    expect([firstRun(oneOff('2022-11-30')), firstRun(oneOff('2022-12-01'))]).toEqual([
      [],
      [['one-off', '2022-12-01', '2022-12-31', 700]],
    ]);
  });
});

it('a one-off on a day that is paid by half is worth half', () => {
  const told: Told = {
    serviceType: { basis: 'once' },
    suspensions: hospital('2022-12-01', null),
    ...withRules(ruleFor('hospital', { payPercent: rate('50') })),
  };
  expect(firstRun(told)).toEqual([['one-off', '2022-12-01', '2022-12-31', 350]]);
});
