import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairInOrder } from '../../../domain/direct-payments/match-papers-in-order.ts';

const dated = (days: readonly number[]) => days.map((day) => ({ day }));
const paired = (papers: number[], payments: number[], fromDays = 0, toDays = 10) =>
  pairInOrder(dated(papers), dated(payments), { fromDays, toDays }).map(([paper, payment]) => [
    paper.day,
    payment.day,
  ]);

/** Every way of pairing, tried out: the most pairs, and of those the fewest days between. */
function bestByTrying(
  papers: readonly number[],
  payments: readonly number[],
  window: [number, number],
): [number, number] {
  const [paper, ...rest] = papers;
  if (paper === undefined) return [0, 0];
  const ways = payments
    .map((payment, place) => ({ gap: payment - paper, place }))
    .filter(({ gap }) => gap >= window[0] && gap <= window[1])
    .map(({ gap, place }): [number, number] => {
      const [pairs, days] = bestByTrying(rest, payments.toSpliced(place, 1), window);
      return [pairs + 1, days + Math.abs(gap)];
    });
  return [bestByTrying(rest, payments, window), ...ways].reduce((best, each) =>
    each[0] > best[0] || (each[0] === best[0] && each[1] < best[1]) ? each : best,
  );
}

describe('papers and payments of one sum', () => {
  it.each<[string, number[], number[], number[][]]>([
    ['are paired by the nearest day', [5], [5, 6], [[5, 5]]],
    [
      'are paired a week apart where each then has one',
      [1, 8, 15],
      [8, 15, 22],
      [
        [1, 8],
        [8, 15],
        [15, 22],
      ],
    ],
    ['are left alone where their days are too far apart', [1, 30], [20], []],
    ['take the last day of the window, and not the one after', [1, 20], [11, 31], [[1, 11]]],
    ['take no payment before the first day of the window', [10], [9], []],
    ['are none where one side is empty', [], [1], []],
  ])('%s', (_, papers, payments, expected) => {
    expect(paired(papers, payments)).toEqual(expected);
  });

  it('make as many pairs with as few days between as any way of pairing does', () => {
    const days = fc.array(fc.nat({ max: 30 }), { maxLength: 5 }).map((all) => all.toSorted((a, b) => a - b));
    const window = fc.tuple(fc.integer({ min: -6, max: 0 }), fc.integer({ min: 0, max: 9 }));
    fc.assert(
      fc.property(days, days, window, (papers, payments, [from, to]) => {
        const pairs = paired(papers, payments, from, to);
        const between = pairs.reduce((sum, [paper, payment]) => sum + Math.abs(payment! - paper!), 0);
        expect([pairs.length, between]).toEqual(bestByTrying(papers, payments, [from, to]));
      }),
      { numRuns: 500 },
    );
  });

  it('have one payment for one paper at most', () => {
    const days = fc.array(fc.nat({ max: 40 }), { maxLength: 40 }).map((all) => all.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(days, days, (papers, payments) => {
        const pairs = pairInOrder(dated(papers), dated(payments), { fromDays: -3, toDays: 7 });
        expect(new Set(pairs.map(([paper]) => paper)).size).toBe(pairs.length);
        expect(new Set(pairs.map(([, payment]) => payment)).size).toBe(pairs.length);
      }),
    );
  });
});
