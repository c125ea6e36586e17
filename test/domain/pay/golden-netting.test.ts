import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { issuedEntry, movedEntry } from '../../../domain/ledger/entries-of-payments.ts';
import { summariseByCoding } from '../../../domain/ledger/journal-summary.ts';
import { pence, readPounds, sumPence } from '../../../domain/money.ts';
import { autoHoldOf } from '../../../domain/pay/auto-hold.ts';
import { instalmentsOf } from '../../../domain/pay/instalments.ts';
import {
  allocateToLedgers,
  netUnsettled,
  outstandingOf,
  partOfLines,
  type SentBefore,
} from '../../../domain/pay/unsettled-netting.ts';
import { aLine, aPayment } from '../ledger/sample-payments.ts';

// Inputs and results asserted by the tests of DEFRA/ffc-pay-processing (OGL v3) unless another repository is named. The
// file of each is given with it; where our rule differs on purpose, the test says so.
const on = calendarDate('2026-05-01');

const sent = (ledger: SentBefore['ledger'], value: number, settled = 0): SentBefore => ({
  ledger,
  valuePence: pence(value),
  settledPence: pence(settled),
});

/** `AP +20`, as the source writes it. */
const written = (parts: readonly { ledger: string; amountPence: number }[]) =>
  parts.map(({ ledger, amountPence }) => `${ledger} ${amountPence > 0 ? '+' : ''}${amountPence}`);

describe('what is sent now, by test/integration/narrow/processing/delta/calculate-delta.test.js', () => {
  it.each([
    ['D1 now 100, before AP 80 settled', 100, [sent('AP', 80, 80)], ['AP +20']],
    ['D2 now 100, before AP 200 settled', 100, [sent('AP', 200, 200)], ['AR -100']],
    ['D3 now 20, before AP 100 unsettled', 20, [sent('AP', 100)], ['AP -80']],
    ['D4 now 80, before AP 100 settled and AR -50', 80, [sent('AP', 100, 100), sent('AR', -50)], ['AR +30']],
    [
      'now 110, before AP 100 settled and AR -50',
      110,
      [sent('AP', 100, 100), sent('AR', -50)],
      ['AP +10', 'AR +50'],
    ],
    [
      'now 90, before AP 100 settled and AP 50 unsettled',
      90,
      [sent('AP', 100, 100), sent('AP', 50)],
      ['AR -10', 'AP -50'],
    ],
    ['nothing new', 100, [sent('AP', 100, 100)], []],
  ] as const)('%s', (_case, dueNow, before, expected) => {
    expect(written(netUnsettled({ dueNowPence: pence(dueNow), before }))).toEqual(expected);
  });

  it('D7 lines 75 and 25, before 25 and 75: ours is a journal of +50 and -50, no payment of nothing', () => {
    const lines = [aLine('L1', 50), aLine('L2', -50, { costCentre: 'CC200' })];
    const entry = movedEntry({ payRunId: 'R000001', payeeId: 'provider:P001', on, lines });
    expect(entry?.postings.map(({ amountPence }) => amountPence)).toEqual([50, -50]);
    expect(netUnsettled({ dueNowPence: pence(100), before: [sent('AP', 100, 100)] })).toEqual([]);
  });

  it('D27 now 15,000 twice, before 10,000 twice: one line of +10,000 there, ours stay two of 5,000', () => {
    const lines = [aLine('L1', 5_000), aLine('L2', 5_000)];
    expect(aPayment(lines)).toMatchObject({
      amountPence: 10_000,
      lines: [{ lineId: 'L1' }, { lineId: 'L2' }],
    });
    expect(
      written(netUnsettled({ dueNowPence: pence(30_000), before: [sent('AP', 20_000, 20_000)] })),
    ).toEqual(['AP +10000']);
  });
});

describe('where a difference goes, by test/unit/processing/delta/allocate-to-ledgers.test.js', () => {
  it.each([
    ['D8 AP 10, AR 100 open', 10, { AP: 0, AR: 100 }, ['AR +10']],
    ['D9 AR -10, AP 100 open', -10, { AP: 100, AR: 0 }, ['AP -10']],
    ['D10 AP 100, AR 10 open', 100, { AP: 0, AR: 10 }, ['AP +90', 'AR +10']],
    ['AR -100, AP 10 open', -100, { AP: 10, AR: 0 }, ['AR -90', 'AP -10']],
    ['exactly what is open', 10, { AP: 0, AR: 10 }, ['AR +10']],
    ['nothing open', -10, { AP: 0, AR: 0 }, ['AR -10']],
  ] as const)('%s', (_case, amount, { AP, AR }, expected) => {
    expect(written(allocateToLedgers(pence(amount), { AP: pence(AP), AR: pence(AR) }))).toEqual(expected);
  });

  it('D10 splits its two lines of 50 with it: 45 and 45, 5 and 5', () => {
    const lines = [pence(50), pence(50)];
    expect(partOfLines(lines, pence(90))).toEqual([45, 45]);
    expect(partOfLines(lines, pence(10))).toEqual([5, 5]);
  });
});

it('a penny that is left over when lines are split goes to the largest remainder, whatever their sign', () => {
  expect(partOfLines([pence(10), pence(25), pence(65)], pence(1))).toEqual([0, 0, 1]);
  expect(partOfLines([pence(65), pence(25), pence(10)], pence(1))).toEqual([1, 0, 0]);
  expect(partOfLines([pence(25), pence(65), pence(10)], pence(1))).toEqual([0, 1, 0]);
  expect(partOfLines([pence(-50), pence(-50)], pence(-90))).toEqual([-45, -45]);
});

describe('what is open, by test/unit/processing/delta/get-outstanding-ledger-values.test.js', () => {
  it.each([
    ['D12 AP 100 settled, AR -100 and +100', [sent('AP', 100, 100), sent('AR', -100), sent('AR', 100)], 0, 0],
    [
      'both partly open',
      [sent('AP', 100, 25), sent('AR', -100), sent('AP', 50, 25), sent('AR', -25), sent('AR', 50)],
      100,
      75,
    ],
    ['D14 AP 100 half settled, then AP -50', [sent('AP', 100, 50), sent('AP', -50)], 0, 0],
    ['a debt partly recovered', [sent('AR', -100, -40)], 0, 60],
    // Read as open by the absolute values of the source; ours has nothing to net against.
    ['a side in credit', [sent('AP', -30), sent('AR', 20)], 0, 0],
  ] as const)('%s', (_case, before, AP, AR) => {
    expect(outstandingOf(before)).toEqual({ AP, AR });
  });
});

describe('amounts and their lines', () => {
  it('D15 value 100, lines 98 and 1 (ensure-value-consistency.test.js): 99 and 1 there, never booked here', () => {
    const payment = aPayment([aLine('L1', 98), aLine('L2', 1)], { amountPence: pence(100) });
    expect(() => issuedEntry({ payment, on })).toThrow('is the sum of its lines');
  });

  it.each([
    [
      'D17 two codes',
      [
        aLine('1', 10),
        aLine('2', -8),
        aLine('3', 11, { costCentre: 'X' }),
        aLine('4', -7, { costCentre: 'X' }),
      ],
      [2, 4],
    ],
    ['D18 one code', [aLine('1', 10), aLine('2', -8), aLine('3', -5)], [-3]],
  ])('%s (calculate-line-deltas.test.js) come to the sum of each', (_case, lines, expected) => {
    expect(summariseByCoding(lines).map(({ amountPence }) => amountPence)).toEqual(expected);
  });

  it.each([
    ['100', 10_000],
    ['100.1', 10_010],
    ['100.10', 10_010],
    ['-100', -10_000],
  ])('D25 %s is %i pence (test/unit/currency-convert.test.js)', (text, expected) => {
    expect(readPounds(text)).toEqual({ ok: true, value: expected });
  });

  it.each(['null', '{}', 'true', '100.105', '1e3'])('D25 %s is no amount; ours says so', (text) => {
    expect(readPounds(text)).toMatchObject({ ok: false });
  });

  it('D26 0.14 and 0.13 are 27 pence, 0.1 and 0.2 are 30 (test/unit/currency-convert.test.js)', () => {
    const added = (...texts: string[]) =>
      sumPence(texts.map(readPounds).map((read) => (read.ok ? read.value : pence(Number.NaN))));
    expect([added('0.14', '0.13'), added('0.1', '0.2')]).toEqual([27, 30]);
  });
});

describe('instalments, by test/unit/processing/due-dates', () => {
  const plan = {
    totalPence: pence(100),
    firstOn: calendarDate('2023-04-01'),
    everyMonths: 3,
    settledPence: pence(0),
  };

  it('D19 100 in 3 (get-expected-value.test.js): 33, 66 and 100 there, half up 33, 67 and 100 here', () => {
    const instalments = instalmentsOf({ ...plan, count: 3 });
    expect(instalments.map(({ cumulativePence }) => cumulativePence)).toEqual([33, 67, 100]);
    expect(instalments.map(({ amountPence }) => amountPence)).toEqual([33, 34, 33]);
  });

  it('D20 quarterly from 1 April 2023 (get-schedule.test.js)', () => {
    const dates = instalmentsOf({ ...plan, count: 4 }).map(({ dueOn }) => dueOn);
    expect(dates).toEqual(['2023-04-01', '2023-07-01', '2023-10-01', '2024-01-01']);
  });

  it('D21 with 25 of 100 settled the first of four is not open (get-schedule.test.js)', () => {
    const open = instalmentsOf({ ...plan, count: 4, settledPence: pence(25) });
    expect(open.map(({ isOutstanding }) => isOutstanding)).toEqual([false, true, true, true]);
  });

  it('fall on the last day of a month that is too short', () => {
    const monthly = { ...plan, firstOn: calendarDate('2023-12-31'), everyMonths: 1, count: 3 };
    expect(instalmentsOf(monthly).map(({ dueOn }) => dueOn)).toEqual([
      '2023-12-31',
      '2024-01-31',
      '2024-02-29',
    ]);
  });
});

describe('holds of their own accord, by test/unit/auto-hold/apply-auto-hold.test.js', () => {
  const both = { topUps: true, recoveries: true };

  it.each([
    [0, 'top-up'],
    [1, 'top-up'],
    [-1, 'recovery'],
  ] as const)(
    'D22 a change of %i is a %s hold where that is turned on; ours is off by itself',
    (total, expected) => {
      const change = { totalPence: pence(total), isFirst: false };
      expect(autoHoldOf(change, both)).toBe(expected);
      expect(autoHoldOf(change)).toBeNull();
      expect(autoHoldOf({ ...change, isFirst: true }, both)).toBeNull();
    },
  );
});

describe('netting loses and invents no penny', () => {
  const anyPence = fc.integer({ min: -1_000_000, max: 1_000_000 });

  it('what is sent now and was sent before is what is due now', () => {
    const anySent = fc
      .record({ ledger: fc.constantFrom('AP' as const, 'AR' as const), value: anyPence, settled: anyPence })
      .map(({ ledger, value, settled }) => sent(ledger, value, settled));
    fc.assert(
      fc.property(anyPence, fc.array(anySent, { maxLength: 6 }), (dueNow, before) => {
        const now = netUnsettled({ dueNowPence: pence(dueNow), before });
        const all = [
          ...now.map(({ amountPence }) => amountPence),
          ...before.map(({ valuePence }) => valuePence),
        ];
        expect(sumPence(all)).toBe(dueNow);
        for (const { amountPence } of now) expect(amountPence).not.toBe(0);
      }),
    );
  });

  it('the lines of both invoices are the lines, and each invoice their sum', () => {
    fc.assert(
      fc.property(
        fc.array(anyPence.map(pence), { minLength: 1, maxLength: 8 }),
        fc.nat(100),
        (lines, percent) => {
          const total = sumPence(lines);
          fc.pre(total !== 0);
          const part = pence(Math.trunc((total * percent) / 100));
          const taken = partOfLines(lines, part);
          expect(sumPence(taken)).toBe(part);
          for (const [index, line] of lines.entries())
            expect(Math.abs((taken[index] ?? Number.NaN) - (line * part) / total)).toBeLessThanOrEqual(1);
        },
      ),
    );
    expect(() => partOfLines([pence(5), pence(-5)], pence(1))).toThrow('have no part');
  });
});
