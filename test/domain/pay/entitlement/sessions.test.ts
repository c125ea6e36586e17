import { describe, expect, it } from 'vitest';
import type { Told } from '../../../support/pay-case.ts';
import { firstRun, gapsOf, runOf, storyOf } from '../../../support/first-run.ts';

type Lines = NonNullable<Told['rateCardLines']>;
const rate = (text: string) => text as never;
const day = (text: string) => text as never;

/** Monday 26 and Tuesday 27 December 2022 and Monday 2 January 2023 were bank holidays; 1 December was a Thursday. */
const card: Lines = [
  { dayType: 'weekday', rate: rate('50') },
  { dayType: 'saturday', rate: rate('60') },
  { dayType: 'bank-holiday', rate: rate('80') },
];
const dayCare = (more: Told = {}): Told => ({
  from: '2022-12-19',
  to: '2023-01-08',
  units: '3',
  rate: null,
  rateCardId: 'RC1',
  rateCardLines: card,
  serviceType: { basis: 'scheduled' },
  detail: { weekdays: 'Mon Wed Sat' },
  ...more,
});

describe('sessions on Monday, Wednesday and Saturday', () => {
  it('are paid each at the rate of its day', () => {
    expect(firstRun(dayCare(), '2022-12-25')).toEqual([['cost', '2022-12-19', '2022-12-25', 160]]);
  });

  it('have their own rate on a bank holiday', () => {
    expect(firstRun(dayCare({ from: '2022-12-26' }), '2023-01-01')).toEqual([
      ['cost', '2022-12-26', '2023-01-01', 190],
    ]);
  });

  it('come to the same paid day by day', () => {
    const story = storyOf(dayCare());
    const days = Array.from({ length: 13 }, (_, place) => `2022-12-${19 + place}`);
    const paid = days.flatMap((through) => runOf(story, through));
    expect(paid.map(([, , to, pounds]) => [to.slice(-2), pounds])).toEqual([
      ['19', 50],
      ['21', 50],
      ['24', 60],
      ['26', 80],
      ['28', 50],
      ['31', 60],
    ]);
  });

  it('stay one segment where only the card’s lines were restated, each bank holiday at the rate of its day', () => {
    const restated = card.flatMap((line) => [
      { ...line, to: day('2022-12-26') },
      { ...line, from: day('2022-12-27'), ...(line.dayType === 'bank-holiday' ? { rate: rate('90') } : {}) },
    ]);
    // 160 and, with 26 December, 190, and with 2 January, 200.
    expect(firstRun(dayCare({ rateCardLines: restated }), '2023-01-08')).toEqual([
      ['cost', '2022-12-19', '2023-01-08', 550],
    ]);
  });

  it('keep each bank holiday in the term it lies in', () => {
    const terms = [
      { from: '2022-12-19', units: '3', rate: null, rateCardId: 'RC1' },
      { from: '2022-12-28', units: '6', rate: null, rateCardId: 'RC1' },
    ];
    expect(firstRun(dayCare({ terms }), '2023-01-08')).toEqual([
      ['cost', '2022-12-19', '2022-12-27', 240],
      ['cost', '2022-12-28', '2023-01-08', 600],
    ]);
  });

  it('are paid on a bank holiday as on its weekday where the card has no rate for one', () => {
    const lines = card.filter(({ dayType }) => dayType !== 'bank-holiday');
    expect(firstRun(dayCare({ from: '2022-12-26', rateCardLines: lines }), '2023-01-01')).toEqual([
      ['cost', '2022-12-26', '2023-01-01', 160],
    ]);
  });

  it('are not paid while the card has two rates for a bank holiday', () => {
    const lines: Lines = [...card, { dayType: 'bank-holiday', band: 'B', rate: rate('99') }];
    expect(gapsOf(dayCare({ rateCardLines: lines }))).toEqual(['several-rates-on-card']);
  });

  it('are not paid while the card lacks the rate of one of their days', () => {
    const lines = card.filter(({ dayType }) => dayType !== 'saturday');
    expect(firstRun(dayCare({ rateCardLines: lines }), '2022-12-25')).toEqual([]);
    expect(gapsOf(dayCare({ rateCardLines: lines }))).toEqual(['no-rate-on-card']);
  });

  it('have the package’s own rate on every day, bank holidays too', () => {
    expect(firstRun(dayCare({ rate: '40', from: '2022-12-26' }), '2023-01-01')).toEqual([
      ['cost', '2022-12-26', '2023-01-01', 120],
    ]);
  });

  it('share the week’s hours evenly, and a week is never a penny off', () => {
    const story = storyOf(dayCare({ rate: '10', units: '7' }));
    const paid = ['2022-12-19', '2022-12-21', '2022-12-25'].flatMap((through) => runOf(story, through));
    expect(paid.map(([, , , pounds]) => pounds)).toEqual([23.33, 23.34, 23.33]);
  });

  it.each([
    ['finer than a millionth of a penny', '30.0000000033', '33.33', 999.9],
    ['dearer than a hundred million a week', '300000000', '1.01', 303_000_000],
    ['corrections below zero, half away from zero', '3', '-0.005', -0.02],
  ])('are reckoned exactly where they are %s', (_, units, own, pounds) => {
    expect(firstRun(dayCare({ units, rate: own }), '2022-12-25').map((row) => row[3])).toEqual([pounds]);
  });

  it('are paid by half while a retainer holds', () => {
    const retained: Told = {
      suspensions: [{ from: '2022-12-19', to: '2022-12-25', kind: 'holiday' }],
      rules: {
        eventRules: [
          {
            event: 'holiday',
            serviceType: null,
            contract: null,
            from: day('2020-01-01'),
            to: null,
            payDays: null,
            payPercent: rate('50'),
            chargeDays: null,
            chargePercent: rate('50'),
          },
        ],
      },
    };
    expect(firstRun(dayCare(retained), '2023-01-01')).toEqual([
      ['cost', '2022-12-19', '2022-12-25', 80],
      ['cost', '2022-12-26', '2023-01-01', 190],
    ]);
  });
});

describe('the weekdays of a package', () => {
  it.each([
    ['Sun', 70],
    ['sat/sun', 130],
    ['Monday, Tues; thu', 150],
    ['Mon Mon', 50],
  ])('%s: a week of sessions is worth £%d', (weekdays, pounds) => {
    const count = new Set(weekdays.toLowerCase().split(/[ ,;/]+/)).size;
    const lines: Lines = [...card, { dayType: 'sunday', rate: rate('70') }];
    const told = dayCare({ detail: { weekdays }, units: String(count), rateCardLines: lines });
    expect(firstRun(told, '2022-12-25').map((row) => row[3])).toEqual([pounds]);
  });

  it.each([[null], ['Mon-Fri'], ['Mon to Wed'], ['M W F'], ['Monkey']])(
    '%s says no weekdays, and nothing is paid until somebody does',
    (weekdays) => {
      expect(firstRun(dayCare({ detail: { weekdays } }), '2022-12-25')).toEqual([]);
      expect(gapsOf(dayCare({ detail: { weekdays } }))).toEqual(['no-weekdays']);
    },
  );
});
