import { describe, expect, it } from 'vitest';
import { packageEntitlement } from '../../../../domain/pay/entitlement/package-components.ts';
import type { Told } from '../../../support/pay-case.ts';
import { factsOf } from '../../../support/pay-case.ts';
import { firstRun, gapsOf } from '../../../support/first-run.ts';

type Lines = NonNullable<Told['rateCardLines']>;
const rate = (text: string) => text as never;
const day = (text: string) => text as never;
const byCard = (rateCardLines: Lines, more: Told = {}): Told => ({
  rate: null,
  rateCardId: 'RC1',
  rateCardLines,
  ...more,
});

describe('a package priced by a card', () => {
  it.each([
    [30, 126],
    [60, 168],
    [45, 140],
  ])('of visits of %d minutes takes their rate: £%d a week', (visitMinutes, pounds) => {
    const lines: Lines = [
      { visitMinutes: 30, rate: rate('18') },
      { visitMinutes: 60, rate: rate('24') },
      { rate: rate('20') },
    ];
    expect(firstRun(byCard(lines, { units: '7', detail: { visitMinutes } }))).toEqual([
      ['cost', '2022-12-01', '2022-12-07', pounds],
    ]);
  });

  it('pays the provider’s own rate before anybody’s, and never another provider’s', () => {
    const lines: Lines = [
      { rate: rate('700') },
      { providerId: 'P001', rate: rate('650') },
      { providerId: 'P002', rate: rate('10') },
    ];
    expect(firstRun(byCard(lines))).toEqual([['cost', '2022-12-01', '2022-12-07', 650]]);
  });

  it('takes the later of two rates for the same from the day it begins, and the dearer term after', () => {
    const lines: Lines = [{ rate: rate('700') }, { rate: rate('770'), from: day('2022-12-05') }];
    expect(firstRun(byCard(lines))).toEqual([
      ['cost', '2022-12-01', '2022-12-04', 400],
      ['cost', '2022-12-05', '2022-12-07', 330],
    ]);
  });

  it('takes a rate for any day for a weekly price, and none for one kind of day', () => {
    const lines: Lines = [
      { dayType: 'any', rate: rate('700') },
      { dayType: 'sunday', rate: rate('900') },
    ];
    expect(firstRun(byCard(lines))).toEqual([['cost', '2022-12-01', '2022-12-07', 700]]);
  });

  it('pays a one-off at the rate of its first day', () => {
    const lines: Lines = [{ rate: rate('12.5') }, { rate: rate('99'), from: day('2022-12-02') }];
    expect(firstRun(byCard(lines, { units: '3', serviceType: { basis: 'once' } }))).toEqual([
      ['one-off', '2022-12-01', '2022-12-31', 37.5],
    ]);
  });
});

describe('a foster allowance by age', () => {
  const bands: Lines = [
    { band: '0-4', rate: rate('140') },
    { band: 'age 5 to 10', rate: rate('210') },
  ];

  it('moves on the birthday', () => {
    expect(firstRun(byCard(bands, { person: { dateOfBirth: '2017-12-05' } }))).toEqual([
      ['cost', '2022-12-01', '2022-12-04', 80],
      ['cost', '2022-12-05', '2022-12-07', 90],
    ]);
  });

  it('moves on 1 March of a common year for a child born on 29 February, on the day itself in a leap year', () => {
    const born = { person: { dateOfBirth: '2016-02-29' } };
    const turnsFive = firstRun(
      byCard(bands, { ...born, from: '2021-02-25', to: '2021-03-03' }),
      '2021-03-03',
    );
    const elder: Lines = [
      { band: '0-7', rate: rate('140') },
      { band: '8-10', rate: rate('210') },
    ];
    const turnsEight = firstRun(
      byCard(elder, { ...born, from: '2024-02-25', to: '2024-03-02' }),
      '2024-03-02',
    );
    expect([turnsFive, turnsEight]).toEqual([
      [
        ['cost', '2021-02-25', '2021-02-28', 80],
        ['cost', '2021-03-01', '2021-03-03', 90],
      ],
      [
        ['cost', '2024-02-25', '2024-02-28', 80],
        ['cost', '2024-02-29', '2024-03-02', 90],
      ],
    ]);
  });

  it('goes before a rate for every age', () => {
    const lines = [{ rate: rate('70') }, ...bands];
    expect(firstRun(byCard(lines, { person: { dateOfBirth: '2019-01-01' } }))).toEqual([
      ['cost', '2022-12-01', '2022-12-07', 140],
    ]);
  });

  it('ends where no band names the age', () => {
    const told = byCard(bands, { person: { dateOfBirth: '2011-12-05' } });
    expect(firstRun(told)).toEqual([['cost', '2022-12-01', '2022-12-04', 120]]);
    expect(gapsOf(told)).toEqual(['no-rate-on-card']);
  });

  it('is not guessed for a person who is not known yet', () => {
    const entitlement = packageEntitlement({ ...factsOf(byCard(bands)), person: null });
    expect(entitlement.gaps.map(({ rule }) => rule)).toEqual(['no-rate-on-card']);
  });
});

describe('a card that does not say one rate', () => {
  const bandA = { band: 'A', rate: rate('700') };

  it.each<[string, Lines]>([
    ['two bands', [bandA, { band: 'B', rate: rate('800') }]],
    [
      'two bands of which one began later',
      [bandA, { band: 'B', rate: rate('800'), from: day('2021-01-01') }],
    ],
    ['two zones', [bandA, { ...bandA, zone: 'North', rate: rate('710') }]],
    [
      'two zones of which one began later',
      [bandA, { ...bandA, zone: 'North', rate: rate('710'), from: day('2021-01-01') }],
    ],
  ])('with %s that fit pays nothing and says so', (_, lines) => {
    expect(firstRun(byCard(lines))).toEqual([]);
    expect(gapsOf(byCard(lines))).toEqual(['several-rates-on-card']);
  });

  it('pays where both bands have the same rate', () => {
    expect(firstRun(byCard([bandA, { ...bandA, band: 'B' }]))).toEqual([
      ['cost', '2022-12-01', '2022-12-07', 700],
    ]);
  });

  it.each<[string, string, Told]>([
    ['no rate for the service', 'no-rate-on-card', byCard([{ serviceType: 'nursing', rate: rate('700') }])],
    ['no rate for the visit length', 'no-rate-on-card', byCard([{ visitMinutes: 30, rate: rate('18') }])],
    ['another provider’s rate only', 'no-rate-on-card', byCard([{ providerId: 'P002', rate: rate('700') }])],
    ['rates that ended', 'no-rate-on-card', byCard([{ to: day('2022-11-30'), rate: rate('700') }])],
    ['not arrived yet', 'unknown-rate-card', { rate: null, rateCardId: 'RC2' }],
    ['not named, and no rate either', 'no-rate', { rate: null }],
    ['not named for a one-off', 'no-rate', { rate: null, serviceType: { basis: 'once' } }],
  ])('%s: pays nothing and says %s', (_, rule, told) => {
    expect(firstRun(told)).toEqual([]);
    expect(gapsOf(told)).toEqual([rule]);
  });

  it('pays the days on which it does say one, and names the days on which it does not', () => {
    const told = byCard([{ to: day('2022-12-03'), rate: rate('700') }]);
    const { gaps } = packageEntitlement(factsOf(told));
    expect(firstRun(told)).toEqual([['cost', '2022-12-01', '2022-12-03', 300]]);
    expect(gaps.map(({ from, to }) => [from, to])).toEqual([['2022-12-04', '2022-12-31']]);
  });

  it('leaves the end of the gap open where the package has no end', () => {
    const { gaps } = packageEntitlement(factsOf({ rate: null, to: null }));
    expect(gaps.map(({ from, to }) => [from, to])).toEqual([['2022-12-01', null]]);
  });
});
