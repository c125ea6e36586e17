import { describe, expect, it } from 'vitest';
import { packageEntitlement } from '../../../../domain/pay/entitlement/package-components.ts';
import { factsOf, type Told } from '../../../support/pay-case.ts';
import { firstRun, gapsOf, runOf, storyOf } from '../../../support/first-run.ts';

type Detail = NonNullable<Told['detail']>;
const rate = (text: string) => text as never;
const LAST = '2022-12-07';
const charged: Told['contributions'] = [{ weekly: 7000, to: null }];
const kindsOf = (told: Told) => firstRun(told).map(([kind, , , pounds]) => [kind, pounds]);

describe('what a person is never charged', () => {
  it.each([['s117'], ['chc']] as const)('%s is free: no contribution is taken off', (funding) => {
    const told: Told = { detail: { funding, nhsSharePercent: rate('0') }, contributions: charged };
    expect(kindsOf(told)).toEqual([['cost', 700]]);
  });

  it.each([['care-act'], ['joint']] as const)('%s is charged', (funding) => {
    expect(kindsOf({ detail: { funding }, contributions: charged })).toEqual([
      ['cost', 700],
      ['contribution', -70],
    ]);
  });

  it('reablement is free for its first six weeks and charged after', () => {
    const told: Told = { to: null, detail: { funding: 'reablement' }, contributions: charged };
    expect(firstRun(told, '2023-01-18')).toEqual([
      ['cost', '2022-12-01', '2023-01-18', 4900],
      ['contribution', '2023-01-12', '2023-01-18', -70],
    ]);
  });

  it('a third party goes on paying its top-up under s117', () => {
    const told: Told = { detail: { funding: 's117' }, contributions: [{ weekly: 7000, kind: 'top-up' }] };
    expect(kindsOf(told)).toEqual([
      ['cost', 700],
      ['top-up', -70],
    ]);
  });

  it('a retrospective award of s117 gives back what was taken off', () => {
    const story = storyOf({ contributions: charged });
    story.run(LAST);
    story.facts({ detail: { funding: 's117' } });
    expect(runOf(story, LAST)).toEqual([['contribution', '2022-12-01', LAST, 70]]);
  });

  it('is taken off this package only, from what is active and has an amount', () => {
    const told: Told = {
      contributions: [
        { weekly: 7000, packageId: 'PK2' },
        { weekly: 7000, packageId: null },
        { weekly: 7000, status: 'cancelled' },
        { weekly: null },
        { weekly: 1400, status: null },
      ],
    };
    expect(kindsOf(told)).toEqual([
      ['cost', 700],
      ['contribution', -14],
    ]);
  });

  it('is nothing before a person’s contributions have arrived', () => {
    const entitlement = packageEntitlement({ ...factsOf({}), contributions: null });
    expect(entitlement.blocked ? [] : entitlement.components.map(({ key }) => key.kind)).toEqual(['cost']);
  });
});

describe('the share of the NHS', () => {
  const shared = (percent: string | null, more: Detail = {}): Detail => ({
    nhsSharePercent: percent === null ? null : rate(percent),
    icbId: 'QU9',
    ...more,
  });

  it('is owed to us by the integrated care board beside what we pay the provider', () => {
    const story = storyOf({ detail: shared('40') });
    expect(runOf(story, LAST)).toEqual([
      ['cost', '2022-12-01', LAST, 700],
      ['nhs-share', '2022-12-01', LAST, -280],
    ]);
    expect(story.lines.map(({ component }) => component.payeeId)).toEqual(['provider:P001', 'icb:QU9']);
  });

  it.each([
    ['all of continuing healthcare', shared(null, { funding: 'chc' }), -700],
    ['the percentage of continuing healthcare that was agreed', shared('60', { funding: 'chc' }), -420],
    ['a third to four decimals', shared('33.3333'), -233.33],
  ])('is %s', (_, detail, pounds) => {
    expect(kindsOf({ detail })).toEqual([
      ['cost', 700],
      ['nhs-share', pounds],
    ]);
  });

  it('is nothing of Care Act funding', () => {
    expect(kindsOf({ detail: shared(null, { funding: 'care-act' }) })).toEqual([['cost', 700]]);
  });

  it('waits for the name of the board, while the provider is paid', () => {
    const told: Told = { detail: shared('40', { icbId: null }) };
    expect(kindsOf(told)).toEqual([['cost', 700]]);
    expect(gapsOf(told)).toEqual(['share-without-icb']);
  });

  it('is taken of the gross price: a contribution is the person’s own', () => {
    expect(kindsOf({ detail: shared('40', { funding: 'joint' }), contributions: charged })).toEqual([
      ['cost', 700],
      ['contribution', -70],
      ['nhs-share', -280],
    ]);
  });

  it.each([
    [
      'provider',
      [
        ['cost', 1000],
        ['fnc-reclaim', -200],
        ['nhs-share', -500],
        ['nhs-share', 100],
      ],
    ],
    [
      'council',
      [
        ['cost', 1000],
        ['nhs-share', -500],
        ['nhs-share', 100],
      ],
    ],
  ] as const)('leaves out FNC that the rate includes, collected by the %s', (collector, rows) => {
    const told: Told = {
      rate: '1000',
      detail: shared('50', { rateIncludesFnc: true }),
      contributions: [{ kind: 'fnc', weekly: 20_000, collector }],
    };
    expect(kindsOf(told)).toEqual(rows);
  });

  it('is taken of the whole rate where FNC is paid beside it', () => {
    const told: Told = {
      rate: '1000',
      detail: shared('50', { rateIncludesFnc: false }),
      contributions: [{ kind: 'fnc', weekly: 20_000, collector: 'council' }],
    };
    expect(kindsOf(told)).toEqual([
      ['cost', 1000],
      ['fnc-payment', 200],
      ['nhs-share', -500],
    ]);
  });

  it('is taken of what a retainer leaves', () => {
    const half = { payDays: null, payPercent: rate('50'), chargeDays: null, chargePercent: rate('0') };
    const always = { serviceType: null, contract: null, from: '2020-01-01' as never, to: null };
    const told: Told = {
      detail: shared('50'),
      suspensions: [{ from: '2022-12-01', to: null, kind: 'absence' }],
      rules: { eventRules: [{ event: 'absence', ...always, ...half }] },
      contributions: charged,
    };
    expect(kindsOf(told)).toEqual([
      ['cost', 350],
      ['nhs-share', -175],
    ]);
  });

  it('of sessions is rounded over the week, of a one-off once', () => {
    const sessions: Told = {
      units: '3',
      rate: '10.01',
      serviceType: { basis: 'scheduled' },
      detail: shared('50', { weekdays: 'Mon Wed Sat' }),
    };
    const oneOff: Told = { rate: '0.25', serviceType: { basis: 'once' }, detail: shared('50') };
    expect([kindsOf(sessions), kindsOf(oneOff)]).toEqual([
      [
        ['cost', 30.03],
        ['nhs-share', -15.02],
      ],
      [
        ['one-off', 0.25],
        ['nhs-share', -0.13],
      ],
    ]);
  });

  it('of accepted actuals is rounded line by line, and says of what', () => {
    const line = (lineRef: string, amountPence: number) => ({
      lineRef,
      date: '2022-12-02' as never,
      quantity: '1',
      rate: '1',
      amountPence: amountPence as never,
    });
    const story = storyOf({
      serviceType: { basis: 'actuals' },
      detail: shared('50'),
      actuals: [
        {
          ref: { kind: 'actuals', id: 'R1', version: 1 },
          from: '2022-12-01' as never,
          to: LAST as never,
          lines: [line('1', 101), line('2', 101)],
        },
      ],
    });
    expect(runOf(story, LAST).map(([kind, , , pounds]) => [kind, pounds])).toEqual([
      ['cost', 2.02],
      ['nhs-share', -1.02],
    ]);
    expect(story.lines[1]?.explanation[0]).toMatchObject({
      items: [{ rate: '50% of £1.01' }, { rate: '50% of £1.01' }],
    });
  });

  it('moves to another board when the package does: one is given back, the other asked', () => {
    const story = storyOf({ detail: shared('50') });
    story.run(LAST);
    story.facts({ detail: shared('50', { icbId: 'QXU' }) });
    expect(runOf(story, LAST).map((row) => row[3])).toEqual([-350, 350]);
    expect(story.lines.map(({ component }) => component.payeeId)).toEqual(['icb:QXU', 'icb:QU9']);
  });
});

describe('a national rate of nursing care that the council entered itself', () => {
  const nursing: Told = {
    detail: { rateIncludesFnc: true },
    contributions: [{ kind: 'fnc', weekly: null, collector: 'provider' }],
  };
  const row = (from: string, to: string | null, value: string) => ({
    kind: 'funded-nursing-care' as const,
    category: 'standard',
    from: from as never,
    to: to as never,
    value: rate(value),
    source: 'Letter of the board',
    replacesPublished: false,
  });
  const ref = { kind: 'setting' as const, id: 'reference-values', version: 2 };

  it('fills the days nobody published one for, and no others', () => {
    const fncRows = [row('2022-12-03', '2022-12-05', '210')];
    const told: Told = { ...nursing, rules: { fncRows } };
    expect(kindsOf(told)).toEqual([
      ['cost', 700],
      ['fnc-reclaim', -90],
    ]);
    expect(packageEntitlement(factsOf(told)).gaps.map(({ from, to }) => [from, to])).toEqual([
      ['2022-12-01', '2022-12-02'],
      ['2022-12-06', '2022-12-31'],
    ]);
  });

  it('is named among the facts of the amount', () => {
    const refs = { eventRules: null, fncRows: ref };
    const story = storyOf({ ...nursing, rules: { fncRows: [row('2022-12-01', null, '210')], refs } });
    expect(runOf(story, LAST).at(-1)).toEqual(['fnc-reclaim', '2022-12-01', LAST, -210]);
    expect(story.lines.at(-1)?.facts).toContainEqual(ref);
  });

  it('lets FNC be settled when it is entered late, and leaves it alone on days without payment', () => {
    const story = storyOf({ ...nursing, to: '2022-12-20' });
    story.run(LAST);
    story.facts({
      suspensions: [{ from: '2022-12-05', to: '2022-12-06', kind: 'hospital' }],
      rules: { fncRows: [row('2022-12-01', null, '210')] },
    });
    expect(runOf(story, LAST)).toEqual([
      ['cost', '2022-12-01', LAST, -200],
      ['fnc-reclaim', '2022-12-01', '2022-12-04', -120],
      ['fnc-reclaim', LAST, LAST, -30],
    ]);
  });
});
