import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TimelineStretch } from '../../events/api/record-shapes.ts';
import { barsOf } from '../../web/src/timeline/bars.ts';
import { addDays, dayNumber, financialYearName, financialYearOf } from '../../web/src/timeline/days.ts';
import { monthTicks, scaleOf, spanOf, windowOf, xOf, yearBands } from '../../web/src/timeline/scale.ts';
import { whoPays } from '../../web/src/timeline/sentence.ts';

type Payer = TimelineStretch['payers'][number];
const council = (weeklyPence: number): Payer => ({
  payer: 'council',
  collector: null,
  kind: 'council-share',
  contributionId: null,
  weeklyPence,
});
const person = (weeklyPence: number, collector: 'provider' | 'council'): Payer => ({
  payer: 'person',
  collector,
  kind: 'weeks-13-plus',
  contributionId: 'C1',
  weeklyPence,
});
const stretch = (from: string, to: string | null, payers: Payer[], more: Partial<TimelineStretch> = {}) => ({
  from: from as TimelineStretch['from'],
  to: to as TimelineStretch['to'],
  suspended: null,
  weeklyCostPence: payers.reduce((sum, { weeklyPence }) => sum + (weeklyPence ?? 0), 0),
  unitsPerWeek: '1',
  rate: '853.17',
  rateCardId: null,
  payers,
  ...more,
});

const year = scaleOf(windowOf('year', '2026-05-14', []));

describe('the scale', () => {
  it('shows the financial year of today, both ends included', () => {
    expect(windowOf('year', '2026-05-14', [])).toEqual({ from: '2026-04-01', to: '2027-03-31' });
    expect(windowOf('year', '2026-03-31', [])).toEqual({ from: '2025-04-01', to: '2026-03-31' });
  });

  it('reaches from the first package to beyond the last, and always holds today', () => {
    const packages = [{ startDate: '2019-06-17', endDate: '2020-01-31' }];
    expect(windowOf('all', '2026-05-14', packages)).toEqual({ from: '2019-06-01', to: '2026-08-31' });
  });

  it('makes every day as wide as every other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 364 }), fc.integer({ min: 1, max: 200 }), (start, days) => {
        const from = addDays(year.from, start);
        const span = spanOf({ ...year, to: '2099-12-31' }, from, addDays(from, days - 1));
        expect(span?.width).toBeCloseTo(days * year.dayWidth, 6);
        expect(span?.x).toBeCloseTo(start * year.dayWidth, 6);
      }),
    );
    expect.hasAssertions();
  });

  it('lets the next stretch begin where the one before ends', () => {
    const first = spanOf(year, '2026-04-01', '2026-06-30');
    const second = spanOf(year, '2026-07-01', null);
    expect((first?.x ?? 0) + (first?.width ?? 0)).toBeCloseTo(second?.x ?? -1, 6);
    expect((second?.x ?? 0) + (second?.width ?? 0)).toBeCloseTo(year.width, 6);
  });

  it('cuts at the edges and leaves out what lies outside', () => {
    expect(spanOf(year, '2020-01-01', '2026-04-01')).toEqual({ x: 0, width: year.dayWidth });
    expect(spanOf(year, '2020-01-01', '2026-03-31')).toBeNull();
    expect(spanOf(year, '2027-04-01', null)).toBeNull();
  });

  it('names twelve months and one financial year', () => {
    expect(
      monthTicks(year)
        .map(({ label }) => label)
        .join(' '),
    ).toBe('Apr May Jun Jul Aug Sep Oct Nov Dec Jan Feb Mar');
    expect(yearBands(year).map(({ label }) => label)).toEqual(['2026/27']);
  });

  it('knows the turn of a century and of a financial year', () => {
    expect(financialYearName(1999)).toBe('1999/00');
    expect(financialYearOf('2026-03-31')).toBe(2025);
    expect(dayNumber('2028-03-01') - dayNumber('2028-02-28')).toBe(2);
    expect(xOf(year, '2026-04-02')).toBeCloseTo(year.dayWidth, 6);
  });
});

describe('the bars of a package', () => {
  it('stand upon each other, as high as their share of the dearest week', () => {
    const bars = barsOf(
      {
        stretches: [
          stretch('2026-04-01', '2026-06-30', [council(30_000), person(20_000, 'provider')]),
          stretch('2026-07-01', null, [council(80_000), person(20_000, 'council')]),
        ],
      },
      year,
      100,
    ).bars;
    expect(bars.map(({ share, y, height }) => ({ share, y, height }))).toEqual([
      { share: 'council', y: 70, height: 30 },
      { share: 'person-provider', y: 50, height: 20 },
      { share: 'council', y: 20, height: 80 },
      { share: 'person-council', y: 0, height: 20 },
    ]);
  });

  it('are one outline where a rate card prices each visit', () => {
    const { bars } = barsOf(
      { stretches: [stretch('2026-04-01', null, [], { weeklyCostPence: null, rateCardId: 'RC1' })] },
      year,
      100,
    );
    expect(bars).toMatchObject([{ share: 'unpriced', height: 100, label: 'Rate card RC1' }]);
  });

  it('are hatched while the package is suspended', () => {
    const { hatches } = barsOf(
      { stretches: [stretch('2026-04-01', '2026-08-31', [council(10_000)], { suspended: 'hospital' })] },
      year,
      100,
    );
    expect(hatches).toMatchObject([{ x: 0, label: 'Suspended: hospital' }]);
  });

  it('carry no label they have no room for', () => {
    const { bars } = barsOf(
      { stretches: [stretch('2026-04-01', '2026-04-02', [council(10_000)])] },
      year,
      100,
    );
    expect(bars[0]?.label).toBe('');
  });
});

describe('the sentence for today', () => {
  const packages = (...stretches: TimelineStretch[]) => [{ packageId: 'PK1', stretches }];

  it('says what each pays a week', () => {
    const sentence = whoPays(
      packages(stretch('2026-04-01', null, [council(41_230), person(44_087, 'provider')])),
      '2026-05-14',
    );
    expect(sentence).toBe(
      'Today the council pays £412.30 a week of £853.17; the person pays the provider £440.87.',
    );
  });

  it('leaves out what is suspended or over, and says so', () => {
    const suspended = stretch('2026-05-01', null, [council(100)], { suspended: 'hospital' });
    expect(whoPays(packages(suspended), '2026-05-14')).toBe('1 package is suspended today.');
    expect(whoPays(packages(stretch('2026-04-01', '2026-05-13', [council(100)])), '2026-05-14')).toBe(
      'Nothing is in force today, so nobody pays.',
    );
  });

  it('does not make up an amount for visits that have not happened', () => {
    const visits = stretch('2026-04-01', null, [], { weeklyCostPence: null, rateCardId: 'RC1' });
    expect(whoPays(packages(visits), '2026-05-14')).toContain('no weekly amount can be said in advance');
  });
});
