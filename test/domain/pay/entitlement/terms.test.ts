import { describe, expect, it } from 'vitest';
import { packageEntitlement } from '../../../../domain/pay/entitlement/package-components.ts';
import { valueOf } from '../../../../domain/pay/delta.ts';
import { dateOfDay, spanOf } from '../../../../domain/pay/span.ts';
import { factsOf, type Told } from '../../../support/pay-case.ts';
import { firstRun, runOf, storyOf } from '../../../support/first-run.ts';

const term = (from: string, rate: string | null, units = '1') => ({ from, units, rate });
const LAST = '2022-12-07';

describe('the terms of a package', () => {
  it('hold each from its day until the next', () => {
    expect(firstRun({ terms: [term('2022-12-01', '700'), term('2022-12-05', '770')] })).toEqual([
      ['cost', '2022-12-01', '2022-12-04', 400],
      ['cost', '2022-12-05', LAST, 330],
    ]);
  });

  it('hold before the first of them too', () => {
    expect(firstRun({ terms: [term('2022-12-05', '700'), term('2022-12-07', '770')] })).toEqual([
      ['cost', '2022-12-01', '2022-12-06', 600],
      ['cost', LAST, LAST, 110],
    ]);
  });

  it('are one segment where they are equal by value, counted from its first day', () => {
    const story = storyOf({ terms: [term('2022-12-01', '100'), term('2022-12-04', '100')] });
    expect(runOf(story, LAST)).toEqual([['cost', '2022-12-01', LAST, 100]]);
    expect(story.lines.map(({ segment }) => segment?.first).map((day) => dateOfDay(day ?? 0))).toEqual([
      '2022-12-01',
    ]);
  });

  it.each([
    ['units', term('2022-12-04', '700', '2'), 1100],
    ['units and rate', term('2022-12-04', '350', '2'), 700],
    ['rate', term('2022-12-04', '700.07'), 700.04],
  ])('are segments of their own where the %s differ', (_, second, pounds) => {
    const rows = firstRun({ terms: [term('2022-12-01', '700'), second] });
    expect(rows.map(([, from]) => from)).toEqual(['2022-12-01', '2022-12-04']);
    expect(rows.reduce((sum, row) => sum + row[3] * 100, 0)).toBeCloseTo(pounds * 100);
  });

  it('may be cut into weeks by the calendar of a run and still come to the same', () => {
    const story = storyOf({ rate: '254.06' });
    const weeks = story.run('2022-12-31', ({ first }) => [first + 3, first + 10, first + 17, first + 24]);
    expect(weeks.map(({ from, pounds }) => [from.slice(-2), pounds])).toEqual([
      ['01', 108.88],
      ['04', 254.06],
      ['11', 254.06],
      ['18', 254.06],
      ['25', 254.06],
    ]);
  });
});

describe('days whose price nobody knows', () => {
  const paid = (more: Told = {}) => {
    const story = storyOf({ to: null, ...more });
    runOf(story, LAST);
    return story;
  };

  it('are neither paid nor taken back when the rate goes, and are settled when it comes back', () => {
    const story = paid();
    story.facts({ rate: null });
    expect(runOf(story, '2022-12-14')).toEqual([]);
    expect(story.gaps).toEqual(['no-rate']);
    story.facts({ rate: '714' });
    expect(runOf(story, '2022-12-14')).toEqual([
      ['cost', '2022-12-01', LAST, 14],
      ['cost', '2022-12-08', '2022-12-14', 714],
    ]);
  });

  it('take no contribution, FNC or top-up off a price that is not paid', () => {
    const contributions: Told['contributions'] = [
      { weekly: 7000, to: null },
      { weekly: 700, to: null, kind: 'top-up' },
      { weekly: 1400, to: null, kind: 'fnc' },
    ];
    const story = paid({ contributions, detail: { rateIncludesFnc: false } });
    story.facts({ rate: null });
    expect(runOf(story, '2022-12-14')).toEqual([]);
    story.facts({ rate: '700' });
    expect(runOf(story, '2022-12-14').map(([kind, , , pounds]) => [kind, pounds])).toEqual([
      ['cost', 700],
      ['contribution', -70],
      ['top-up', -7],
      ['fnc-payment', 14],
      ['fnc-reclaim', -14],
    ]);
  });

  it('leave the days whose price is known to be paid', () => {
    const told = { terms: [term('2022-12-01', null), term('2022-12-04', '700')] };
    expect(firstRun(told)).toEqual([['cost', '2022-12-04', LAST, 400]]);
  });
});

describe('a package of a service type or a provider that is not known', () => {
  it.each([
    [{ serviceType: null }, ['Service type residential is not known.']],
    [{ provider: null }, ['Provider P001 is not known.']],
    [
      { serviceType: null, provider: null },
      ['Service type residential is not known.', 'Provider P001 is not known.'],
    ],
  ])('is worth nothing anybody could say: nothing about it is paid or taken back', (missing, messages) => {
    const entitlement = packageEntitlement({ ...factsOf({}), ...missing });
    expect(entitlement.blocked).toBe(true);
    expect(entitlement.gaps.map(({ message }) => message)).toEqual(messages);
  });
});

describe('equal months', () => {
  const equal: Told = { to: null, rules: { months: 'equal-months' } };

  it('pay 365/84 weeks whatever the month’s length', () => {
    const story = storyOf({ ...equal, rate: '84' });
    const months = ['2022-12-31', '2023-01-31', '2023-02-28'].flatMap((through) => runOf(story, through));
    expect(months.map((row) => row[3])).toEqual([365, 365, 365]);
  });

  it('round a month of exactly half a penny up', () => {
    expect(firstRun({ ...equal, rate: '0.42' }, '2022-12-31').map((row) => row[3])).toEqual([1.83]);
  });

  it('rest on what says how long a month is for the payee: its record, and the settings', () => {
    const months = [{ kind: 'setting' as const, id: 'days-in-month', version: 2 }];
    const refs = { eventRules: null, fncRows: null, months };
    const kindsOf = (told: Told) => {
      const entitlement = packageEntitlement(factsOf(told));
      return entitlement.blocked ? [] : entitlement.components[0]?.facts.map(({ kind }) => kind);
    };
    expect(kindsOf({ ...equal, rules: { months: 'equal-months', refs } })).toEqual([
      ...['package', 'service-type', 'person', 'provider', 'setting'],
    ]);
    expect(kindsOf(equal)).toEqual(['package', 'service-type', 'person']);
  });

  it('spread a month evenly over its days', () => {
    expect(firstRun({ ...equal, rate: '84', from: '2023-02-15' }, '2023-02-28').map((row) => row[3])).toEqual(
      [182.5],
    );
  });
});

it('the whole worth of a one-off lies on its first day', () => {
  const entitlement = packageEntitlement(factsOf({ serviceType: { basis: 'once' } }));
  const days = [
    ['2022-11-01', '2022-12-01'],
    ['2022-12-02', '2022-12-31'],
  ].map(([from, to]) => spanOf({ from: from as never, to: to as never }));
  const worth = entitlement.blocked
    ? []
    : entitlement.components.map((each) => days.map((span) => valueOf(each, span)));
  expect(worth).toEqual([[70_000, 0]]);
});

describe('prices out of the ordinary', () => {
  it.each<[string, string, string, number]>([
    ['a tenth of a penny', '1', '0.001', 0],
    ['half a penny', '7', '0.005', 0.04],
    ['seven decimals of a penny', '0.0001', '700000.00001', 70],
    ['ten trillion', '1', '9999999999999.99', 9_999_999_999_999.99],
    ['a correction below zero, half away from zero', '1', '-0.005', -0.01],
  ])('%s a week is reckoned exactly', (_, units, rate, pounds) => {
    const rows = firstRun({ units, rate });
    expect(rows.reduce((sum, row) => sum + row[3], 0)).toBe(pounds);
  });
});
