import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarDate, type CalendarDate } from '../../../domain/calendar.ts';
import { rangeDays } from '../../../domain/date-range.ts';
import {
  costInWords,
  drawdownsOver,
  weeklyDrawdown,
  type DatedTerms,
} from '../../../domain/deferred/drawdown.ts';
import { equityLimit } from '../../../domain/deferred/equity-limit.ts';
import { cumulativeProRata, pence } from '../../../domain/money.ts';
import { councilRowSchema } from '../../../domain/reference/reference-row.ts';

const day = calendarDate;
const terms = (from: string, weeklyCost: number, others: Partial<DatedTerms> = {}): DatedTerms => ({
  from: day(from),
  weeklyCostPence: pence(weeklyCost),
  ...{ topUpPence: pence(0), incomePence: pence(0), allowancePence: pence(0) },
  ...others,
});
/** Days and amounts; what a week costs is told with each. */
const weeks = (...asked: Parameters<typeof drawdownsOver>) =>
  drawdownsOver(...asked).map(({ weekly: _weekly, ...drawn }) => drawn);
const sum = (drawn: readonly { amountPence: number }[]) =>
  drawn.reduce((all, { amountPence }) => all + amountPence, 0);

describe('What is deferred each week', () => {
  it.each([
    ['the cost less income beyond the allowance', 1_200_00, 0, 300_00, 144_00, 1_044_00],
    ['with an agreed top-up', 1_200_00, 45_00, 300_00, 144_00, 1_089_00],
    ['all of the cost where income is within the allowance', 900_00, 0, 120_00, 144_00, 900_00],
    ['nothing where income covers the cost', 100_00, 0, 500_00, 144_00, 0],
  ])('is %s', (_what, cost, topUp, income, allowance, expected) => {
    const week = terms('2026-01-05', cost, {
      ...{ topUpPence: pence(topUp), incomePence: pence(income), allowancePence: pence(allowance) },
    });
    expect(weeklyDrawdown(week)).toBe(expected);
  });

  it('comes to £30,000 over a hundred weeks of £500 of which £200 are paid (golden case DPA-3)', () => {
    const week = terms('2024-01-01', 500_00, { incomePence: pence(344_00), allowancePence: pence(144_00) });
    const drawn = weeks([week], { from: day('2024-01-01'), to: null }, day('2025-11-30'));
    expect([drawn.length, sum(drawn)]).toEqual([100, 30_000_00]);
  });
});

describe('Drawdowns', () => {
  it('fall on the last day of each week of care, and on the last day of care', () => {
    const care = { from: day('2026-03-04'), to: day('2026-03-20') };
    expect(weeks([terms('2026-03-04', 700_00)], care, day('2026-12-31'))).toEqual([
      { from: '2026-03-04', to: '2026-03-10', amountPence: 700_00 },
      { from: '2026-03-11', to: '2026-03-17', amountPence: 700_00 },
      { from: '2026-03-18', to: '2026-03-20', amountPence: 300_00 },
    ]);
  });

  it('wait for a week that is not over', () => {
    const care = { from: day('2026-03-04'), to: null };
    expect(weeks([terms('2026-03-04', 700_00)], care, day('2026-03-16'))).toHaveLength(1);
  });

  it('are cut where new terms begin within a week, and terms before care count from its first day', () => {
    const care = { from: day('2026-03-30'), to: null };
    const both = [terms('2026-04-01', 770_00), terms('2026-01-01', 700_00)];
    expect(weeks(both, care, day('2026-04-05'))).toEqual([
      { from: '2026-03-30', to: '2026-03-31', amountPence: 200_00 },
      { from: '2026-04-01', to: '2026-04-05', amountPence: 550_00 },
    ]);
  });

  it('say how a week comes to its sum, and how many of its days they are for', () => {
    const week = terms('2026-01-05', 1_200_00, {
      ...{ topUpPence: pence(50_00), incomePence: pence(300_00), allowancePence: pence(144_00) },
    });
    const care = { from: day('2026-01-05'), to: day('2026-01-13') };
    expect(
      drawdownsOver([week], care, day('2026-01-31')).map(({ weekly, from, to }) =>
        costInWords(weekly, rangeDays({ from, to })),
      ),
    ).toEqual([
      '£1,200.00 a week and a top-up of £50.00, less £156.00 paid of an income of £300.00, of which £144.00 is kept',
      '£1,200.00 a week and a top-up of £50.00, less £156.00 paid of an income of £300.00, of which £144.00 is kept, for 2 of 7 days',
    ]);
  });

  it('are drawn on the day before new terms begin, not later', () => {
    const care = { from: day('2026-03-30'), to: null };
    const both = [terms('2026-03-30', 700_00), terms('2026-04-03', 770_00)];
    expect(weeks(both, care, day('2026-04-02'))).toEqual([
      { from: '2026-03-30', to: '2026-04-02', amountPence: 400_00 },
    ]);
  });

  it('of terms that were replaced before care began are none', () => {
    const both = [terms('2025-01-01', 700_00), terms('2026-01-01', 770_00)];
    const care = { from: day('2026-02-02'), to: null };
    expect(weeks(both, care, day('2026-02-08'))).toEqual([
      { from: '2026-02-02', to: '2026-02-08', amountPence: 770_00 },
    ]);
  });

  it('leave no day out and draw none twice, and come to the price of their days', () => {
    const dates = fc.integer({ min: 0, max: 60 }).map((days) => addDays(day('2026-03-01'), days));
    fc.assert(
      fc.property(dates, dates, fc.integer({ min: 1, max: 200_000 }), (change, end, price) => {
        const care = { from: day('2026-03-01'), to: end };
        const both = [terms('2026-03-01', price), terms(change, price + 1_000)];
        const drawn = weeks(both, care, day('2026-12-31'));
        const days = drawn.flatMap(({ from, to }) => {
          const all: CalendarDate[] = [];
          for (let each = from; each <= to; each = addDays(each, 1)) all.push(each);
          return all;
        });
        expect(days).toEqual([...new Set(days)].toSorted());
        expect([days[0], days.at(-1)]).toEqual(['2026-03-01', end]);
        const before = days.filter((each) => each < change).length;
        const after = days.length - before;
        const whole = (weeklyPence: number, lastDay: number) =>
          lastDay === 0 ? 0 : cumulativeProRata({ weeklyPence: pence(weeklyPence), firstDay: 1, lastDay });
        expect(sum(drawn)).toBe(whole(price, before) + whole(price + 1_000, after));
      }),
    );
  });
});

describe('The equity limit', () => {
  const onDate = day('2026-05-01');
  const limitOf = (value: number, encumbrances = 0) =>
    equityLimit({ valuePence: pence(value), encumbrancesPence: pence(encumbrances), onDate }, []);

  it('of £165,000 is £134,250 (golden case DPA-1)', () => {
    expect(limitOf(165_000_00)).toEqual({
      outcome: 'found',
      ...{ equityLimitPence: 134_250_00, shareOfValuePence: 148_500_00, lowerCapitalLimitPence: 14_250_00 },
    });
  });

  it('is less what others are owed first, and never below nothing', () => {
    expect(limitOf(165_000_00, 40_000_00)).toMatchObject({ equityLimitPence: 94_250_00 });
    expect(limitOf(15_000_00)).toMatchObject({ equityLimitPence: 0 });
  });

  it('is no part of a penny above nine tenths', () => {
    expect(limitOf(100_000_09)).toMatchObject({ shareOfValuePence: 90_000_08 });
  });

  it('follows the lower capital limit of the council, and is not known without one', () => {
    const own = councilRowSchema.parse({
      ...{ kind: 'capital-limit', category: 'lower', from: '2010-01-01', to: null },
      ...{ value: '20000', source: 'council decision', replacesPublished: true },
    });
    const ofValue = { valuePence: pence(100_000_00), encumbrancesPence: pence(0) };
    expect(equityLimit({ ...ofValue, onDate }, [own])).toMatchObject({ equityLimitPence: 70_000_00 });
    expect(equityLimit({ ...ofValue, onDate: day('1990-01-01') }, []).outcome).toBe('missing');
  });
});
