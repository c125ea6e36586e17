import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pence } from '../../../domain/money.ts';
import {
  pricedCare,
  readAccepted,
  withLines,
  writeAccepted,
  type AcceptedLine,
} from '../../../domain/returns/accepted-care.ts';
import { aPackage, day } from '../../support/a-return.ts';

/** An hour of Monday 5 October 2026 of the return OCT-1, accepted at the agreed rate, unless said otherwise. */
const line = (fields: Partial<AcceptedLine> = {}): AcceptedLine => ({
  ...{ uploadId: 'OCT-1', line: 2, lineRef: 'V1', day: day('2026-10-05'), measure: 'minutes' },
  ...{ quantity: 60, rate: null, amountPence: null, inQuestion: false },
  ...fields,
});

describe('accepted lines of a month', () => {
  it('read as they were written, whatever a provider calls its lines', () => {
    const anyLine = fc.record({
      uploadId: fc.constantFrom('OCT-1', 'OCT-2', 'OCT-3'),
      line: fc.integer({ min: 2, max: 2_000_000 }),
      lineRef: fc.string({ unit: 'grapheme' }),
      day: fc.integer({ min: 0, max: 40_000 }),
      measure: fc.constantFrom('minutes' as const, 'units' as const),
      quantity: fc.integer({ min: 0, max: 10_000_000 }),
      rate: fc.constantFrom(null, '18.9', '0'),
      amountPence: fc.constantFrom(null, pence(0), pence(1999)),
      inQuestion: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1 }), (lines) => {
        expect(readAccepted(writeAccepted(lines))).toEqual(lines);
      }),
    );
  });

  it('take little room: a month of four visits a day, less than twenty bytes each', () => {
    const month = Array.from({ length: 124 }, (_, place) =>
      line({ line: place + 2, lineRef: `V${place}`, day: day('2026-10-01') + Math.floor(place / 4) }),
    );
    expect(writeAccepted(month).length / month.length).toBeLessThan(20);
  });
});

describe('lines that are said anew', () => {
  const before = [line(), line({ line: 3 }), line({ uploadId: 'OCT-2' })];
  const told = (lines: readonly AcceptedLine[]) => lines.map((each) => `${each.uploadId} ${each.line}`);

  it('take the place of all that was there of their return, and of no other', () => {
    const after = withLines(before, { uploadId: 'OCT-1', replaces: 'all', lines: [line({ line: 9 })] });
    expect(told(after)).toEqual(['OCT-1 9', 'OCT-2 2']);
  });

  it('take the place of the lines that are decided of, and the others stay', () => {
    const lines = [line({ quantity: 30 })];
    const after = withLines(before, { uploadId: 'OCT-1', replaces: new Set([2]), lines });
    expect(told(after)).toEqual(['OCT-1 2', 'OCT-1 3', 'OCT-2 2']);
    expect(after[0]?.quantity).toBe(30);
  });

  it('lie by day, return and line, in whatever order they came', () => {
    const given = [
      line({ day: day('2026-10-06') }),
      line({ uploadId: 'OCT-2' }),
      line({ uploadId: 'OCT-2', line: 1 }),
      line({ uploadId: 'OCT-1', line: 7 }),
    ];
    const after = withLines(given, {
      uploadId: 'OCT-3',
      replaces: 'all',
      lines: [line({ uploadId: 'OCT-3' })],
    });
    expect(told(after)).toEqual(['OCT-1 7', 'OCT-2 1', 'OCT-2 2', 'OCT-3 2', 'OCT-1 2']);
  });
});

describe('what accepted care is worth', () => {
  const ref = { kind: 'actuals', id: 'PK1~2026-10', version: 1 } as const;
  const priced = (lines: AcceptedLine[], pack = aPackage()) => pricedCare(lines, { ref, pack });

  it('is told at the rate that is agreed now, from its first day to its last', () => {
    expect(priced([line(), line({ line: 3, lineRef: 'V2', day: day('2026-10-07'), quantity: 45 })])).toEqual({
      ref,
      from: '2026-10-05',
      to: '2026-10-07',
      lines: [
        { lineRef: 'V1', date: '2026-10-05', quantity: '1', rate: '20', amountPence: 2000 },
        { lineRef: 'V2', date: '2026-10-07', quantity: '0.75', rate: '20', amountPence: 1500 },
      ],
    });
  });

  it('is told at the rate or the amount that was accepted for a line', () => {
    const lines = [line({ rate: '25' }), line({ line: 3, amountPence: pence(1999) })];
    expect(priced(lines)?.lines).toMatchObject([
      { rate: '25', amountPence: 2500 },
      { rate: '20', amountPence: 1999 },
    ]);
  });

  it('is not known where no rate is agreed, unless one was accepted', () => {
    const unpriced = aPackage({ rate: '' });
    const lines = [line(), line({ rate: '25' }), line({ amountPence: pence(5) })];
    expect(priced(lines, unpriced)?.lines).toMatchObject([
      { rate: '0', amountPence: null },
      { rate: '25', amountPence: 2500 },
      { rate: '0', amountPence: 5 },
    ]);
  });

  it('leaves out lines of which nothing is paid, and a month without any other is none', () => {
    const nothing = line({ quantity: 0, line: 3, day: day('2026-10-31') });
    expect(priced([line(), nothing])).toMatchObject({ to: '2026-10-05', lines: [{ lineRef: 'V1' }] });
    expect(priced([nothing, line({ quantity: 0, amountPence: pence(0) })])).toBeNull();
    expect(priced([line({ quantity: 0, amountPence: pence(7) })])?.lines).toMatchObject([{ amountPence: 7 }]);
  });
});
