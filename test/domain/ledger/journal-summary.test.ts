import { describe, expect, it } from 'vitest';
import { summariseByCoding } from '../../../domain/ledger/journal-summary.ts';
import { sumPence } from '../../../domain/money.ts';
import { aLine } from './sample-payments.ts';

describe('the journal of a run', () => {
  it('adds up lines by cost centre, subjective code and tax code, in that order', () => {
    const lines = [
      aLine('L1', 500, { costCentre: 'CC200' }),
      aLine('L2', 100, { taxCode: 'S' }),
      aLine('L3', 70_000),
      aLine('L4', -10_000),
      aLine('L5', 30, { subjectiveCode: '4400' }),
      aLine('L6', 7, { costCentre: null }),
    ];
    const summary = summariseByCoding(lines);
    expect(
      summary.map(({ coding, amountPence, lineCount }) => [
        coding.costCentre,
        coding.subjectiveCode,
        coding.taxCode,
        amountPence,
        lineCount,
      ]),
    ).toEqual([
      ['CC100', '4400', 'E', 30, 1],
      ['CC100', '4500', 'E', 60_000, 2],
      ['CC100', '4500', 'S', 100, 1],
      ['CC200', '4500', 'E', 500, 1],
      [null, '4500', 'E', 7, 1],
    ]);
    expect(sumPence(summary.map(({ amountPence }) => amountPence))).toBe(60_637);
  });

  it('takes purchase orders and cost elements together, and no code for another code', () => {
    const lines = [
      aLine('L1', 1, { purchaseOrder: 'PO1', costElement: 'A' }),
      aLine('L2', 2, { purchaseOrder: 'PO2' }),
      aLine('L3', 4, { subjectiveCode: null }),
      aLine('L4', 8, { subjectiveCode: '' }),
      aLine('L5', 16, { taxCode: null }),
    ];
    const amounts = summariseByCoding(lines).map(({ amountPence }) => amountPence);
    expect(amounts.toSorted((a, b) => a - b)).toEqual([3, 4, 8, 16]);
  });

  it('keeps a total of nothing, since its lines moved', () => {
    expect(summariseByCoding([aLine('L1', 5), aLine('L2', -5)])).toMatchObject([
      { amountPence: 0, lineCount: 2 },
    ]);
    expect(summariseByCoding([])).toEqual([]);
  });
});
