import { describe, expect, it } from 'vitest';
import { rateTextSchema } from '../../../domain/money.ts';
import { payStory, type Told } from '../../support/pay-case.ts';

/**
 * Worked cases of LBHackney-IT/lbh-adult-social-care-api (MIT), asserted by its own tests: a package of £700 a week from
 * 1 to 31 December 2022. The file that asserts a case is named beside it: A is CarePackageDetailGeneratorWeeklyTests, B
 * CareChargeGeneratorTests, C FundedNursingCareGeneratorTests, D CarePackageDetailOneOffGeneratorTests.
 */
const cost = (from: string, to: string, pounds: number) => ({
  kind: 'cost',
  from: `2022-12-${from}`,
  to: `2022-12-${to}`,
  pounds,
});
const DEC = '2022-12-';

function paidFor(week: string, told: Told = {}) {
  const story = payStory();
  story.facts(told);
  story.run(`${DEC}${week}`);
  return story;
}

describe('a weekly price (A)', () => {
  it('H1: pays three of seven days', () => {
    const story = payStory();
    story.facts({});
    expect(story.run('2022-12-03')).toEqual([cost('01', '03', 300)]);
  });

  it('H2: pays the next day only once the days before are paid', () => {
    expect(paidFor('03').run('2022-12-04')).toEqual([cost('04', '04', 100)]);
  });

  it('H3: has nothing to pay a second time', () => {
    expect(paidFor('31').run('2022-12-31')).toEqual([]);
  });

  it('H4: pays the days of a rejected run again', () => {
    const story = paidFor('03');
    story.undo();
    expect(story.run('2022-12-08')).toEqual([cost('01', '08', 800)]);
  });

  it('H5: pays nothing before the start', () => {
    const story = payStory();
    story.facts({ from: '2022-12-04' });
    expect(story.run('2022-12-03')).toEqual([]);
  });

  it('H6: pays through the end and no further', () => {
    const story = payStory();
    story.facts({});
    expect(story.run('2023-01-31')).toEqual([cost('01', '31', 3100)]);
  });

  it.each<[string, Told, number]>([
    ['H7: the price falls to £400', { rate: '400' }, -300],
    ['H8: the start moves to the 2nd', { from: '2022-12-02' }, -100],
    ['H9: the end moves to the 6th', { to: '2022-12-06' }, -100],
    ['H10: the 2nd to the 6th at £350', { from: '2022-12-02', to: '2022-12-06', rate: '350' }, -450],
    [
      'H12: the start moves to 1 January, and the end with it',
      { from: '2023-01-01', to: '2023-01-31' },
      -700,
    ],
  ])('%s: the week that was paid is corrected over its own days', (_, change, pounds) => {
    const story = paidFor('07');
    story.facts(change);
    expect(story.run('2022-12-07')).toEqual([cost('01', '07', pounds)]);
  });

  it('H11: the start moves to 30 November, and the earlier day is paid', () => {
    const story = paidFor('07');
    story.facts({ from: '2022-11-30' });
    expect(story.run('2022-12-07')).toEqual([
      { kind: 'cost', from: '2022-11-30', to: '2022-11-30', pounds: 100 },
    ]);
  });

  it('H14: corrects each change against all that went before', () => {
    const story = paidFor('07');
    const corrected = ['400', '150', '850'].map((rate) => {
      story.facts({ rate });
      return story.run('2022-12-07');
    });
    expect(corrected).toEqual([[cost('01', '07', -300)], [cost('01', '07', -250)], [cost('01', '07', 700)]]);
  });

  it('H15: never adjusts a day before go-live', () => {
    const story = payStory('2022-12-01');
    story.facts({ from: '2022-08-23', to: null });
    expect(story.run('2022-12-07')).toEqual([cost('01', '07', 700)]);
    story.facts({ rate: '500' });
    expect(story.run('2022-12-07')).toEqual([cost('01', '07', -200)]);
  });

  it('H17: an open package that ends on the 5th gives back two days', () => {
    const story = paidFor('07', { to: null });
    story.facts({ to: '2022-12-05' });
    expect(story.run('2022-12-07')).toEqual([cost('01', '07', -200)]);
  });

  it('H18: an end that is taken away pays its two days in the next run (upstream: no line)', () => {
    const story = paidFor('07', { to: '2022-12-05' });
    story.facts({ to: null });
    expect(story.run('2022-12-07')).toEqual([cost('06', '07', 200)]);
  });
});

describe('a care charge (B)', () => {
  const charge = (from: string, to: string, pounds: number) => ({
    ...cost(from, to, pounds),
    kind: 'contribution',
  });
  const chargesOnly = (lines: { kind: string }[]) => lines.filter(({ kind }) => kind === 'contribution');

  it('H19: is taken off what the provider gets where the provider collects it', () => {
    const story = payStory();
    story.facts({ contributions: [{}] });
    expect(chargesOnly(story.run('2022-12-07'))).toEqual([charge('01', '07', -700)]);
  });

  it('H20, H25: is no line of pay where the council collects it, however it changes', () => {
    const story = payStory();
    story.facts({ contributions: [{ collector: 'council' }] });
    const first = story.run('2022-12-07');
    story.facts({ contributions: [{ collector: 'council', weekly: 10_000 }] });
    const changed = story.run('2022-12-07');
    story.facts({ contributions: [{ collector: 'council', status: 'cancelled' }] });
    expect([chargesOnly(first), changed, story.run('2022-12-07')]).toEqual([[], [], []]);
  });

  it('H21: falls to £400, and £300 goes to the provider', () => {
    const story = paidFor('07', { contributions: [{}] });
    story.facts({ contributions: [{ weekly: 40_000 }] });
    expect(story.run('2022-12-07')).toEqual([charge('01', '07', 300)]);
  });

  it('H22: is cancelled, and all of it goes to the provider', () => {
    const story = paidFor('07', { contributions: [{}] });
    story.facts({ contributions: [{ status: 'cancelled' }] });
    expect(story.run('2022-12-07')).toEqual([charge('01', '07', 700)]);
  });

  it('H24: begins a day earlier, as the package does', () => {
    const story = paidFor('07', { contributions: [{}] });
    story.facts({ from: '2022-11-30', contributions: [{ from: '2022-11-30' }] });
    expect(chargesOnly(story.run('2022-12-07'))).toEqual([
      { kind: 'contribution', from: '2022-11-30', to: '2022-11-30', pounds: -100 },
    ]);
  });

  it('moves from provider to council and back to a provider, each time settling what was paid', () => {
    const story = paidFor('07', { contributions: [{}] });
    const moves = [
      { weekly: 40_000 },
      { weekly: 40_000, collector: 'council' as const },
      { weekly: 12_500 },
    ].map((move) => {
      story.facts({ contributions: [move] });
      return story.run('2022-12-07').map(({ pounds }) => pounds);
    });
    expect(moves).toEqual([[300], [400], [-125]]);
  });
});

describe('funded nursing care (C)', () => {
  const nursing: Told = { detail: { rateIncludesFnc: false }, contributions: [{ kind: 'fnc' }] };
  const fnc = (lines: { kind: string; pounds: number; from: string; to: string }[]) =>
    lines
      .filter(({ kind }) => kind.startsWith('fnc'))
      .map(({ kind, from, to, pounds }) => [kind, from.slice(-2), to.slice(-2), pounds]);

  it('H27: is paid beside the rate, and not taken off, where the council collects it', () => {
    const story = payStory();
    story.facts({ ...nursing, contributions: [{ kind: 'fnc', collector: 'council' }] });
    expect(fnc(story.run('2023-01-14'))).toEqual([['fnc-payment', '01', '31', 3100]]);
  });

  it('H28: ends a day earlier: the payment is −£100 and the reclaim +£100', () => {
    const story = paidFor('07', nursing);
    story.facts({ contributions: [{ kind: 'fnc', to: '2022-12-06' }] });
    expect(fnc(story.run('2022-12-07'))).toEqual([
      ['fnc-payment', '01', '07', -100],
      ['fnc-reclaim', '01', '07', 100],
    ]);
  });

  it('H29: starts on the 15th after two runs: both are undone, payment and reclaim', () => {
    const story = paidFor('07', nursing);
    story.run('2022-12-12');
    story.facts({ contributions: [{ kind: 'fnc', from: '2022-12-15' }] });
    expect(fnc(story.run('2022-12-12'))).toEqual([
      ['fnc-payment', '01', '07', -700],
      ['fnc-payment', '08', '12', -500],
      ['fnc-reclaim', '01', '07', 700],
      ['fnc-reclaim', '08', '12', 500],
    ]);
  });

  it('H31: collected by the council it starts on the 3rd: two days of payment come back', () => {
    const story = paidFor('07', { ...nursing, contributions: [{ kind: 'fnc', collector: 'council' }] });
    story.facts({ contributions: [{ kind: 'fnc', collector: 'council', from: '2022-12-03' }] });
    expect(fnc(story.run('2022-12-07'))).toEqual([['fnc-payment', '01', '07', -200]]);
  });

  it('is reversed on a switch of collector, while the payment stays', () => {
    const story = paidFor('07', nursing);
    story.facts({ contributions: [{ kind: 'fnc', collector: 'council' }] });
    expect(fnc(story.run('2022-12-07'))).toEqual([['fnc-reclaim', '01', '07', 700]]);
  });

  it('is taken off a rate that includes it where the home gets it from the NHS', () => {
    const story = payStory();
    story.facts({
      from: '2024-04-01',
      to: null,
      detail: { rateIncludesFnc: true },
      contributions: [{ kind: 'fnc', weekly: null, from: '2024-04-01', to: null }],
    });
    expect(fnc(story.run('2024-04-07'))).toEqual([['fnc-reclaim', '01', '07', -235.88]]);
  });

  it('says which days have no national rate, pays none of them, and pays them once there is one', () => {
    const story = payStory();
    const told: Told = {
      detail: { rateIncludesFnc: false },
      contributions: [{ kind: 'fnc', weekly: null, collector: 'council' }],
    };
    story.facts(told);
    expect(fnc(story.run('2022-12-07'))).toEqual([]);
    expect(story.gaps).toEqual(['fnc-without-rate']);
    story.facts({ ...told, contributions: [{ kind: 'fnc', weekly: 20_919, collector: 'council' }] });
    expect(fnc(story.run('2022-12-07'))).toEqual([['fnc-payment', '01', '07', 209.19]]);
  });

  it('follows the national rate, backdated changes of it included', () => {
    const story = payStory();
    story.facts({
      from: '2019-03-25',
      to: '2019-04-07',
      detail: { rateIncludesFnc: false },
      contributions: [{ kind: 'fnc', weekly: null, collector: 'council', from: '2019-03-25', to: null }],
    });
    expect(fnc(story.run('2019-04-07'))).toEqual([
      ['fnc-payment', '25', '31', 158.16],
      ['fnc-payment', '01', '07', 180.31],
    ]);
  });

  it('is neither paid nor taken off while nobody says whether the rate includes it', () => {
    const story = payStory();
    story.facts({ contributions: [{ kind: 'fnc' }] });
    expect(fnc(story.run('2022-12-07'))).toEqual([]);
    expect(story.gaps).toEqual(['rate-includes-fnc']);
  });
});

describe('a one-off (D)', () => {
  const once: Told = { rate: '100', serviceType: { basis: 'once' } };
  const oneOff = (pounds: number) => ({ kind: 'one-off', from: '2022-12-01', to: '2022-12-31', pounds });

  it('H32: is paid whole when its first day comes, dated over all its days', () => {
    const story = payStory();
    story.facts(once);
    expect(story.run('2022-12-07')).toEqual([oneOff(100)]);
  });

  it('H33: is corrected each time its price changes', () => {
    const story = paidFor('07', once);
    const corrected = ['75', '140'].map((rate) => {
      story.facts({ rate });
      return story.run('2022-12-07');
    });
    expect(corrected).toEqual([[oneOff(-25)], [oneOff(65)]]);
  });

  it('H35: may start later inside the days it was paid for', () => {
    const story = paidFor('07', once);
    story.facts({ from: '2022-12-06' });
    expect(story.run('2022-12-07')).toEqual([]);
  });

  it('H36: starts in January with its end moved too, and comes back', () => {
    const story = paidFor('07', once);
    story.facts({ from: '2023-01-01', to: '2023-01-31' });
    expect(story.run('2022-12-07')).toEqual([oneOff(-100)]);
  });

  it('is paid once however often its start moves there and back', () => {
    const story = paidFor('07', once);
    const moved = [{ from: '2022-11-20' }, { from: '2022-12-01' }, { from: '2022-11-20' }].map((move) => {
      story.facts(move);
      return story.run('2022-12-07').reduce((sum, { pounds }) => sum + pounds, 0);
    });
    expect(moved).toEqual([0, 0, 0]);
  });

  it('leaves the NHS no day twice once the care is priced by the week again', () => {
    const weekly: Told = {
      rate: '70',
      detail: { nhsSharePercent: rateTextSchema.parse('50'), icbId: 'QU9' },
    };
    const shares = (lines: ReturnType<ReturnType<typeof payStory>['run']>) =>
      lines.filter(({ kind }) => kind === 'nhs-share').reduce((sum, { pounds }) => sum + pounds, 0);
    const story = payStory();
    let sum = 0;
    for (const told of [
      { ...weekly, serviceType: { basis: 'plan' as const }, from: '2022-12-02' },
      { serviceType: { basis: 'once' as const }, from: '2022-12-01' },
      { serviceType: { basis: 'plan' as const } },
    ]) {
      story.facts(told);
      sum += shares(story.run('2022-12-07'));
    }
    const direct = payStory();
    direct.facts({ ...weekly, serviceType: { basis: 'plan' }, from: '2022-12-01' });
    expect(sum).toBe(shares(direct.run('2022-12-07')));
  });
});

describe('a week of several strands', () => {
  const total = (told: Told) => {
    const story = payStory();
    story.facts(told);
    return story.run('2022-12-07').reduce((sum, { pounds }) => sum + pounds, 0);
  };

  it.each([
    ['provider', 100],
    ['council', 120],
  ] as const)('H37: core 100 and FNC 20 collected by the %s come to %s', (collector, pounds) => {
    expect(
      total({
        rate: '100',
        detail: { rateIncludesFnc: false },
        contributions: [{ kind: 'fnc', weekly: 2000, collector }],
      }),
    ).toBe(pounds);
  });

  it.each([
    ['provider', 80],
    ['council', 100],
  ] as const)('H38: core 100 and a care charge of 20 collected by the %s come to %s', (collector, pounds) => {
    expect(total({ rate: '100', contributions: [{ weekly: 2000, collector }] })).toBe(pounds);
  });

  it('H39: core 100 with needs of 20 and 20 a week and one-offs of 30 and 30 come to 140 a week and 60 once', () => {
    const needs: Told[] = [{ rate: '100' }, { rate: '20' }, { rate: '20' }];
    const once: Told[] = [
      { rate: '30', serviceType: { basis: 'once' } },
      { rate: '30', serviceType: { basis: 'once' } },
    ];
    const sum = (all: Told[]) => all.reduce((pounds, each) => pounds + total(each), 0);
    expect([sum(needs), sum(once)]).toEqual([140, 60]);
  });

  it('a top-up the third party pays the home is taken off; one the council collects is not', () => {
    const topUp = (collector: 'provider' | 'council') =>
      total({ rate: '100', contributions: [{ kind: 'top-up', weekly: 2000, collector }] });
    expect([topUp('provider'), topUp('council')]).toEqual([80, 100]);
  });
});

describe('rounding', () => {
  it.each([
    ['853.17', [121.88, 243.76, 365.64, 487.53, 609.41, 731.29, 853.17]],
    ['1153', [164.71, 329.43, 494.14, 658.86, 823.57, 988.29, 1153]],
    ['254.06', [36.29, 72.59, 108.88, 145.18, 181.47, 217.77, 254.06]],
  ])('£%s a week paid day by day never drifts', (rate, cumulative) => {
    const story = payStory();
    story.facts({ rate });
    let paid = 0;
    const totals = cumulative.map((_, place) => {
      for (const { pounds } of story.run(`2022-12-0${place + 1}`))
        paid = Math.round((paid + pounds) * 100) / 100;
      return paid;
    });
    expect(totals).toEqual(cumulative);
  });
});
