import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addPence,
  allocatePence,
  cumulativeProRata,
  Decimal,
  exactPenceToPence,
  negatePence,
  pence,
  penceSchema,
  penceToPounds,
  poundsToPence,
  subtractPence,
  sumPence,
  type Pence,
} from '../../domain/money.ts';
import { InvariantError } from '../../domain/outcome.ts';

const anyPence = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map(pence);

describe('pence', () => {
  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('cannot be %d', (amount) => {
    expect(() => pence(amount)).toThrow(new InvariantError(`${amount} is not a whole number of pence`));
    expect(penceSchema.safeParse(amount).success).toBe(false);
  });

  it('adds, subtracts, negates and sums in whole pence', () => {
    expect(addPence(pence(14), pence(13))).toBe(27);
    expect(subtractPence(pence(10), pence(30))).toBe(-20);
    expect(negatePence(pence(-5))).toBe(5);
    expect(sumPence([pence(10), pence(20), pence(-5)])).toBe(25);
    expect(sumPence([])).toBe(0);
  });

  it('has one zero only', () => {
    expect(Object.is(negatePence(pence(0)), 0)).toBe(true);
    expect(Object.is(pence(-0), 0)).toBe(true);
  });

  it('refuses a sum that is too large to be exact', () => {
    const most = pence(Number.MAX_SAFE_INTEGER);
    expect(() => addPence(most, pence(1))).toThrow(InvariantError);
    expect(() => sumPence([most, pence(1), pence(-1)])).toThrow(InvariantError);
  });

  it('cannot be mixed with plain numbers when it is compiled', () => {
    // @ts-expect-error 27 may be pounds
    expect(addPence(pence(27), 27)).toBe(54);
  });
});

describe('rounding', () => {
  it.each([
    ['half-up', '4.725', 473],
    ['half-up', '4.7249999', 472],
    ['half-up', '-4.725', -473],
    ['towards-zero', '4.729', 472],
    ['towards-zero', '-4.729', -472],
    ['away-from-zero', '4.721', 473],
    ['away-from-zero', '-4.721', -473],
  ] as const)('%s takes £%s to %d pence', (rounding, pounds, expected) => {
    expect(poundsToPence(new Decimal(pounds), rounding)).toBe(expected);
  });

  it('rounds 0.25 hours at £18.90 to £4.73 (golden case, half up)', () => {
    expect(poundsToPence(new Decimal('0.25').times('18.90'), 'half-up')).toBe(473);
  });

  it('rounds exact pence as pence', () => {
    expect(exactPenceToPence(new Decimal('472.5'), 'half-up')).toBe(473);
    expect(exactPenceToPence(new Decimal('472.5'), 'towards-zero')).toBe(472);
  });

  it('turns £25.00 and £10.00 a month into £5.77 and £2.31 a week (golden case, times 12 over 52)', () => {
    const weekly = (pounds: string) => poundsToPence(new Decimal(pounds).times(12).dividedBy(52), 'half-up');
    expect([weekly('25.00'), weekly('10.00')]).toEqual([577, 231]);
  });

  it('keeps 34 digits on the way, and leaves the settings of other users of the library alone', () => {
    expect(new Decimal(1).dividedBy(3).toString()).toBe(`0.${'3'.repeat(34)}`);
  });

  it('gives back the pence of any amount in pounds', () => {
    fc.assert(
      fc.property(anyPence, (amount) => {
        expect(poundsToPence(penceToPounds(amount), 'half-up')).toBe(amount);
      }),
    );
  });
});

describe('cumulative pro rata', () => {
  const throughEachDay = (weeklyPence: Pence) =>
    [1, 2, 3, 4, 5, 6, 7].map((lastDay) => cumulativeProRata({ weeklyPence, firstDay: 1, lastDay }));

  it.each([
    [85_317, [12_188, 24_376, 36_564, 48_753, 60_941, 73_129, 85_317]],
    [115_300, [16_471, 32_943, 49_414, 65_886, 82_357, 98_829, 115_300]],
  ])('of %d pence a week through days 1 to 7 is the golden vector', (weekly, expected) => {
    expect(throughEachDay(pence(weekly))).toEqual(expected);
  });

  it.each([25_406, 70_001])('of %d pence a week paid day by day is still the whole week', (weekly) => {
    const days = [1, 2, 3, 4, 5, 6, 7].map((day) =>
      cumulativeProRata({ weeklyPence: pence(weekly), firstDay: day, lastDay: day }),
    );
    expect(sumPence(days)).toBe(weekly);
  });

  it('takes a weekly value with fractions of a penny and rounds half up only at the end', () => {
    expect(cumulativeProRata({ weeklyPence: new Decimal('3.5'), firstDay: 1, lastDay: 1 })).toBe(1);
    expect(cumulativeProRata({ weeklyPence: new Decimal('100.5'), firstDay: 1, lastDay: 14 })).toBe(201);
  });

  it.each([
    [0, 3],
    [4, 3],
    [1.5, 3],
    [1, 2.5],
  ])('has no days %d to %d', (firstDay, lastDay) => {
    expect(() => cumulativeProRata({ weeklyPence: pence(700), firstDay, lastDay })).toThrow(
      `Days ${firstDay} to ${lastDay} are not days of a segment`,
    );
  });

  it('is additive: a segment cut anywhere adds up to itself', () => {
    const day = fc.integer({ min: 1, max: 5000 });
    fc.assert(
      fc.property(anyPence, fc.tuple(day, day, day), (weeklyPence, days) => {
        const [first = 1, cut = 1, last = 1] = days.toSorted((left, right) => left - right);
        const slice = (firstDay: number, lastDay: number) =>
          cumulativeProRata({ weeklyPence, firstDay, lastDay });
        const parts = cut < last ? addPence(slice(first, cut), slice(cut + 1, last)) : slice(first, last);
        expect(parts).toBe(slice(first, last));
      }),
    );
  });

  it('of a whole number of weeks is the weekly rate that many times', () => {
    fc.assert(
      fc.property(anyPence, fc.integer({ min: 1, max: 520 }), (weeklyPence, weeks) => {
        expect(cumulativeProRata({ weeklyPence, firstDay: 1, lastDay: weeks * 7 })).toBe(weeklyPence * weeks);
      }),
    );
  });

  it('of a price taken back is the negative of the price, day by day', () => {
    fc.assert(
      fc.property(anyPence, fc.integer({ min: 1, max: 400 }), (weeklyPence, lastDay) => {
        const paid = cumulativeProRata({ weeklyPence, firstDay: 1, lastDay });
        const takenBack = cumulativeProRata({ weeklyPence: negatePence(weeklyPence), firstDay: 1, lastDay });
        expect(addPence(paid, takenBack)).toBe(0);
      }),
    );
  });
});

describe('allocation', () => {
  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [100, [1, 2, 1], [25, 50, 25]],
    [10, [1, 2, 4], [1, 3, 6]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [5, [0, 1, 0], [0, 5, 0]],
    [0, [3, 4], [0, 0]],
    [101, [3, 3, 4], [30, 30, 41]],
    [9_007_199_254_740_991, [9_007_199_254_740_991, 1], [9_007_199_254_740_990, 1]],
  ])('of %d pence over %j is %j', (total, weights, expected) => {
    expect(allocatePence(pence(total), weights)).toEqual(expected);
  });

  it.each([
    [[], 'Money is allocated over weights of which one at least is above 0'],
    [[0, 0], 'Money is allocated over weights of which one at least is above 0'],
    [[1, -1], '-1 is not a weight: a whole number from 0'],
    [[0.5], '0.5 is not a weight: a whole number from 0'],
  ])('cannot be made over %j', (weights, message) => {
    expect(() => allocatePence(pence(1), weights)).toThrow(new InvariantError(message));
  });

  it('always adds up, and gives nobody a penny more or less than their exact share rounded up or down', () => {
    const someWeights = fc
      .array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 12 })
      .filter((weights) => weights.some((weight) => weight > 0));
    fc.assert(
      fc.property(anyPence, someWeights, (total, weights) => {
        const parts = allocatePence(total, weights);
        expect(sumPence(parts)).toBe(total);
        const weightTotal = weights.reduce((sum, weight) => sum + weight, 0);
        parts.forEach((part, index) => {
          const exact = new Decimal(total).times(weights[index] ?? 0).dividedBy(weightTotal);
          expect(new Decimal(part).minus(exact).abs().lessThan(1)).toBe(true);
        });
      }),
    );
  });
});
