import { describe, expect, it } from 'vitest';
import {
  judgeFile,
  type FileSums,
  type ReturnEnvelope,
  type SentBefore,
} from '../../../domain/returns/check-file.ts';
import { pounds } from '../../support/a-return.ts';

const nothing: ReturnEnvelope = { reference: null, sequence: null, total: null };
const sums: FileSums = { lines: 2, amountPence: pounds(40), own: 2, others: 0 };
const before: SentBefore = { references: new Map([['OCT-1', 'upload-1']]), lastSequence: 4, lastSent: 4 };
const verdict = (envelope: Partial<ReturnEnvelope>, more: Partial<FileSums> = {}, sent = before) =>
  judgeFile({ ...nothing, ...envelope }, { ...sums, ...more }, sent);

describe('a file is taken', () => {
  it.each<[string, Partial<ReturnEnvelope>, SentBefore]>([
    ['without anything said of it', {}, before],
    ['with totals that are those of its lines', { total: { lines: 2, amountPence: pounds(40) } }, before],
    ['as the next of its provider', { reference: 'OCT-2', sequence: 5 }, before],
    ['as the first that is numbered', { sequence: 101 }, { ...before, lastSequence: null, lastSent: null }],
    ['with the number of one that was taken back', { sequence: 5 }, { ...before, lastSent: 5 }],
    ['as the next of one that was taken back', { sequence: 6 }, { ...before, lastSent: 5 }],
  ])('%s', (_, envelope, sent) => {
    expect(verdict(envelope, {}, sent)).toEqual({ outcome: 'taken' });
  });

  it('with lines about packages of others among its own', () => {
    expect(verdict({}, { own: 1, others: 1 })).toEqual({ outcome: 'taken' });
    expect(verdict({}, { own: 0, others: 0 })).toEqual({ outcome: 'taken' });
  });
});

describe('nothing of a file is taken', () => {
  it.each<[string, string, Partial<ReturnEnvelope>, Partial<FileSums>]>([
    ['quarantined', 'control-totals-differ', { total: { lines: 3, amountPence: pounds(40) } }, {}],
    ['quarantined', 'control-totals-differ', { total: { lines: 2, amountPence: pounds(40.01) } }, {}],
    ['quarantined', 'file-reference-repeated', { reference: 'OCT-1', sequence: 5 }, {}],
    ['quarantined', 'file-sequence-behind', { sequence: 4 }, {}],
    ['waiting', 'file-sequence-ahead', { sequence: 7 }, {}],
    ['rejected', 'file-of-another-provider', {}, { own: 0, others: 2, wrongPeriod: 'Wrong.' }],
    ['rejected', 'file-of-wrong-period', { sequence: 5 }, { wrongPeriod: 'Every line is of next year.' }],
  ])('%s: %s', (outcome, rule, envelope, more) => {
    expect(verdict(envelope, more)).toMatchObject({ outcome, findings: [{ rule, line: null }] });
  });

  it('for every reason at once', () => {
    const total = { lines: 3, amountPence: pounds(1) };
    expect(verdict({ reference: 'OCT-1', total })).toMatchObject({
      findings: [{ rule: 'control-totals-differ' }, { rule: 'file-reference-repeated' }],
    });
  });
});
